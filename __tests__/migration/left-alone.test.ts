import {
  Column,
  Defaulted,
  Index,
  ManagedObject,
  PrimaryKey,
  Table,
  Unique,
  UpdatedAt,
} from "arx";
import type { ModelClass } from "../../lib/metadata/definition";
import { ModelRegistry } from "../../lib/metadata/registry";
import { generate, migrate, migrateDown } from "../../lib/migration/index";
import type {
  GeneratedMigration,
  GenerateOptions,
} from "../../lib/migration/index";
import { engines } from "../support/engines";
import {
  loadMigrationText,
  MigrationsDirectory,
} from "../support/migrations-directory";
import { openDatabase } from "../support/open-database";

// Each generate starts a PGlite.
jest.setTimeout(120_000);

// Each declares the table for as long as it is asked: two models cannot have it at once.
const before = (): ModelClass => {
  @Table("users")
  @Index(["nickname"])
  @Unique(["name", "legacy"])
  class Before extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column() declare name: string;
    @Column({ check: "nickname <> ''" }) declare nickname: string;
    @Column({ type: "integer", default: 1 }) declare legacy: number;
  }
  return Before;
};

const ignoring = () => {
  @Table({
    name: "users",
    ignoredColumns: ["nickname", "legacy", "unheard_of"],
  })
  class Ignoring extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column() declare name: string;
  }
  return Ignoring;
};

const after = (): ModelClass => {
  @Table("users")
  class After extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column() declare name: string;
  }
  return After;
};

@Table("texts")
class Collated extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ collate: "de-x-icu" }) declare word: string;
  @Column({ collate: "C", default: "a" }) declare code: string;
}

async function write(
  { path }: MigrationsDirectory,
  model: ModelClass,
  options: GenerateOptions = {},
): Promise<GeneratedMigration | undefined> {
  const models = new ModelRegistry([model]);
  const definitions = models.definitions();
  models.reset();
  const where = { directory: path, load: loadMigrationText };
  return generate({ ...where, models: definitions, ...options });
}

describe("Columns that a model leaves alone", () => {
  let directory: MigrationsDirectory;

  // The files are the same for every engine.
  beforeAll(async () => {
    directory = await MigrationsDirectory.create();
    await write(directory, before());
  });

  afterAll(() => directory.delete());

  test("are not dropped until it says so, and take rows that do not give them", async () => {
    const planned = await write(directory, ignoring());
    expect(planned?.steps.map(({ change }) => change.kind)).toEqual([
      "alter column",
    ]);
    expect(await write(directory, ignoring())).toBeUndefined();
    await expect(write(directory, after())).rejects.toThrow(
      "drop column users.nickname",
    );
    const dropped = await write(directory, after(), {
      allow: ["drop column users.nickname", "drop column users.legacy"],
    });
    expect(dropped?.steps.map(({ change }) => change.kind)).toContain(
      "drop column",
    );
  });

  test.each(engines.map((engine) => [engine.name, engine] as const))(
    "are neither selected nor written on %s",
    async (_, engine) => {
      const database = await engine.create();
      const session = await openDatabase(database.url);
      const options = { directory: directory.path, load: loadMigrationText };
      const [, ignored = ""] = await directory.list();
      await migrate(session, { ...options, to: ignored.split("_")[0] });
      await session.run(async () => {
        const User = ignoring();
        const user = await User.create({ name: "a" });
        expect(Object.keys(await User.find(user.id))).toEqual(["id", "name"]);
        new ModelRegistry([User]).reset();
      });
      expect(await session.query("select nickname, legacy from users")).toEqual(
        [{ nickname: null, legacy: 1 }],
      );
      await session.script("delete from users");
      await migrate(session, options);
      await migrateDown(session, options);
      await migrate(session, options);
      expect(
        await session.query(
          "select attname as name from pg_attribute where attrelid = 'users'::regclass and attnum > 0 and not attisdropped",
        ),
      ).toEqual([{ name: "id" }, { name: "name" }]);
      await session.close();
      await database.drop();
    },
  );
});

test("a collation that only servers have is planned all the same, and comes into the file by its name", async () => {
  const directory = await MigrationsDirectory.create();
  const generated = await write(directory, Collated);
  expect(generated?.text).toContain(
    't.text("word").collate("de-x-icu").notNull();',
  );
  expect(generated?.text).toContain(
    't.text("code").collate("C").notNull().default("a");',
  );
  expect(await write(directory, Collated)).toBeUndefined();
  await directory.delete();
});

test("virtual columns and nullsNotDistinct need the server that has them", async () => {
  @Table("sizes")
  class Size extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column({ type: "integer" }) declare width: number;
  }
  (
    Column({
      type: "integer",
      nullable: true,
      generatedAs: "width * 2",
      virtual: true,
    }) as unknown as (target: object, property: string) => void
  )(Size.prototype, "double");
  const directory = await MigrationsDirectory.create();
  await expect(
    write(directory, Size, { minServerVersion: 17 }),
  ).rejects.toThrow(
    "The models use virtual generated columns, which PostgreSQL has since version 18; the migrations must run on 17.",
  );
  const generated = await write(directory, Size, { minServerVersion: 18 });
  expect(generated?.text).toContain(
    't.integer("double").generatedAs("width * 2", { virtual: true });',
  );
  await directory.delete();
});

describe("What columns need that a model leaves alone", () => {
  type Stage = "mapped" | "left alone" | "left alone, with more values";

  function task(stage: Stage): ModelClass {
    const states: readonly string[] = ["open", "done"];
    const more: readonly string[] = ["new", "done", "open"];
    if (stage === "mapped") {
      @Table("tasks")
      class Task extends ManagedObject {
        @PrimaryKey() declare id: number;
        @Column({ enum: states, native: true, default: "open" })
        declare state: string;
        @Column({ enum: states, native: "mode", default: "open" })
        declare mode: string;
        @Column({ enum: states, native: "mode", default: "open" })
        declare next: string;
        @UpdatedAt({ trigger: true }) declare seen: Date;
        declare [Defaulted]?: "state" | "mode" | "next";
      }
      return Task;
    }
    @Table({ name: "tasks", ignoredColumns: ["state", "mode", "seen"] })
    class Task extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column({
        enum: stage === "left alone" ? states : more,
        native: "mode",
        default: "open",
      })
      declare next: string;
      declare [Defaulted]?: "next";
    }
    return Task;
  }

  test("stays: their types, those that others share and that are made anew, and their triggers", async () => {
    const directory = await MigrationsDirectory.create();
    await write(directory, task("mapped"));
    expect(await write(directory, task("left alone"))).toBeUndefined();
    const changed = await write(
      directory,
      task("left alone, with more values"),
    );
    expect(changed?.text).toContain(`m.alterEnum("mode"`);
    expect(changed?.steps.map(({ change }) => change)).toMatchObject([
      {
        kind: "alter enum",
        columns: [{ column: "next" }, { column: "mode" }],
      },
    ]);
    await directory.delete();
  });
});
