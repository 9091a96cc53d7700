import {
  abort,
  AfterCommit,
  AfterCommitError,
  AfterCreate,
  AfterDestroy,
  AfterFind,
  AfterInitialize,
  AfterRollback,
  AfterSave,
  AfterUpdate,
  AfterValidation,
  BeforeCreate,
  BeforeDestroy,
  BeforeSave,
  BeforeUpdate,
  BeforeValidation,
  Column,
  DefinitionError,
  HasMany,
  ManagedObject,
  PrimaryKey,
  RecordInvalidError,
  Relate,
  SaveAbortedError,
  SoftDelete,
  Table,
  transaction,
  Virtual,
} from "arx";
import { countQueries } from "arx/testing";
import { MaxLength } from "class-validator";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

/** What a decorator is to code without types. */
type BypassedDecorator = (target: object, method: string) => void;

let trace: string[] = [];

abstract class Traced extends ManagedObject {
  @PrimaryKey() declare id: number;
  @BeforeValidation() beforeValidation(): void {
    trace.push("base beforeValidation");
  }
  @BeforeSave() async normalise(): Promise<void> {
    await Promise.resolve();
    trace.push("base beforeSave");
  }
  @AfterCommit() committed(): void {
    trace.push("afterCommit");
  }
  @AfterCommit({ on: "create" }) committedNew(): void {
    trace.push("afterCommit of new");
  }
  @AfterCommit({ on: ["destroy"] }) committedGone(): void {
    trace.push("afterCommit of gone");
  }
  @AfterRollback() rolledBack(): void {
    trace.push(`afterRollback ${this.isNew ? "new" : "stored"}`);
  }
}

@Table({ name: "hooked_articles" })
class Article extends Traced {
  @Column() @MaxLength(20) declare title: string;
  @HasMany(() => Note, (note) => note.article) declare notes: HasMany<Note>;

  @BeforeSave() first(): void {
    trace.push("beforeSave");
    if (this.title === "abort") abort("as told");
    if (this.title === "throw") throw new RangeError("as told");
    if ("title" in this) this.title = this.title.trim();
  }
  override async normalise(): Promise<void> {
    await Promise.resolve();
    trace.push("overridden beforeSave");
  }
  @BeforeSave({ if: (article: Article) => article.isNew }) second(): void {
    trace.push("beforeSave of new");
  }
  @BeforeCreate() beforeCreate(): void {
    trace.push("beforeCreate");
  }
  @AfterCreate() afterCreate(): void {
    trace.push("afterCreate");
  }
  @BeforeUpdate() beforeUpdate(): void {
    trace.push("beforeUpdate");
  }
  @AfterUpdate() afterUpdate(): void {
    trace.push("afterUpdate");
  }
  @AfterValidation() private afterValidation(): void {
    trace.push("afterValidation");
  }
  @AfterSave() protected async afterSave(): Promise<void> {
    trace.push(`afterSave ${Object.keys(this.previousChanges).join()}`);
    if (this.title === "late") throw new RangeError("too late");
    if (this.title === "nest")
      await Note.create({ text: "made by a hook", article: this });
  }
  @BeforeDestroy() beforeDestroy(): void {
    trace.push("beforeDestroy");
    if (this.title === "kept") abort();
  }
  @AfterDestroy() afterDestroy(): void {
    trace.push("afterDestroy");
  }
}

@Table({ name: "hooked_notes" })
class Note extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
  @Relate(() => Article) declare article: Relate<Article | null>;
  @SoftDelete() declare deletedAt: Date | null;
  declare seen?: string[];
  declare [Virtual]?: "seen";

  @AfterFind() async found(): Promise<void> {
    await Promise.resolve();
    (this.seen ??= []).push("found");
  }
  @AfterInitialize() made(): void {
    (this.seen ??= []).push(this.isNew ? "new" : "made");
  }
  @AfterDestroy() gone(): void {
    trace.push("note afterDestroy");
  }
}

const onSave = (kind: "Create" | "Update", changed: string): string[] => [
  "base beforeValidation",
  "afterValidation",
  "overridden beforeSave",
  "beforeSave",
  ...(kind === "Create" ? ["beforeSave of new"] : []),
  `before${kind}`,
  `after${kind}`,
  `afterSave ${changed}`,
];

describeEachEngine("hooks", (engine) => {
  useModels(engine, [Article, Note]);

  beforeEach(() => {
    trace = [];
  });

  it("are called in the order of Rails, those of bases first", async () => {
    const article = await Article.create({ title: " a " });
    expect(trace).toEqual([
      ...onSave("Create", "title"),
      "afterCommit",
      "afterCommit of new",
    ]);
    expect(article.title).toBe("a");
    trace = [];
    await article.update({ title: "b" });
    expect(trace).toEqual([...onSave("Update", "title"), "afterCommit"]);
    trace = [];
    await article.destroy();
    expect(trace).toEqual([
      "beforeDestroy",
      "afterDestroy",
      "afterCommit",
      "afterCommit of gone",
    ]);
  });

  it("write one statement, of what they changed as well", async () => {
    const { count, statements } = await countQueries(() =>
      Article.create({ title: " a " }),
    );
    expect(count).toBe(1);
    expect(statements[0]?.parameters).toEqual(["a"]);
  });

  it("are not called when there is nothing to save", async () => {
    const article = await Article.create({ title: "a" });
    trace = [];
    expect((await countQueries(() => article.save())).count).toBe(0);
    expect(trace).toEqual([]);
  });

  it("skip those of validation when rules are not checked", async () => {
    const article = new Article();
    article.title = "a title that is far too long";
    await article.save({ validate: false });
    expect(trace).not.toContain("base beforeValidation");
    expect(await Article.count()).toBe(1);
  });

  it("stop at a broken rule, before anything is sent", async () => {
    const { count } = await countQueries(() =>
      expect(
        Article.create({ title: "a title that is far too long" }),
      ).rejects.toThrow(RecordInvalidError),
    );
    expect([count, trace]).toEqual([0, ["base beforeValidation"]]);
  });

  it("stop the write by abort() and by throwing", async () => {
    await expect(Article.create({ title: "abort" })).rejects.toThrow(
      new SaveAbortedError("Article.first", "as told").message,
    );
    await expect(Article.create({ title: "throw" })).rejects.toThrow(
      new RangeError("as told"),
    );
    expect(await Article.count()).toBe(0);
    const kept = await Article.create({ title: "kept" });
    await expect(kept.destroy()).rejects.toThrow(SaveAbortedError);
    expect(await Article.count()).toBe(1);
    await kept.update({ title: "free" });
    await kept.destroy();
    expect(await Article.count()).toBe(0);
  });

  it("undo the write when one after it throws, and make the record what it was", async () => {
    const article = new Article();
    article.title = "late";
    await expect(article.save()).rejects.toThrow("too late");
    expect([article.isNew, "id" in article]).toEqual([true, false]);
    expect(await Article.count()).toBe(0);
    expect(trace.at(-1)).toBe("afterRollback new");
    article.title = "in time";
    await article.save();
    expect(await Article.count()).toBe(1);
  });

  it("may write other records in the same transaction", async () => {
    const article = await Article.create({ title: "nest" });
    expect(await article.notes.count()).toBe(1);
  });

  describe("at the end of transactions", () => {
    const ends = (): string[] =>
      trace.filter((line) => /Commit|Rollback/.test(line));

    it("are called once, after the outermost commit", async () => {
      await transaction(async () => {
        const article = await Article.create({ title: "a" });
        await transaction(() => article.update({ title: "b" }));
        await article.update({ title: "c" });
        expect(ends()).toEqual([]);
      });
      expect(ends()).toEqual(["afterCommit", "afterCommit of new"]);
    });

    it("know nothing of a row that came and went", async () => {
      await transaction(async () => {
        const article = await Article.create({ title: "a" });
        await article.destroy();
      });
      expect(ends()).toEqual([]);
    });

    it("tell of a rollback once, when all is undone", async () => {
      const article = new Article();
      article.title = "a";
      const failed = transaction(async () => {
        await article.save();
        await article.update({ title: "b" });
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow("no");
      expect(ends()).toEqual(["afterRollback new"]);
    });

    it("tell of a savepoint that is rolled back, and of the commit around it", async () => {
      const article = await Article.create({ title: "a" });
      trace = [];
      await transaction(async () => {
        await article.update({ title: "b" });
        const failed = transaction(async () => {
          await article.update({ title: "c" });
          throw new Error("no");
        });
        await expect(failed).rejects.toThrow("no");
        expect(ends()).toEqual(["afterRollback stored"]);
      });
      expect(ends()).toEqual(["afterRollback stored", "afterCommit"]);
      expect((await Article.find(article.id)).title).toBe("b");
    });

    it("undo nothing when they fail", async () => {
      const article = await Article.create({ title: "a" });
      article.committed = () => {
        throw new Error("mail is down");
      };
      await expect(article.update({ title: "b" })).rejects.toThrow(
        AfterCommitError,
      );
      expect((await Article.find(article.id)).title).toBe("b");
    });
  });

  it("of finding are called for every record that a query gives", async () => {
    const article = await Article.create({ title: "a" });
    const note = await Note.create({ text: "n", article });
    expect(note.seen).toEqual(["new"]);
    const seen = [
      await Note.find(note.id),
      (await Note.find([note.id]))[0],
      (await Note.all())[0],
      (await Article.find(article.id, { with: { notes: true } })).notes.at(0),
      (await (await Article.find(article.id)).notes)[0],
      await Note.findBy({ text: "n" }),
    ].map((found) => found?.seen);
    expect(seen).toEqual(Array(6).fill(["found", "made"]));
    expect(await Note.select("text")).toEqual([{ text: "n" }]);
  });

  it("are called by a soft delete as well", async () => {
    const note = await Note.create({ text: "n" });
    await note.destroy();
    expect([trace, await Note.withDeleted().count()]).toEqual([
      ["note afterDestroy"],
      1,
    ]);
  });

  it("are not called by statements over many rows", async () => {
    await Article.insertAll([{ title: "a" }, { title: "b" }]);
    await Article.upsertAll([{ id: 1, title: "c" }], { on: ["id"] });
    expect(trace).toEqual([]);
  });
});

describe("the hooks of a model", () => {
  it("are part of what is known of it, frozen", () => {
    const { hooks } = Article.meta;
    expect(hooks.beforeSave).toEqual([
      { method: "normalise", on: undefined, condition: undefined },
      { method: "first", on: undefined, condition: undefined },
      {
        method: "second",
        on: undefined,
        condition: expect.any(Function) as unknown,
      },
    ]);
    expect(hooks.afterCommit?.[1]?.on).toEqual(["create"]);
    expect(
      [hooks, hooks.beforeSave, hooks.beforeSave?.[0]].every(Object.isFrozen),
    ).toBe(true);
    expect(Note.meta.hooks.beforeSave).toBeUndefined();
  });

  it("do not leak into other models of the same base", () => {
    @Table({ name: "hooked_others" })
    class Other extends Traced {}
    expect(Other.meta.hooks.beforeSave?.map(({ method }) => method)).toEqual([
      "normalise",
    ]);
  });

  it("are checked where types are bypassed", () => {
    @Table({ name: "hooked_wrongly" })
    class Wrong extends ManagedObject {
      @PrimaryKey() declare id: number;
      @BeforeSave({ on: "insert", when: 1 } as never) save1(): void {}
      @BeforeSave({ on: "destroy" as never }) save2(): void {}
      @AfterCommit({ on: [], if: "isNew" as never }) save3(): void {}
      @(AfterInitialize() as BypassedDecorator) async made(): Promise<void> {
        await Promise.resolve();
      }
    }
    (BeforeSave() as (target: object, key: string) => void)(
      Wrong.prototype,
      "title",
    );
    expect(() => Wrong.meta).toThrow(
      new DefinitionError([
        {
          at: "Wrong.save1",
          message: 'has no option "when".',
          fix: "The options are if, on.",
        },
        {
          at: "Wrong.save1",
          message: 'has a hook on "insert", at which it is never called.',
          fix: 'Write on: "create" or "update".',
        },
        {
          at: "Wrong.save2",
          message: 'has a hook on "destroy", at which it is never called.',
          fix: 'Write on: "create" or "update".',
        },
        {
          at: "Wrong.save3",
          message: "has a hook on nothing, at which it is never called.",
          fix: 'Write on: "create" or "update" or "destroy".',
        },
        {
          at: "Wrong.save3",
          message: "has a condition that is no function.",
          fix: "Write if: (record) => ….",
        },
        {
          at: "Wrong.made",
          message: "is async, and nothing waits for it when a record is made.",
          fix: "Leave async out, or use @AfterFind.",
        },
        {
          at: "Wrong.title",
          message: "is no method, and a hook is one.",
          fix: "Write a method: title() { … }",
        },
      ]).message,
    );
  });
});
