import {
  abort, AfterCommit, AfterCreate, AfterDestroy, AfterFind, AfterRollback, AfterSave, BeforeSave, BeforeUpdate, BeforeValidation, BeforeDestroy,
  Column, Defaulted, ManagedObject, PrimaryKey, Table, transaction, SoftDelete, HasMany, Relate, Virtual,
} from "arx";
import { countQueries, sandbox } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

let mode = "";
let trace: string[] = [];

@Table({ name: "r5_things" })
class Thing extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Column({ type: "integer", default: 0 }) declare count: number;
  declare [Defaulted]?: "count";
  @HasMany(() => Part, (part) => part.thing) declare parts: HasMany<Part>;
  @BeforeValidation() async bv(): Promise<void> { trace.push("bv"); if (mode === "bv") await this.save(); if (mode === "bv-reload") await this.reload(); }
  @BeforeSave() async bs(): Promise<void> { trace.push("bs"); if (mode === "bs") await this.save(); if (mode==="bs-destroy") await this.destroy();}
  @AfterCreate() async ac(): Promise<void> { trace.push("ac"); if (mode === "ac") await this.update({ count: this.count + 1 }); }
  @AfterSave() async as(): Promise<void> { trace.push("as"); if (mode === "as") await this.update({ count: this.count + 1 }); if (mode==="as-destroy") await this.destroy(); if (mode==="as-reload") await this.reload(); }
  @AfterCommit() async cm(): Promise<void> { trace.push("cm"); if (mode === "cm") { mode = ""; await this.update({ count: this.count + 1 });} if (mode==="cm-reload") await this.reload(); }
  @AfterRollback() async rb(): Promise<void> { trace.push("rb"); if (mode === "rb") { mode = ""; await this.save();}  }
  @BeforeDestroy() async bd(): Promise<void> { trace.push("bd"); if (mode === "bd") { await this.destroy(); } if (mode === "bd-save") { await this.update({count: 9}); } }
  @AfterDestroy() async ad(): Promise<void> { trace.push("ad"); if (mode === "ad") { await this.save(); } }
}
@Table({ name: "r5_parts" })
class Part extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
  @Relate(() => Thing) declare thing: Relate<Thing | null>;
  declare owner?: string | undefined;
  declare [Virtual]?: "owner";
  @AfterFind() async found(): Promise<void> { if (mode === "lazy") this.owner = (await this.thing)?.name; }
}

const within = (promise: Promise<unknown>): Promise<string> =>
  Promise.race([
    promise.then((v) => "ok " + JSON.stringify(v), (e: Error) => e.constructor.name + ": " + e.message + " | " + String((e as {hint?: string}).hint)),
    new Promise<string>((r) => setTimeout(r, 4000, "HANGS")),
  ]);

describeEachEngine("r5", (engine) => {
  useModels(engine, [Thing, Part]);
  beforeEach(() => { trace = []; mode = ""; });
  for (const m of ["bv", "bs", "ac", "cm", "cm-reload", "as-destroy", "as-reload"]) {
    it("create " + m, async () => {
      mode = m;
      const t = new Thing(); t.name = "a";
      const r = await within(t.save());
      console.log(engine.name, m, r, trace.slice(0,30).join(), t.isNew, t.id, t.count);
    });
  }
  for (const m of ["bv", "bv-reload", "bs", "bs-destroy", "cm", "as-destroy", "as-reload"]) {
    it("update " + m, async () => {
      const t = await Thing.create({ name: "a" });
      trace = [];
      mode = m;
      const r = await within(t.update({ name: "b" }));
      console.log(engine.name, "update", m, r, trace.slice(0,30).join(), t.isNew, t.id, t.count);
    });
  }
  for (const m of ["bd", "bd-save", "ad"]) {
    it("destroy " + m, async () => {
      const t = await Thing.create({ name: "a" });
      trace = [];
      mode = m;
      const r = await within(t.destroy());
      console.log(engine.name, "destroy", m, r, trace.slice(0,30).join(), t.isNew, t.id, t.count);
    });
  }
  it("rollback", async () => {
    const t = new Thing(); t.name = "a";
    mode = "rb";
    const r = await within(transaction(async () => { await t.save(); throw new Error("x"); }));
    console.log(engine.name, "rb", r, trace.join(), t.isNew, t.id);
    mode = "rb";
    const t2 = new Thing(); t2.name = "a";
    (t2 as any).as = () => { throw new Error("y"); };
    const r2 = await within(t2.save());
    console.log(engine.name, "rb in save", r2, trace.join(), t2.isNew, t2.id);
  });
  it("lazy", async () => {
    const things = [];
    for (const name of "abcde") things.push(await Thing.create({ name }));
    for (const thing of things) await Part.create({ text: thing.name, thing });
    mode = "lazy";
    const { count, result } = await countQueries(async () => (await Part.all()).map((p) => p.owner)) as any;
    console.log(engine.name, "lazy", count, result);
  });
  it("concurrent", async () => {
    const t = new Thing(); t.name = "a";
    const r = await within(Promise.all([t.save(), t.save(), t.save()]));
    console.log(engine.name, "concurrent", r, await Thing.count(), trace.join());
    trace = [];
    t.name = "b"; const s1 = t.save(); t.name = "c"; const s2 = t.save();
    await within(Promise.all([s1, s2]));
    console.log(engine.name, trace.join(), (await Thing.find(t.id)).name);
    const many = Array.from({ length: 30 }, () => { const x = new Thing(); x.name = "m"; return x; });
    const r3 = await within(transaction(() => Promise.all(many.map((x) => x.save()))));
    console.log(engine.name, "many in tx", r3.slice(0, 60), await Thing.count());
  });
});
