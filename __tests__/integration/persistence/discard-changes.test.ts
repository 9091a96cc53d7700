import {
  Column,
  Defaulted,
  ManagedObject,
  Polymorphic,
  PrimaryKey,
  Relate,
  Rollback,
  SecurePassword,
  sql,
  Table,
  transaction,
  Version,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table({ name: "discard_owners" })
class Owner extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare name: string;
}

@Table({ name: "discard_drafts" })
class Draft extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text", nullable: true }) declare title: string | null;
  @Column({
    type: "text",
    nullable: true,
    normalize: (text) => text.trim().toLowerCase(),
  })
  declare email: string | null;
  @Column({ type: "text[]", nullable: true }) declare tags: string[] | null;
  @Column({ type: "jsonb", nullable: true })
  declare settings: Record<string, unknown> | null;
  @Column({ type: "text", nullable: true, omitByDefault: true })
  declare scan: string | null;
  @Version() declare version: number;
  @SecurePassword({ nullable: true }) declare password: SecurePassword | null;
  @Relate(() => Owner) declare owner: Relate<Owner | null>;
  declare [Defaulted]?: "version";
}

@Table({ name: "discard_remarks" })
class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Polymorphic({ draft: () => Draft, owner: () => Owner })
  declare subject: Polymorphic<{ draft: Draft; owner: Owner } | null>;
}

describeEachEngine("discardChanges", (engine) => {
  useModels(engine, [Owner, Draft, Remark]);

  async function storedDraft(name = "Ada"): Promise<Draft> {
    const owner = await Owner.create({ name });
    const { id } = await Draft.create({
      title: "t",
      email: "a@b.c",
      tags: ["x"],
      settings: { a: { b: 1 } },
      owner,
    });
    return Draft.find(id);
  }

  async function expectUntouched(draft: Draft): Promise<void> {
    expect([draft.isChanged, draft.changes]).toEqual([false, {}]);
    expect(draft).toEqual(await Draft.find(draft.id));
    const { count } = await countQueries(() => draft.save());
    expect(count).toBe(0);
  }

  const mistakes: [what: string, change: (draft: Draft) => void][] = [
    ["nothing", () => undefined],
    ["values that were assigned", (draft) => (draft.title = "other")],
    ["null", (draft) => (draft.title = null)],
    ["undefined", (draft) => Object.assign(draft, { title: undefined })],
    ["a deleted property", (draft) => Reflect.deleteProperty(draft, "title")],
    ["SQL", (draft) => Object.assign(draft, { title: sql`upper(title)` })],
    ["a normalized value", (draft) => (draft.email = " Other@B.C ")],
    ["an array changed in place", (draft) => draft.tags?.push("y")],
    [
      "a document changed in place",
      (draft) => Object.assign(draft.settings?.["a"] as object, { b: 2 }),
    ],
    ["a column that was not read", (draft) => (draft.scan = "s")],
    ["a version", (draft) => (draft.version = 9)],
    ["a key", (draft) => (draft.id = 99)],
    ["a password", (draft) => (draft.password = "correct horse")],
    ["a relation to none", (draft) => (draft.owner = null)],
    [
      "a record that is not saved",
      (draft) => {
        const owner = Object.assign(new Owner(), { name: "Eve" });
        Object.assign(draft, { owner });
      },
    ],
  ];

  it.each(mistakes)("takes back %s", async (_, change) => {
    const draft = await storedDraft();
    change(draft);
    const { count } = await countQueries(() => draft.discardChanges());
    expect(count).toBe(0);
    await expectUntouched(draft);
  });

  it("takes back that a password was taken away", async () => {
    const draft = await Draft.create({ password: "correct horse" });
    draft.password = null;
    expect(draft.isChanged).toBe(true);
    draft.discardChanges();
    expect(draft.isChanged).toBe(false);
    expect(await draft.authenticate("correct horse")).toBe(draft);
  });

  it("gives the record back", async () => {
    const draft = await storedDraft();
    expect(draft.discardChanges()).toBe(draft);
  });

  it("leads relations to the records of their keys again", async () => {
    const draft = await storedDraft();
    const eve = await Owner.create({ name: "Eve" });
    Object.assign(draft, { owner: eve });
    expect((await draft.owner)?.name).toBe("Eve");
    draft.discardChanges();
    expect((await draft.owner)?.name).toBe("Ada");
    await expectUntouched(await Draft.find(draft.id));
  });

  it("leads a relation to one of several models back", async () => {
    const remark = await Remark.create({
      subject: await Owner.create({ name: "Ada" }),
    });
    for (const subject of [await storedDraft("Bob"), new Draft()]) {
      Object.assign(remark, { subject });
      remark.discardChanges();
      expect(await remark.subject).toMatchObject({ name: "Ada" });
    }
    const unsaved = new Remark();
    Object.assign(unsaved, { subject: new Draft() });
    unsaved.discardChanges();
    await unsaved.save();
    expect(await unsaved.subject).toBeNull();
  });

  it("keeps a relation that was loaded and not changed", async () => {
    const draft = await (await storedDraft()).load({ owner: true });
    draft.title = "other";
    draft.discardChanges();
    const { count } = await countQueries(async () => {
      expect((await draft.owner)?.name).toBe("Ada");
    });
    expect(count).toBe(0);
  });

  it("leaves nothing on a record that was never saved", async () => {
    const draft = Object.assign(new Draft(), {
      title: "t",
      email: "E@X.ORG",
      password: "correct horse",
      owner: Object.assign(new Owner(), { name: "Eve" }),
    });
    draft.discardChanges();
    expect([Object.keys(draft), draft.isChanged]).toEqual([[], false]);
    expect([draft.isNew, draft.email, await draft.owner]).toEqual([
      true,
      undefined,
      null,
    ]);
    const { statements } = await countQueries(() => draft.save());
    expect(statements.map(({ parameters }) => parameters)).toEqual([[]]);
  });

  it("goes back to the last save and leaves what it wrote known", async () => {
    const draft = await storedDraft();
    await draft.update({ title: "saved" });
    draft.title = "not saved";
    draft.discardChanges();
    expect(draft.title).toBe("saved");
    expect(draft.previousChanges).toEqual({ title: ["t", "saved"] });
  });

  it("takes back what a failed save could not write", async () => {
    await Owner.create({ name: "Eve" });
    const { owner } = await (await storedDraft()).load({ owner: true });
    await expect(owner?.update({ name: "Eve" })).rejects.toThrow();
    expect(owner?.discardChanges().name).toBe("Ada");
  });
});

describeEachEngine("wasNew", (engine) => {
  useModels(engine, [Owner]);

  it("is false before the first save and true after it", async () => {
    const owner = Object.assign(new Owner(), { name: "Ada" });
    expect([owner.isNew, owner.wasNew]).toEqual([true, false]);
    await owner.save();
    expect([owner.isNew, owner.wasNew]).toEqual([false, true]);
  });

  it.each<[string, (owner: Owner) => Promise<unknown>]>([
    ["an update", (owner) => owner.update({ name: "Eve" })],
    ["a save with nothing to write", (owner) => owner.save()],
    ["reload", (owner) => owner.reload()],
  ])("is false after %s", async (_, act) => {
    const owner = await Owner.create({ name: "Ada" });
    expect(owner.wasNew).toBe(true);
    await act(owner);
    expect(owner.wasNew).toBe(false);
  });

  it("stays when a later save fails and when changes are discarded", async () => {
    await Owner.create({ name: "Eve" });
    const owner = await Owner.create({ name: "Ada" });
    await expect(owner.update({ name: "Eve" })).rejects.toThrow();
    expect(owner.discardChanges().wasNew).toBe(true);
  });

  it("is false when the insert was rolled back", async () => {
    const owner = Object.assign(new Owner(), { name: "Ada" });
    const undone = transaction(async () => {
      await owner.save();
      expect(owner.wasNew).toBe(true);
      throw new Rollback();
    });
    await expect(undone).rejects.toThrow(Rollback);
    expect([owner.isNew, owner.wasNew]).toEqual([true, false]);
  });

  it("tells what findOrCreateBy made from what it found", async () => {
    const made = await Owner.findOrCreateBy({ name: "Ada" });
    const found = await Owner.findOrCreateBy({ name: "Ada" });
    expect([made.wasNew, found.wasNew]).toEqual([true, false]);
  });
});
