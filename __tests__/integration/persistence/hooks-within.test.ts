import {
  afterCommit,
  AfterCommit,
  AfterCommitError,
  AfterCreate,
  AfterDestroy,
  AfterFind,
  AfterRollback,
  AfterSave,
  BeforeDestroy,
  BeforeSave,
  BeforeValidation,
  Column,
  Defaulted,
  ManagedObject,
  PrimaryKey,
  RecordStateError,
  Relate,
  Table,
  transaction,
  Virtual,
} from "arx";
import { countQueries } from "arx/testing";
import { currentContext, findScope } from "../../../lib/database/context";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

/** What a hook does to its own record. */
type Step = (draft: Draft) => unknown;

const steps = new Map<string, Step>();
let trace: string[] = [];

async function at(event: string, draft: Draft): Promise<void> {
  trace.push(event);
  await steps.get(event)?.(draft);
}

@Table({ name: "within_drafts" })
class Draft extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ default: 0 }) declare edits: number;
  declare [Defaulted]?: "edits";

  @BeforeValidation() beforeValidation(): Promise<void> {
    return at("beforeValidation", this);
  }
  @BeforeSave() beforeSave(): Promise<void> {
    return at("beforeSave", this);
  }
  @AfterCreate() afterCreate(): Promise<void> {
    return at("afterCreate", this);
  }
  @AfterSave() afterSave(): Promise<void> {
    return at("afterSave", this);
  }
  @BeforeDestroy() beforeDestroy(): Promise<void> {
    return at("beforeDestroy", this);
  }
  @AfterDestroy() afterDestroy(): Promise<void> {
    return at("afterDestroy", this);
  }
  @AfterCommit() afterCommit(): Promise<void> {
    return at("afterCommit", this);
  }
  @AfterRollback() afterRollback(): Promise<void> {
    return at("afterRollback", this);
  }
}

/** Of its writes nothing is told but how they ended. */
@Table({ name: "within_letters" })
class Letter extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
  @Relate(() => Draft) declare draft: Relate<Draft | null>;
  declare title?: string | undefined;
  declare [Virtual]?: "title";

  @AfterFind() async found(): Promise<void> {
    this.title = (await this.draft)?.title;
  }
  @AfterCommit({ on: ["create", "update"] }) async told(): Promise<void> {
    await Promise.resolve();
    trace.push(`letter ${this.text}`);
    if (this.text === "lost") throw new Error("the post is closed");
  }
}

const edit: Step = async (draft) => {
  draft.edits++;
  await draft.save();
};

const once = (event: string, step: Step): void => {
  steps.set(event, async (draft) => {
    steps.delete(event);
    await step(draft);
  });
};

describeEachEngine("a hook", (engine) => {
  const used = useModels(engine, [Draft, Letter]);

  beforeEach(() => {
    trace = [];
    steps.clear();
  });

  it.each([
    ["beforeValidation", "save", (draft: Draft) => draft.save()],
    ["beforeValidation", "reload", (draft: Draft) => draft.reload()],
    ["beforeSave", "save", (draft: Draft) => draft.save()],
    ["beforeSave", "destroy", (draft: Draft) => draft.destroy()],
  ])("at %s cannot %s its record", async (event, work, step) => {
    const draft = await Draft.create({ title: "a" });
    steps.set(event, step);
    draft.title = "b";
    await expect(draft.save()).rejects.toThrow(
      new RecordStateError(
        `A hook before the save of this Draft cannot ${work} it.`,
      ),
    );
    steps.clear();
    await draft.save();
    expect((await Draft.find(draft.id)).title).toBe("b");
  });

  it("cannot save its record through another one either", async () => {
    const letter = await Letter.create({ text: "a" });
    const draft = await Draft.create({ title: "a" });
    steps.set("beforeSave", async () => {
      letter.text += "a";
      await letter.save();
      await Promise.all([draft.save(), letter.save()]);
    });
    draft.title = "b";
    await expect(draft.save()).rejects.toThrow(RecordStateError);
  });

  it("cannot destroy what is being destroyed, and can save it before", async () => {
    const draft = await Draft.create({ title: "a" });
    steps.set("beforeDestroy", (gone) => gone.destroy());
    await expect(draft.destroy()).rejects.toThrow(
      "A hook before the destroy of this Draft cannot destroy it.",
    );
    expect(await Draft.count()).toBe(1);
    steps.clear();
    once("beforeDestroy", edit);
    await draft.destroy();
    expect([await Draft.count(), draft.edits]).toEqual([0, 1]);
  });

  it.each(["afterCreate", "afterSave", "afterCommit"])(
    "at %s can save its record again, and reload it",
    async (event) => {
      once(event, async (draft) => {
        await edit(draft);
        await draft.reload();
      });
      const draft = await Draft.create({ title: "a" });
      expect([draft.edits, (await Draft.find(draft.id)).edits]).toEqual([1, 1]);
    },
  );

  it("can put off a write of its record until the commit", async () => {
    once("afterSave", (draft) => {
      afterCommit(() => edit(draft));
    });
    const draft = await Draft.create({ title: "a" });
    expect([draft.edits, (await Draft.find(draft.id)).edits]).toEqual([1, 1]);
  });

  it.each(["afterSave", "afterCommit"])(
    "at %s that saves its record without end is stopped",
    async (event) => {
      steps.set(event, edit);
      const created = Draft.create({ title: "a" });
      const error: unknown = await created.catch((thrown: unknown) => thrown);
      let innermost = error;
      while (innermost instanceof AfterCommitError) innermost = innermost.cause;
      expect(innermost).toEqual(
        new RecordStateError(
          "The hooks of this Draft lead to 10 writes inside of one another.",
          "Let the hook write only where there is something to change: @AfterSave({ if: (record) => … }).",
        ),
      );
    },
  );

  it("keeps further saves waiting until its own are over", async () => {
    const draft = await Draft.create({ title: "a" });
    trace = [];
    once("afterSave", edit);
    draft.title = "b";
    const first = draft.save();
    const second = draft.save();
    await Promise.all([first, second]);
    expect(trace).toEqual([
      "beforeValidation",
      "beforeSave",
      "afterSave",
      "beforeValidation",
      "beforeSave",
      "afterSave",
      "afterCommit",
    ]);
  });

  it("that destroys what was just created leaves nothing to tell", async () => {
    once("afterSave", (draft) => draft.destroy());
    await Draft.create({ title: "a" });
    expect([await Draft.count(), trace]).toEqual([
      0,
      [
        "beforeValidation",
        "beforeSave",
        "afterCreate",
        "afterSave",
        "beforeDestroy",
        "afterDestroy",
      ],
    ]);
  });

  it("at a rollback may ask the database, in a savepoint and without", async () => {
    const counts: number[] = [];
    const failed = (): Promise<void> =>
      transaction(async () => {
        const draft = new Draft();
        draft.title = "a";
        await draft.save();
        throw new Error("no");
      });
    steps.set("afterRollback", async () => counts.push(await Draft.count()));
    await expect(failed()).rejects.toThrow("no");
    await transaction(async () => {
      await Letter.create({ text: "b" });
      await expect(failed()).rejects.toThrow("no");
      await Draft.create({ title: "c" });
    });
    expect([counts, await Draft.count()]).toEqual([[0, 0], 1]);
  });

  it("at a rollback may try anew", async () => {
    once("afterRollback", (draft) => draft.save());
    once("afterSave", () => {
      throw new Error("no");
    });
    const draft = new Draft();
    draft.title = "a";
    await expect(draft.save()).rejects.toThrow("no");
    expect([draft.isNew, await Draft.count()]).toEqual([false, 1]);
  });

  it("at the commit is waited for where there is no transaction", async () => {
    await Letter.create({ text: "sent" });
    expect(trace).toEqual(["letter sent"]);
    await expect(Letter.create({ text: "lost" })).rejects.toThrow(
      AfterCommitError,
    );
    expect(await Letter.count()).toBe(2);
  });

  it("is told of every commit when two transactions write one record", async () => {
    const letter = await Letter.create({ text: "a" });
    trace = [];
    let begin: () => void = () => undefined;
    let end: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => (begin = resolve));
    const mayEnd = new Promise<void>((resolve) => (end = resolve));
    const first = transaction(async () => {
      letter.text = "b";
      await letter.save();
      begin();
      await mayEnd;
    });
    await hasBegun;
    letter.text = "c";
    const second = letter.save();
    end();
    await Promise.all([first, second]);
    expect(trace).toEqual(["letter c", "letter c"]);
  });

  it("is called in every attempt of a transaction, and told of the one that stays", async () => {
    let attempts = 0;
    const draft = new Draft();
    draft.title = "a";
    await transaction(
      async () => {
        await draft.save();
        if (attempts++ === 0)
          await used.database.query(
            "do $$ begin raise exception 'again' using errcode = '40001'; end $$",
          );
      },
      { retry: 1 },
    );
    expect([attempts, await Draft.count(), trace]).toEqual([
      2,
      1,
      [
        ...["beforeValidation", "beforeSave", "afterCreate", "afterSave"],
        "afterRollback",
        ...["beforeValidation", "beforeSave", "afterCreate", "afterSave"],
        "afterCommit",
      ],
    ]);
  });

  it("at the commit is called in the transaction around a test", async () => {
    const undone = new Error("undone");
    const sandboxed = used.database.transaction(async () => {
      const scope = findScope(currentContext(), used.database);
      if (scope !== undefined) scope.isSandbox = true;
      await Letter.create({ text: "a" });
      await Draft.create({ title: "a" });
      await expect(Letter.create({ text: "lost" })).rejects.toThrow(
        AfterCommitError,
      );
      throw undone;
    });
    await expect(sandboxed).rejects.toBe(undone);
    expect(trace.filter((line) => /letter|Commit/.test(line))).toEqual([
      "letter a",
      "afterCommit",
      "letter lost",
    ]);
  });

  it("at finding reads relations of all records at once", async () => {
    for (const title of ["a", "b", "c"]) {
      const draft = await Draft.create({ title });
      await Letter.create({ text: title, draft });
    }
    let titles: unknown[] = [];
    const { count } = await countQueries(async () => {
      titles = (await Letter.orderBy({ text: "asc" })).map(
        ({ title }) => title,
      );
    });
    expect([count, titles]).toEqual([2, ["a", "b", "c"]]);
  });
});
