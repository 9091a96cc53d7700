import {
  Column,
  LockNotAvailableError,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
  transaction,
} from "arx";
import type { LockMode, LockOptions } from "arx";
import { cannotRun } from "../../support/cannot-run";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table("locked_owners")
class Owner extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
}

@Table("locked_jobs")
class Job extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Owner) declare owner: Relate<Owner | null>;
}

async function createJobs(): Promise<void> {
  for (const name of ["a", "b", "c", "d"]) await Job.create({ name });
}

/** Something that others wait for. */
class Signal {
  give: () => void = () => undefined;
  readonly given = new Promise<void>((resolve) => {
    this.give = resolve;
  });
}

/** Both at the same time, the second from the moment on when the first has read. */
async function sideBySide<First, Second>(
  first: () => Promise<First>,
  second: () => Promise<Second>,
): Promise<[First, PromiseSettledResult<Second>]> {
  const hasRead = new Signal();
  const isOver = new Signal();
  const [one, [other]] = await Promise.all([
    transaction(async () => {
      const result = await first();
      hasRead.give();
      await isOver.given;
      return result;
    }),
    hasRead.given.then(async () => {
      const settled = await Promise.allSettled([transaction(second)]);
      isOver.give();
      return settled;
    }),
  ]);
  return [one, other];
}

describeEachEngine("a query that locks its rows", (engine) => {
  const opened = useModels(engine, [Owner, Job]);

  test.each<
    [parameters: [mode?: LockMode, options?: LockOptions], clause: string]
  >([
    [[], "for update"],
    [["update", {}], "for update"],
    [["noKeyUpdate"], "for no key update"],
    [["share"], "for share"],
    [["keyShare"], "for key share"],
    [["update", { skipLocked: true }], "for update skip locked"],
    [["share", { noWait: true }], "for share nowait"],
    [["share", { noWait: false, skipLocked: false }], "for share"],
  ])("says so to PostgreSQL: %p", async (parameters, clause) => {
    await createJobs();
    const query = Job.orderBy({ id: "asc" })
      .limit(2)
      .lock(...parameters);
    expect(query.select("id").toSQL().text).toBe(
      `select "locked_jobs"."id" from "public"."locked_jobs" order by "locked_jobs"."id" limit $1 ${clause}`,
    );
    await transaction(async () => {
      expect(await query.ids()).toEqual([1, 2]);
      expect((await query).map(({ name }) => name)).toEqual(["a", "b"]);
    });
  });

  test("locks the rows of its own table only when others are joined", async () => {
    await createJobs();
    const query = Job.leftJoins("owner").lock("update", { noWait: true });
    expect(query.select("id").toSQL().text).toBe(
      'select "locked_jobs"."id" from "public"."locked_jobs"' +
        ' left join "public"."locked_owners" as "owner" on "owner"."id" = "locked_jobs"."owner_id"' +
        ' for update of "locked_jobs" nowait',
    );
    await transaction(async () => {
      const sorted = query.orderBy({ owner: { name: "asc" } }, { id: "desc" });
      expect(await sorted).toHaveLength(4);
      expect(await sorted.ids()).toEqual([4, 3, 2, 1]);
      expect(await sorted.distinct().limit(1).pluck("id", "name")).toEqual([
        [4, "d"],
      ]);
    });
  });

  test("is an option of findMany", async () => {
    await createJobs();
    await transaction(async () => {
      const [first] = await Job.findMany({ limit: 1, lock: "share" });
      expect(first?.name).toBe("a");
      const lock = { skipLocked: true } as const;
      expect(await Job.findMany({ lock })).toHaveLength(4);
      await expect(
        Job.findMany({ lock: { mode: "keyShare", noWait: true } }),
      ).resolves.toHaveLength(4);
    });
    await expect(
      Job.findMany({ lock: { mode: "exclusive" as LockMode } }),
    ).rejects.toMatchObject({
      message:
        'Job.findMany.lock takes "update" or "noKeyUpdate" or "share" or "keyShare", not another string.',
    });
  });

  test("needs a transaction, without which nothing would stay locked", async () => {
    const refused = {
      name: "InvalidArgumentError",
      message:
        "A query of Job locks its rows until the transaction ends, and there is none.",
      hint: "Run it inside of one: transaction(async () => { … }).",
    };
    await expect(Job.lock()).rejects.toMatchObject(refused);
    await expect(Job.lock().first()).rejects.toMatchObject(refused);
    await expect(Job.lock().pluck("id")).rejects.toMatchObject(refused);
    await expect(Job.findMany({ lock: "update" })).rejects.toMatchObject(
      refused,
    );
  });

  test("cannot give anything but its rows", async () => {
    await transaction(async () => {
      await expect(Job.lock().count()).rejects.toMatchObject({
        name: "InvalidArgumentError",
        message: "A query of Job locks its rows, and count() gives none.",
      });
      await expect(Job.lock().exists()).rejects.toMatchObject({
        message: "A query of Job locks its rows, and exists() gives none.",
        hint: "Leave lock() out, or lock the records first: await query.ids().",
      });
    });
  });

  test.each<[parameters: unknown[], message: string]>([
    [
      ["exclusive"],
      'Job.lock takes "update" or "noKeyUpdate" or "share" or "keyShare", not another string.',
    ],
    [
      ["update; drop table locked_jobs"],
      'Job.lock takes "update" or "noKeyUpdate" or "share" or "keyShare", not another string.',
    ],
    [
      ["toString"],
      'Job.lock takes "update" or "noKeyUpdate" or "share" or "keyShare", not another string.',
    ],
    [
      [null],
      'Job.lock takes "update" or "noKeyUpdate" or "share" or "keyShare", not null.',
    ],
    [["update", null], "Job.lock takes an object of options, not null."],
    [["update", { skipLoked: true }], 'Job.lock has no option "skipLoked".'],
    [
      ["update", { noWait: "nowait" }],
      "Job.lock.noWait takes true or false, not a string.",
    ],
    [
      ["update", { noWait: true, skipLocked: true }],
      "Job.lock cannot both leave out rows that are locked and fail because of them.",
    ],
  ])("refuses %p", (parameters, message) => {
    const given = parameters as [LockMode, LockOptions];
    expect(() => Job.lock(...given)).toThrow(message);
    expect(() => Job.where({}).lock(...given)).toThrow(message);
  });

  const testServer = (title: string, run: () => Promise<void>): void => {
    if (engine.name === "PGlite")
      cannotRun(title, "PGlite has one session, and nobody to lock against", {
        failsInCi: false,
      });
    else it(title, run);
  };

  testServer(
    "shares out a queue among workers that skip what is locked",
    async () => {
      await createJobs();
      const next = (): Promise<number[]> =>
        Job.orderBy({ id: "asc" })
          .limit(2)
          .lock("update", { skipLocked: true })
          .ids();
      const [first, second] = await sideBySide(next, next);
      expect(first).toEqual([1, 2]);
      expect(second).toEqual({ status: "fulfilled", value: [3, 4] });
    },
  );

  testServer("fails at once where it is not to wait", async () => {
    await createJobs();
    const [, second] = await sideBySide(
      () => Job.where({ id: 1 }).lock().first(),
      () => Job.orderBy({ id: "asc" }).lock("share", { noWait: true }).all(),
    );
    expect(second).toMatchObject({
      status: "rejected",
      reason: expect.any(LockNotAvailableError) as unknown,
    });
  });

  testServer("lets others share what is locked to share", async () => {
    await createJobs();
    const share = (): Promise<number[]> =>
      Job.orderBy({ id: "asc" }).lock("share", { noWait: true }).ids();
    const [first, second] = await sideBySide(share, share);
    expect(second).toEqual({ status: "fulfilled", value: first });
  });

  testServer("leaves the rows of joined tables to others", async () => {
    const owner = await Owner.create({ name: "Ann" });
    await Job.create({ name: "a", owner });
    const [, second] = await sideBySide(
      () => Job.joins("owner").lock().all(),
      () => Owner.lock("update", { noWait: true }).pluck("name"),
    );
    expect(second).toEqual({ status: "fulfilled", value: ["Ann"] });
    expect(opened.database.stats().active).toBe(0);
  });
});
