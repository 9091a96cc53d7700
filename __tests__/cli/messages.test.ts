import { execFile } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { cannotRun } from "../support/cannot-run";
import { engines } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { openDatabase } from "../support/open-database";
import { Project } from "../support/project";
import type { CommandResult } from "../support/project";

// What a newcomer sees when something is missing or wrong: the whole text, the exit code, and that nothing was changed.
jest.setTimeout(180_000);

const note = `import { Column, ManagedObject, PrimaryKey, Table } from "arx";

@Table()
export class Note extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
}
`;

let project: Project;

beforeAll(async () => {
  project = await Project.create({
    "package.json": "{}",
    "arx.config.json": '{ "database": "pglite:data" }',
    "models/note.ts": note,
  });
});

afterAll(async () => {
  await project.delete();
});

/** Runs a command that must fail, and change no file; `~` stands for the folder of the project. */
async function fail(
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const before = await project.listAll();
  const { code, stdout, stderr } = await project.arx(words, { env });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(await project.listAll()).toEqual(before);
  return stderr.replaceAll(project.path, "~");
}

describe("A migration that is not there yet", () => {
  it("is named by the command that would apply it", async () => {
    const database = ["--database", "pglite:memory"];
    expect(await project.arx(["migrate", ...database])).toEqual({
      code: 0,
      stdout:
        "There are no migrations yet. Write the first one: npx arx migrate generate\n",
      stderr: "",
    });
  });

  it("has no folder where that is a file", async () => {
    await project.write(
      "odd.config.json",
      '{ "migrations": "package.json/migrations" }',
    );
    expect(
      await fail(["migrate", "generate", "--config", "odd.config.json"]),
    ).toBe(
      "~/package.json/migrations cannot be read: ENOTDIR.\n  migrations in the configuration names a folder that this user can read.\n",
    );
    await project.remove("odd.config.json");
  });

  it("cannot be written where its folder cannot be made", async () => {
    // A link to nothing is listed as a folder that is not there, and cannot become one, for root neither.
    await symlink("nowhere/migrations", join(project.path, "dangling"));
    await project.write("odd.config.json", '{ "migrations": "dangling" }');
    expect(
      await fail(["migrate", "generate", "--config", "odd.config.json"]),
    ).toMatch(
      /^~\/dangling\/\d{14}_create_notes\.ts cannot be written: E[A-Z]+\.\n {2}Nothing was changed\. See that its folder can be made and written to, and that the disk has room\.\n$/,
    );
    await project.remove("odd.config.json");
    await project.remove("dangling");
  });
});

describe("A configuration that is wrong", () => {
  const write =
    'Write: export default defineConfig({ database: "pglite:.arx/data", models: ["models/**/*.ts"] });';

  it.each([
    ['{ "modells": [] }', "modells is not an option.\n  Did you mean models?"],
    [
      '{ "database": "pglite:data", "pool": { "mx": 3 } }',
      "pool.mx is not an option.\n  Did you mean pool.max?",
    ],
    [
      '{ "database": "pglite:data", "pool": { "max": "three" } }',
      "pool.max takes a whole number from 1.",
    ],
    [
      '{ "models": "models" }',
      'models takes a list of file patterns, not a string.\n  Write models: ["models/**/*.ts"].',
    ],
    [
      '{ "migrations": 5 }',
      'migrations takes a text, not a number.\n  Write migrations: "migrations".',
    ],
    [
      '{ "minServerVersion": "15" }',
      "minServerVersion takes the number of a major version of PostgreSQL, 14 to 18.",
    ],
    [
      '{ "database": "pglite:data", "log": "console" }',
      "log takes a function.\n  Write log: (event) => { console.log(event.kind, event); }.",
    ],
    [
      '{ "database": "pglite:data", "logParameters": "yes" }',
      "logParameters takes true or false.",
    ],
    [
      '{ "database": "mysql://me:s3cret@localhost/shop" }',
      "database takes postgres://…, pglite:DIRECTORY or pglite:memory.\n  Write for instance postgres://user:password@localhost:5432/shop or pglite:.arx/data.",
    ],
  ])("%s is explained", async (text, message) => {
    await project.write("wrong.json", text);
    expect(await fail(["migrate", "status", "--config", "wrong.json"])).toBe(
      `~/wrong.json: ${message}\n`,
    );
  });

  it.each([
    ["exports nothing", "export const models = [];", "has no default export"],
    [
      "exports something else",
      "export default 5;",
      "exports something that is no configuration",
    ],
  ])("that %s is explained", async (_, text, message) => {
    await project.write("wrong.ts", text);
    expect(await fail(["models", "--config", "wrong.ts"])).toBe(
      `~/wrong.ts ${message}.\n  ${write}\n`,
    );
  });

  it("is explained when there are two, and one that is missing", async () => {
    expect(await fail(["models", "--config", "none.ts"])).toMatch(
      /^There is no configuration file ~\/none\.ts\.\n {2}Write one: import /,
    );
    await project.write("arx.config.ts", "export default {};");
    expect(await fail(["models"])).toBe(
      "~ has more than one configuration: arx.config.ts and arx.config.json.\n  Remove all but one, or say which: --config arx.config.json\n",
    );
    await project.remove("arx.config.ts");
  });

  it("is explained when the database stands in a file that nothing reads", async () => {
    await project.write("wrong.json", "{}");
    await project.write(".env", "DATABASE_URL=postgres://me:s3cret@db/shop\n");
    expect(await fail(["migrate", "--config", "wrong.json"])).toBe(
      "~/wrong.json names no database.\n  DATABASE_URL stands in .env, which nothing has read: write process.loadEnvFile() at the top of the configuration.\n",
    );
    await project.remove(".env");
  });
});

type Row = readonly [
  type: string,
  situation: string,
  text: string,
  message: string,
];

const faultyFiles: readonly Row[] = [
  [
    "commonjs",
    "throws",
    '\n\nthrow new Error("boom");',
    "boom\n  It was thrown at ~/models/wrong.ts:3:7.",
  ],
  [
    "commonjs",
    "imports a package that is not installed",
    'import { head } from "left-out/list";\nhead();',
    "Cannot find module 'left-out/list'\n  Install it: npm install left-out",
  ],
  [
    "module",
    "imports a package that is not installed",
    'import { head } from "@left/out";\nhead();',
    "Cannot find package '@left/out' imported from ~/models/wrong.ts\n  Install it: npm install @left/out",
  ],
  [
    "commonjs",
    "imports a file that is not there",
    'import "./nowhere";',
    "Cannot find module './nowhere'\n  Correct the path: there is no file ./nowhere.",
  ],
  ...["commonjs", "module"].map((type): Row => [
    type,
    "cannot be compiled",
    "export const a = 1;\nclass {{",
    "Unable to compile TypeScript:\nmodels/wrong.ts(2,8): error TS1068: Unexpected token. A constructor, method, accessor, or property was expected.\nmodels/wrong.ts(2,9): error TS1005: '}' expected.\n  With --verbose you see where it comes from.",
  ]),
];

describe("A model file", () => {
  it.each(faultyFiles)(
    "of type %s that %s is named",
    async (type, _, text, message) => {
      await project.write("package.json", `{ "type": "${type}" }`);
      await project.write("models/wrong.ts", text);
      expect(await fail(["migrate", "generate"])).toBe(
        `~/models/wrong.ts cannot be loaded: ${message}\n`,
      );
      await project.remove("models/wrong.ts");
      await project.write("package.json", "{}");
    },
  );

  it("with an error of types is loaded: types are the compiler's and the editor's work", async () => {
    await project.write("models/wrong.ts", 'export const a: number = "x";');
    expect(await project.arx(["models"])).toEqual({
      code: 0,
      stdout: "Note  notes  2 columns  0 relations\n",
      stderr: "",
    });
    await project.remove("models/wrong.ts");
  });
});

describe("A program compiled without", () => {
  async function run(options: ts.CompilerOptions): Promise<CommandResult> {
    const compile = (text: string): string =>
      ts.transpileModule(text, {
        compilerOptions: {
          module: ts.ModuleKind.CommonJS,
          target: ts.ScriptTarget.ES2022,
          ...options,
        },
      }).outputText;
    await project.write("dist/note.js", compile(note));
    await project.write(
      "dist/main.js",
      'const { connect } = require("arx"); const { Note } = require("./note"); connect({ database: "pglite:memory", models: [Note] });',
    );
    return new Promise((resolve) => {
      const file = `${project.path}/dist/main.js`;
      execFile(process.execPath, [file], (error, stdout, stderr) => {
        const code = typeof error?.code === "number" ? error.code : null;
        resolve({ code, stdout, stderr });
      });
    });
  }

  it.each([
    [
      "experimentalDecorators",
      {},
      `DefinitionError: The models have 1 mistake:
  Note: is decorated in the way of TC39, and arx takes TypeScript's own decorators.
    Set "experimentalDecorators" and "emitDecoratorMetadata" to true in tsconfig.json; for SWC, "legacyDecorator" and "decoratorMetadata" under "jsc.transform" in .swcrc.
`,
    ],
    [
      "emitDecoratorMetadata",
      { experimentalDecorators: true },
      `DefinitionError: The models have 1 mistake:
  Note.text: has no type, because the compiler wrote no metadata (esbuild and tsx never do).
    Write it: @Column({ type: 'text' }) for a string, @Column({ type: 'integer' }) for a number. Or set "emitDecoratorMetadata" to true in tsconfig.json.
`,
    ],
  ])("%s says which line tsconfig.json lacks", async (_, options, message) => {
    const { code, stdout, stderr } = await run(options);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("undefined");
  });
});

describe("A server", () => {
  const server = engines.find(({ name }) => name === "PostgreSQL 18");
  let test: TestDatabase;

  beforeAll(async () => {
    if (server === undefined) throw new Error("There is no server.");
    test = await server.create();
  });

  afterAll(async () => {
    await test.drop();
  });

  const migrate = (url: string): Promise<string> =>
    fail(["migrate", "--database", url, "--verbose"]);

  it("that cannot be reached is named without the password", async () => {
    expect(
      await fail([
        "migrate",
        "--database",
        "postgres://me:s3cret@127.0.0.1:1/a",
      ]),
    ).toBe(
      "Cannot connect to postgres://me@127.0.0.1:1/a: connect ECONNREFUSED 127.0.0.1:1\n  Is the server running, and are host and port right?\n",
    );
    expect(await migrate("postgres://me:s3cret@127.0.0.1:1/a")).not.toContain(
      "s3cret",
    );
    // Without a network a resolver says EAI_AGAIN.
    expect(
      await fail([
        "migrate",
        "--database",
        "postgres://me:s3cret@no.invalid/a",
      ]),
    ).toMatch(
      /^Cannot connect to postgres:\/\/me@no\.invalid:5432\/a: getaddrinfo (ENOTFOUND no\.invalid\n {2}Check the host name\.|EAI_AGAIN no\.invalid\n {2}No name can be looked up: check the network, and the host name\.)\n/,
    );
  });

  it("that refuses the password, or has no such database, is named", async () => {
    const url = new URL(test.url);
    const { host, pathname } = url;
    url.password = "s3cret";
    expect(await fail(["migrate", "--database", url.href])).toBe(
      `Cannot connect to postgres://postgres@${host}${pathname}: password authentication failed for user "postgres"\n  Check the user name and the password; in a URL, percent-encode special characters.\n`,
    );
    const missing = new URL(test.url);
    missing.pathname = "/arx_none";
    expect(await fail(["migrate", "--database", missing.href])).toBe(
      `Cannot connect to postgres://postgres@${host}/arx_none: database "arx_none" does not exist\n  Create the database first, or correct its name.\n`,
    );
  });

  it("that is older than arx knows is refused", async () => {
    // The server is asked as ever, and answers as an old one would: a function of its own stands before PostgreSQL's.
    const db = await openDatabase(test.url);
    await db.script(
      `create function public.current_setting(name text) returns text language sql as
         $$ select case when name = 'server_version_num' then '130004' else pg_catalog.current_setting(name) end $$;
       do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$;`,
    );
    await db.close();
    expect(await fail(["migrate", "--database", test.url])).toBe(
      "The server runs PostgreSQL 13.4; arx needs 14 or newer.\n  Upgrade the server to PostgreSQL 14 or newer, or use pglite:memory.\n",
    );
  });

  const older = engines.find(({ name }) => /PostgreSQL 1[4-7]/.test(name));
  const title = "that is older than the configuration promises is refused";
  if (older === undefined)
    cannotRun(title, "no server older than 18 is at hand; set DATABASE_URL", {
      failsInCi: false,
    });
  else
    it(title, async () => {
      const old = await older.create();
      const { username, host, pathname } = new URL(old.url);
      const version = /\d+/.exec(older.name)?.[0] ?? "";
      await project.write("new.json", '{ "minServerVersion": 18 }');
      expect(
        await fail(["migrate", "--config", "new.json"], {
          DATABASE_URL: old.url,
        }),
      ).toBe(
        `postgres://${username}@${host}${pathname} runs PostgreSQL ${version}; minServerVersion in ~/new.json is 18.\n  Upgrade the server, or write minServerVersion: ${version}.\n`,
      );
      await old.drop();
    });
});
