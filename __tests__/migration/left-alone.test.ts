import { Column, Index, ManagedObject, PrimaryKey, Table, Unique } from "arx";
import type { Database } from "../../lib/database/database";
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

let directory: MigrationsDirectory;

beforeEach(async () => {
  directory = await MigrationsDirectory.create();
});

afterEach(async () => {
  await directory.delete();
});

async function write(
  model: ModelClass,
  options: GenerateOptions = {},
): Promise<GeneratedMigration | undefined> {
  const models = new ModelRegistry([model]);
  const definitions = models.definitions();
  models.reset();
  const where = { directory: directory.path, load: loadMigrationText };
  return generate({ ...where, models: definitions, ...options });
}

describe.each(engines.map((engine) => [engine.name, engine] as const))(
  "On %s",
  (_, engine) => {
    let database: Awaited<ReturnType<typeof engine.create>>;
    let session: Database;

    beforeAll(async () => {
      database = await engine.create();
      session = await openDatabase(database.url);
    });

    afterAll(async () => {
      await session.close();
      await database.drop();
    });

    const options = (): object => ({
      directory: directory.path,
      load: loadMigrationText,
    });

    test("columns that a model leaves alone are neither selected, written nor dropped, until it says so", async () => {
      await write(before());
      const planned = await write(ignoring());
      expect(planned?.steps.map(({ change }) => change.kind)).toEqual([
        "alter column",
      ]);
      expect(await write(ignoring())).toBeUndefined();
      await migrate(session, options());
      await session.run(async () => {
        const User = ignoring();
        const user = await User.create({ name: "a" });
        expect(Object.keys(await User.find(user.id))).toEqual(["id", "name"]);
        new ModelRegistry([User]).reset();
      });
      expect(await session.query("select nickname, legacy from users")).toEqual(
        [{ nickname: null, legacy: 1 }],
      );
      await expect(write(after())).rejects.toThrow(
        "drop column users.nickname",
      );
      await write(after(), {
        allow: ["drop column users.nickname", "drop column users.legacy"],
      });
      await session.script("delete from users");
      await migrate(session, options());
      await migrateDown(session, options());
      await migrate(session, options());
      expect(
        await session.query(
          "select attname as name from pg_attribute where attrelid = 'users'::regclass and attnum > 0 and not attisdropped",
        ),
      ).toEqual([{ name: "id" }, { name: "name" }]);
    });
  },
);

test("a collation that only servers have is planned all the same, and comes into the file by its name", async () => {
  const generated = await write(Collated);
  expect(generated?.text).toContain(
    't.text("word").collate("de-x-icu").notNull();',
  );
  expect(generated?.text).toContain(
    't.text("code").collate("C").notNull().default("a");',
  );
  expect(await write(Collated)).toBeUndefined();
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
  await expect(write(Size, { minServerVersion: 17 })).rejects.toThrow(
    "The models use virtual generated columns, which PostgreSQL has since version 18; the migrations must run on 17.",
  );
  const generated = await write(Size, { minServerVersion: 18 });
  expect(generated?.text).toContain(
    't.integer("double").generatedAs("width * 2", { virtual: true });',
  );
});
