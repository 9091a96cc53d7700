import { setTimeout } from "node:timers/promises";
import { engines } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { openDatabase } from "../support/open-database";
import { Project } from "../support/project";

// Each command is a process of its own, and most start a PGlite.
jest.setTimeout(240_000);

const config = `import { defineConfig } from "arx";
export default defineConfig({ database: "pglite:data", models: ["models/**/*.ts"] });
`;

const city = (
  more = "",
): string => `import { Column, ManagedObject, PrimaryKey, Relate, Table } from "arx";
import { Country } from "./country";

@Table()
export class City extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Country, { required: true }) declare country: Relate<Country>;
  ${more}
}
`;

const country = `import { Column, HasMany, ManagedObject, PrimaryKey, Table } from "arx";
import { City } from "./city";

@Table()
export class Country extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) name!: string;
  @HasMany(() => City, (city) => city.country) declare cities: HasMany<City>;
}
`;

// What a project says of decorators, and an old module setting, must not matter.
const tsconfig = JSON.stringify({
  compilerOptions: {
    experimentalDecorators: false,
    module: "esnext",
    verbatimModuleSyntax: true,
  },
});

describe("arx migrate", () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create({
      "package.json": "{}",
      "tsconfig.json": tsconfig,
      "arx.config.ts": config,
      "models/city.ts": city(),
      "models/geo/country.ts": country.replace("./city", "../city"),
    });
    await project.write(
      "models/city.ts",
      city().replace("./country", "./geo/country"),
    );
  });

  afterAll(async () => {
    await project.delete();
  });

  const file = async (index: number): Promise<string> => {
    const name = (await project.list("migrations"))[index];
    if (name === undefined) throw new Error("There is no such file.");
    return name;
  };

  it("generates, applies, shows, checks, and goes back", async () => {
    expect(await project.arx(["migrate", "check"])).toEqual({
      code: 3,
      stdout: `The migrations lack:
  create table cities
  create table countries
  create index idx_cities_country_id on cities
  add foreign key cities_country_id_fkey to cities
`,
      stderr: "Run: npx arx migrate generate\n",
    });

    const generated = await project.arx(["migrate", "generate"], {
      in: "models",
    });
    const first = await file(0);
    expect(first).toMatch(/^\d{14}_initial\.ts$/);
    expect(generated).toEqual({
      code: 0,
      stdout: `Wrote ../migrations/${first}\n`,
      stderr: "",
    });

    expect(await project.arx(["migrate", "generate"])).toEqual({
      code: 0,
      stdout: "No changes: models and migrations agree.\n",
      stderr: "",
    });
    expect((await project.list("migrations")).length).toBe(1);

    const dryRun = await project.arx(["migrate", "--dry-run"]);
    expect(dryRun.stdout).toMatch(
      new RegExp(
        `^-- ${first.replace(".ts", "")}\ncreate table "public"."cities" \\(`,
      ),
    );

    const up = await project.arx(["migrate"]);
    expect(up.stdout).toMatch(
      new RegExp(`^applied ${first.replace(".ts", "")} \\(\\d+ ms\\)\n$`),
    );
    expect(up).toMatchObject({ code: 0, stderr: "" });
    expect(await project.arx(["migrate", "up", "--json"])).toEqual({
      code: 0,
      stdout: '{\n  "applied": []\n}\n',
      stderr: "",
    });

    const status = await project.arx(["migrate", "status"]);
    expect(status.stdout).toMatch(
      new RegExp(
        `^applied  ${first.replace(".ts", "")}  \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\n$`,
      ),
    );
    expect(await project.arx(["migrate", "check"])).toEqual({
      code: 0,
      stdout: "Models and migrations agree.\n",
      stderr: "",
    });
  });

  it("refuses a loss with exit code 2 until it is allowed by name", async () => {
    await project.write(
      "models/geo/country.ts",
      country
        .replace("./city", "../city")
        .replace("@Column({ unique: true }) name!: string;", ""),
    );
    const refused = {
      code: 2,
      stderr: `1 change loses data:
  drop column countries.name: Every value of countries.name is deleted.
  To have it so: npx arx migrate generate --allow 'drop column countries.name'
`,
    };
    const json = await project.arx(["migrate", "generate", "--json"]);
    expect({ code: json.code, stderr: json.stderr }).toEqual(refused);
    expect(JSON.parse(json.stdout)).toEqual({
      error: {
        code: "DESTRUCTIVE_CHANGE",
        message: refused.stderr.split("\n").slice(0, 2).join("\n"),
        hint: "To have it so: npx arx migrate generate --allow 'drop column countries.name'",
        allow: ["drop column countries.name"],
      },
    });
    const allowed = await project.arx([
      "migrate",
      "generate",
      "--allow",
      "drop column countries.name",
      "Nameless countries",
    ]);
    expect(allowed.stdout).toBe(`Wrote migrations/${await file(1)}\n`);
    expect(allowed.stderr).toContain(
      "deletes data: Every value of countries.name is deleted.\n",
    );
    expect(await file(1)).toMatch(/^\d{14}_nameless_countries\.ts$/);

    expect((await project.arx(["migrate", "up"])).code).toBe(0);
    const names = [await file(1), await file(0)]
      .map((name) => name.replace(".ts", ""))
      .join(", ");
    const before = await project.arx(["migrate", "status"]);
    const question = `Taking back ${names} deletes what it made, with the rows in it. The database is pglite:${project.path}/data.`;
    expect(await project.arx(["migrate", "down", "--step", "2"])).toEqual({
      code: 2,
      stdout: "",
      stderr: `${question} Nobody can be asked here. Nothing was changed.\n  If you mean it, add --yes.\n`,
    });
    expect(
      await project.arx(["migrate", "down", "--step", "2", "--yes"], {
        env: { NODE_ENV: "production" },
      }),
    ).toEqual({
      code: 2,
      stdout: "",
      stderr: `${question} NODE_ENV is production. Nothing was changed.\n  If you mean it, add --force.\n`,
    });
    expect(await project.arx(["migrate", "status"])).toEqual(before);

    const down = await project.arx(["migrate", "down", "--step", "2", "--yes"]);
    expect(down.stdout.replace(/\d+ ms/g, "n ms")).toBe(
      `reverted ${(await file(1)).replace(".ts", "")} (n ms)\nreverted ${(await file(0)).replace(".ts", "")} (n ms)\n`,
    );
  });

  it("names the file and the reason when a migration fails, and keeps the password to itself", async () => {
    await project.write(
      "migrations/29990101000000_broken.ts",
      `import { migration } from "arx/migration";
export default migration({ up(m) { m.sql\`select 1 / 0\`; } });
`,
    );
    const failed = await project.arx(["migrate"]);
    expect(failed.code).toBe(1);
    expect(failed.stdout.split("\n").length).toBe(3);
    expect(failed.stderr).toBe(
      "The migration 29990101000000_broken failed at change 1 of 1 (sql): division by zero\n",
    );

    const unreachable = await project.arx([
      "migrate",
      "--database",
      "postgres://me:s3cret@127.0.0.1:1/none",
      "--verbose",
    ]);
    expect(unreachable.code).toBe(1);
    expect(unreachable.stderr).toContain("127.0.0.1:1");
    expect(unreachable.stdout + unreachable.stderr).not.toContain("s3cret");
  });
});

describe("arx migrate on a server", () => {
  const server = engines.find(({ name }) => name !== "PGlite");
  let project: Project;
  let test: TestDatabase;

  beforeAll(async () => {
    if (server === undefined) throw new Error("There is no server.");
    test = await server.create();
    project = await Project.create({
      "package.json": "{}",
      "arx.config.json": "{}",
      "migrations/20260101000000_first.js": migrationText(
        "m.sql`create table first ()`;",
      ),
    });
  });

  afterAll(async () => {
    await project.delete();
    await test.drop();
  });

  it("loads no compiler to find that nothing is pending", async () => {
    const env = { DATABASE_URL: test.url };
    expect((await project.arx(["migrate"], { env })).code).toBe(0);
    await project.write(
      "list-loaded.cjs",
      `process.on("exit", () => {
  const heavy = /node_modules\\/(typescript|ts-node|@electric-sql)\\//;
  console.error(Object.keys(require.cache).filter((file) => heavy.test(file)).length, "heavy modules");
});
`,
    );
    const NODE_OPTIONS = `--require=${project.path}/list-loaded.cjs`;
    expect(
      await project.arx(["migrate"], { env: { ...env, NODE_OPTIONS } }),
    ).toEqual({
      code: 0,
      stdout: "Nothing is pending.\n",
      stderr: "0 heavy modules\n",
    });
  });

  it("ends when it is interrupted, and the next run is not kept waiting", async () => {
    const env = { DATABASE_URL: test.url };
    const file = "migrations/20260102000000_slow.js";
    await project.write(
      file,
      migrationText("m.sql`create table slow ()`; m.sql`select pg_sleep(60)`;"),
    );
    const db = await openDatabase(test.url);
    const interrupted = await project.arx(["migrate"], {
      env,
      whileRunning: async (child) => {
        const sleeping =
          "select 1 from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active' and datname = current_database()";
        while ((await db.query(sleeping)).length === 0) await setTimeout(50);
        child.kill("SIGINT");
      },
    });
    await db.close();
    expect(interrupted).toEqual({
      code: 130,
      stdout: "",
      stderr: "Interrupted by SIGINT.\n",
    });
    await project.write(file, migrationText("m.sql`create table slow ()`;"));
    const words = ["migrate", "--lock-wait", "5000"];
    expect((await project.arx(words, { env })).code).toBe(0);
  });
});

function migrationText(up: string): string {
  return `const { migration } = require("arx/migration");
exports.default = migration({ up(m) { ${up} } });
`;
}
