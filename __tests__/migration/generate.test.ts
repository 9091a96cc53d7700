import {
  Check,
  Column,
  CompositeIndex,
  CreatedAt,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
  sql,
} from "arx";
import type { Database } from "../../lib/database/database";
import {
  DestructiveChangeError,
  MigrationError,
  UndecidedChangeError,
} from "../../lib/errors/migration-error";
import { diffSchemas } from "../../lib/schema/diff";
import { introspect } from "../../lib/introspect/introspect";
import type { ModelClass } from "../../lib/metadata/definition";
import { ModelRegistry } from "../../lib/metadata/registry";
import {
  findDrift,
  generate,
  migrate,
  migrateDown,
} from "../../lib/migration/index";
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

// Each PGlite takes a second or more to start.
jest.setTimeout(120_000);

/** Country and city refer to each other. */
function firstModels(): readonly ModelClass[] {
  @Table({ comment: "Countries of the world" })
  class Country extends ManagedObject {
    @PrimaryKey({ type: "varchar", length: 2 }) declare code: string;
    @Column({ unique: true }) declare name: string;
    @Relate(() => City) declare capital: Relate<City | null>;
    @HasMany(() => City, (city) => city.country) declare cities: HasMany<City>;
  }

  @Table()
  @CompositeIndex(["country", "population"])
  @Check("population_known", "population >= 0")
  class City extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column({ length: 200 }) declare name: string;
    @Column({ type: "integer", default: 0 }) declare population: number;
    @Column({ enum: ["town", "capital"], default: "town" }) declare kind:
      "town" | "capital";
    @Column({ type: "text[]", default: [] }) declare names: string[];
    @Column({
      type: "date",
      default: sql`current_date`,
      comment: 'It\'s when "we" heard of it',
    })
    declare heard: string;
    @CreatedAt() declare createdAt: Date;
    @Relate(() => Country, { required: true, onDelete: "cascade" })
    declare country: Relate<Country>;
  }

  return [Country, City];
}

const firstFile = `import { migration } from "arx/migration";

export default migration({
  up(m) {
    m.createTable("cities", (t) => {
      t.identity("id");
      t.varchar("name", 200).notNull();
      t.integer("population").notNull().default(0);
      t.text("kind").notNull().default("town");
      t.column("names", "text[]").notNull().default("{}");
      t.date("heard")
        .notNull()
        .defaultSql("CURRENT_DATE")
        .comment('It\\'s when "we" heard of it');
      t.timestamptz("created_at").notNull().defaultSql("now()");
      t.varchar("country_id", 2).notNull();
      t.primaryKey(["id"]);
      t.check("cities_kind_check", "\\"kind\\" in ('town', 'capital')");
      t.check("cities_population_known_check", "population >= 0");
    });

    m.createTable("countries", (t) => {
      t.varchar("code", 2).notNull();
      t.text("name").notNull();
      t.bigint("capital_id");
      t.primaryKey(["code"]);
      t.unique(["name"]);
      t.comment("Countries of the world");
    });

    m.createIndex("cities", ["country_id", "population"]);
    m.createIndex("countries", ["capital_id"]);
    m.addForeignKey("cities", ["country_id"], "countries", ["code"], {
      onDelete: "cascade",
    });
    m.addForeignKey("countries", ["capital_id"], "cities", ["id"], {
      onDelete: "set null",
    });
  },
  down(m) {
    m.dropForeignKey("countries", "countries_capital_id_fkey");
    m.dropForeignKey("cities", "cities_country_id_fkey");
    m.dropTable("countries");
    m.dropTable("cities");
  },
});
`;

const laterFile = `import { migration } from "arx/migration";

export default migration({
  up(m) {
    // Breaks running code: A program that uses cities.names fails once it is
    // called aliases. Keep the column's name and rename only the property:
    // @Column({ name }).
    m.renameColumn("cities", "names", "aliases");

    // Deletes data: Every value of cities.heard is deleted. First release a
    // program that no longer uses the column. If it was renamed, declare it:
    // @Column({ renamedFrom }).
    m.dropColumn("cities", "heard");

    // Rewrites table: cities.population changes from integer to bigint: the
    // whole table is written anew, and everybody waits. On a large table, add a
    // new column and fill it in batches.
    m.alterColumn(
      "cities",
      (from) => from.integer("population").notNull().default(0),
      (to) => to.bigint("population").notNull().default(0),
    );

    m.addColumn("cities", (t) => t.integer("area"));
  },
  down(m) {
    m.dropColumn("cities", "area");
    m.alterColumn(
      "cities",
      (from) => from.bigint("population").notNull().default(0),
      (to) => to.integer("population").notNull().default(0),
    );

    // The column comes back empty: its values are gone.
    m.addColumn("cities", (t) =>
      t
        .date("heard")
        .notNull()
        .defaultSql("CURRENT_DATE")
        .comment('It\\'s when "we" heard of it'),
    );

    m.renameColumn("cities", "aliases", "names");
  },
});
`;

/** The same tables a year later: a column gone, one renamed, one required, one of another type. */
function laterModels(
  options: {
    readonly renamedFrom?: string;
    readonly isRequired?: boolean;
  } = {},
): readonly ModelClass[] {
  // The field's type cannot follow an option that is known at run time only.
  const area = {
    type: "integer",
    nullable: options.isRequired !== true,
  } as { type: "integer"; nullable: true };

  @Table({ comment: "Countries of the world" })
  class Country extends ManagedObject {
    @PrimaryKey({ type: "varchar", length: 2 }) declare code: string;
    @Column({ unique: true }) declare name: string;
    @Relate(() => City) declare capital: Relate<City | null>;
  }

  @Table()
  @CompositeIndex(["country", "population"])
  @Check("population_known", "population >= 0")
  class City extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column({ length: 200 }) declare name: string;
    @Column({ type: "bigint", default: 0 }) declare population: number;
    @Column({ enum: ["town", "capital"], default: "town" }) declare kind:
      "town" | "capital";
    @Column({
      type: "text[]",
      default: [],
      ...(options.renamedFrom === undefined
        ? {}
        : { renamedFrom: options.renamedFrom }),
    })
    declare aliases: string[];
    @Column(area)
    declare area: number | null;
    @CreatedAt() declare createdAt: Date;
    @Relate(() => Country, { required: true, onDelete: "cascade" })
    declare country: Relate<Country>;
  }

  return [Country, City];
}

describe("Generating migrations", () => {
  let files: MigrationsDirectory;

  beforeEach(async () => {
    files = await MigrationsDirectory.create();
  });

  afterEach(async () => {
    await files.delete();
  });

  const run = (
    models: readonly ModelClass[],
    options: GenerateOptions = {},
  ): Promise<GeneratedMigration | undefined> =>
    generate({
      directory: files.path,
      load: loadMigrationText,
      models: new ModelRegistry(models).definitions(),
      ...options,
    });

  const addFirst = (): Promise<void> =>
    files.write("20260101000000_initial.ts", firstFile);

  const errorOf = async (
    attempt: Promise<unknown>,
  ): Promise<MigrationError> => {
    const error: unknown = await attempt.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof MigrationError) return error;
    throw new Error(`not a MigrationError: ${String(error)}`);
  };

  it("writes a file that makes the models, and then nothing more", async () => {
    const generated = await run(firstModels());
    expect(generated?.name).toBe("initial");
    const name = `${String(generated?.id)}_initial.ts`;
    expect(await files.list()).toEqual([name]);
    expect(await files.read(name)).toBe(firstFile);
    expect(await run(firstModels())).toBeUndefined();
    expect(
      await findDrift({
        directory: files.path,
        load: loadMigrationText,
        models: new ModelRegistry(firstModels()).definitions(),
      }),
    ).toEqual([]);
    expect(await files.list()).toEqual([name]);
  });

  it("plans, proves and writes nothing on a dry run", async () => {
    const generated = await run(firstModels(), {
      dryRun: true,
      name: "The first Tables!",
    });
    expect(generated?.name).toBe("the_first_tables");
    expect(generated?.text).toBe(firstFile);
    expect(generated?.sql).toContain('create table "public"."cities" (');
    expect(await files.list()).toEqual([]);
  });

  it("refuses losses, possible renames and missing values, each with its ways on", async () => {
    await addFirst();
    const error = await errorOf(run(laterModels({ isRequired: true })));
    expect(error).toBeInstanceOf(UndecidedChangeError);
    expect(error.message).toBe(`3 changes need a decision:
  cities.names goes and cities.aliases, of the same type, comes: this may be a rename.
    @Column({ renamedFrom: 'names' }) on cities.aliases, or --rename cities.names=aliases
    --allow 'drop column cities.names'
  Every value of cities.heard is deleted.
    --allow 'drop column cities.heard'
  cities.area comes as NOT NULL without a default: rows that are there would have no value for it.
    a default: @Column({ default: … })
    no requirement: @Column({ nullable: true })
    two steps: generate it as nullable, add m.sql\`update …\` to the file; then generate it as required
    --allow 'add column cities.area' if the table has no rows anywhere`);

    const loss = await errorOf(
      run(laterModels(), { renames: ["cities.names=aliases"] }),
    );
    expect(loss).toBeInstanceOf(DestructiveChangeError);
    expect(loss.message).toBe(
      "1 change loses data:\n  drop column cities.heard: Every value of cities.heard is deleted.",
    );
    expect(loss.hint).toBe(
      "To have it so: npx arx migrate generate --allow 'drop column cities.heard'",
    );
    expect((await files.list()).length).toBe(1);
  });

  it("writes hazards above the steps and keeps values through a rename, there and back, on every engine", async () => {
    await addFirst();
    const generated = await run(laterModels({ renamedFrom: "names" }), {
      allow: ["drop column  cities.heard"],
    });
    expect(generated?.name).toBe("change_cities");
    expect(generated?.text).toBe(laterFile);
    // The declaration may stay: the rename is done.
    expect(await run(laterModels({ renamedFrom: "names" }))).toBeUndefined();

    for (const engine of engines) {
      const test = await engine.create();
      const db = await openDatabase(test.url);
      try {
        await upDownUp(db);
      } finally {
        await db.close();
        await test.drop();
      }
    }
  });

  async function upDownUp(db: Database): Promise<void> {
    const options = { directory: files.path, load: loadMigrationText };
    await migrate(db, { ...options, to: "20260101000000" });
    const first = await introspect(db);
    await db.script(`insert into countries (code, name) values ('de', 'Germany');
      insert into cities (name, names, country_id) values ('Ulm', '{Ulma}', 'de')`);
    await migrate(db, options);
    const second = await introspect(db);
    expect(await db.query("select aliases, area from cities")).toEqual([
      { aliases: ["Ulma"], area: null },
    ]);
    await migrateDown(db, options);
    expect(diffSchemas(await introspect(db), first)).toEqual([]);
    expect(await db.query("select names from cities")).toEqual([
      { names: ["Ulma"] },
    ]);
    await migrate(db, options);
    expect(diffSchemas(await introspect(db), second)).toEqual([]);
    await migrateDown(db, { ...options, step: 2 });
    expect((await introspect(db)).tables).toEqual([]);
  }

  it("says what a flag got wrong", async () => {
    await addFirst();
    expect(
      (await errorOf(run(firstModels(), { renames: ["cities.name=nom"] })))
        .message,
    ).toBe(
      "--rename cities.name=nom: the models have nothing called nom there.",
    );
    expect(
      (await errorOf(run(firstModels(), { renames: ["cities"] }))).message,
    ).toBe("--rename cities cannot be read.");
  });
});
