import { execFile } from "node:child_process";
import { cp, mkdir, readdir, rm, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { engines } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { openDatabase } from "../support/open-database";
import { Project } from "../support/project";

jest.setTimeout(180_000);

const repository = resolve(__dirname, "../..");
const { version } = jest.requireActual<{ readonly version: string }>(
  "../../package.json",
);

const model = `import { Column, ManagedObject, PrimaryKey, Table } from "arx";

@Table()
export class Book extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
}
`;

const tsconfig =
  '{ "compilerOptions": { "strict": true, "experimentalDecorators": true, "emitDecoratorMetadata": true } }';

/** What `arx doctor` prints, without the duration. */
const read = (stdout: string): string =>
  stdout.replaceAll(/ in \d+ ms/g, " in n ms");

describe("arx doctor", () => {
  let project: Project;

  beforeEach(async () => {
    project = await Project.create({ "package.json": "{}" });
  });

  afterEach(async () => {
    await project.delete();
  });

  it("finds a project in order, says what is still to be done, and changes nothing", async () => {
    await project.write("tsconfig.json", tsconfig);
    await project.write(
      "arx.config.json",
      '{ "database": "pglite:.arx/data" }',
    );
    await project.write("models/book.ts", model);
    const before = await project.listAll();
    expect(await project.arx(["doctor"])).toEqual({
      code: 0,
      stdout: `ok    Node           ${process.version}
ok    packages       arx ${version}
ok    TypeScript     none in the project; the command uses arx's own
ok    tsconfig       tsconfig.json
ok    configuration  arx.config.json
ok    models         1: Book
warn  migrations     they lack: create table books
      Run: npx arx migrate generate
skip  database       .arx/data is not there yet; npx arx migrate makes it
skip  ledger         not looked at before database is in order

0 to put right, 1 to look at.
`,
      stderr: "",
    });
    expect(await project.listAll()).toEqual(before);

    expect((await project.arx(["migrate", "generate"])).code).toBe(0);
    expect((await project.arx(["migrate"])).code).toBe(0);
    const { code, stdout } = await project.arx(["doctor"], { in: "models" });
    expect(code).toBe(0);
    expect(read(stdout)).toMatch(
      /\nok {4}migrations {5}they make what the models declare\nok {4}database {7}PostgreSQL \d+\.\d+ at pglite:.+\/\.arx\/data, answers in n ms\nok {4}ledger {9}1 have run\n\nAll is well\.\n$/,
    );
  });

  it("goes on after what is wrong, and gives the line to write for each", async () => {
    await project.write("tsconfig.json", '{ "compilerOptions": {} }');
    await project.write(
      "arx.config.json",
      '{ "database": "postgres://me:s3cret@127.0.0.1:1/none" }',
    );
    await project.write(
      "models/book.ts",
      model.replace("@PrimaryKey() ", "").replace("title: string", "title"),
    );
    await project.write(
      "node_modules/typescript/package.json",
      '{ "version": "4.9.5" }',
    );
    const expected = `ok    Node           ${process.version}
ok    packages       arx ${version}
warn  TypeScript     4.9.5 is older than arx's declarations are tested with
      Run: npm install -D typescript@latest
fail  tsconfig       tsconfig.json does not set experimentalDecorators
      Write "experimentalDecorators": true under compilerOptions.
fail  tsconfig       tsconfig.json does not set emitDecoratorMetadata
      Write "emitDecoratorMetadata": true under compilerOptions.
warn  tsconfig       tsconfig.json does not set strict: a field that may be null looks like one that may not
      Write "strict": true under compilerOptions.
ok    configuration  arx.config.json
fail  models         The models have 2 mistakes:
        Book: has no primary key.
          Write @PrimaryKey() declare id: number;
        Book.title: design:type is Object, which does not tell what the column holds.
          Write @Column({ type: 'text', nullable: true }) for string | null, @Column({ type: 'jsonb' }) for an object; where a field has a value and no type, write its type as well.
skip  migrations     not looked at before models is in order
fail  database       Cannot connect to postgres://me@127.0.0.1:1/none: connect ECONNREFUSED 127.0.0.1:1
      Is the server running, and are host and port right?
skip  ledger         not looked at before database is in order

4 to put right, 2 to look at.
`;
    const result = await project.arx(["doctor"]);
    expect(result).toEqual({ code: 1, stdout: expected, stderr: "" });

    const json = await project.arx(["doctor", "--json"]);
    const findings = JSON.parse(json.stdout) as readonly object[];
    expect(json.code).toBe(1);
    expect(findings[3]).toEqual({
      check: "tsconfig",
      status: "fail",
      message: "tsconfig.json does not set experimentalDecorators",
      fix: 'Write "experimentalDecorators": true under compilerOptions.',
    });
    expect(findings.length).toBe(11);
    expect(json.stdout).not.toContain("s3cret");
  });

  it("finds a folder that is no project", async () => {
    await rm(join(project.path, "node_modules"), { recursive: true });
    const { code, stdout } = await project.arx(["doctor"]);
    expect(code).toBe(1);
    expect(stdout).toBe(`ok    Node           ${process.version}
fail  packages       ${project.path} has no arx to import
      Run: npm install arx
ok    TypeScript     none in the project; the command uses arx's own
warn  tsconfig       there is no tsconfig.json in ${project.path}
      Run: npx arx init
fail  configuration  There is no arx.config.ts in ${project.path} or above.
      Write one: import { defineConfig } from "arx"; export default defineConfig({ database: "pglite:.arx/data", models: ["models/**/*.ts"] });
skip  models         not looked at before configuration is in order
skip  migrations     not looked at before configuration is in order
skip  database       not looked at before configuration is in order
skip  ledger         not looked at before configuration is in order

2 to put right, 1 to look at.
`);
  });

  it("finds a package that is missing in a broken installation, and a second arx", async () => {
    const modules = join(project.path, "node_modules");
    await rm(join(modules, "arx"));
    await mkdir(join(modules, "arx"));
    for (const part of ["dist", "package.json"])
      await cp(join(repository, part), join(modules, "arx", part), {
        recursive: true,
      });
    const isLinked = (name: string): boolean =>
      !["arx", ".bin", "class-validator", "typescript"].includes(name);
    const installed = (await readdir(join(repository, "node_modules"))).filter(
      isLinked,
    );
    for (const name of installed)
      await symlink(
        join(repository, "node_modules", name),
        join(modules, name),
      );
    const command = join(modules, "arx/dist/cli/main.js");
    const stdout = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        [command, "doctor"],
        { cwd: project.path },
        (_, text) => {
          resolve(text);
        },
      );
    });
    expect(stdout)
      .toContain(`fail  packages       arx cannot find class-validator, which it uses
      Run: npm install
fail  packages       arx cannot find typescript, which it uses
      Run: npm install
`);
    const other = await project.arx(["doctor"]);
    expect(other.code).toBe(1);
    expect(other.stdout).toContain(
      `fail  packages       the command is ${repository}, but the project imports ${modules}/arx: models of one are unknown to the other
      Run the project's own: npx arx
`,
    );
  });
});

describe("arx doctor on a server", () => {
  const server = engines.find(({ name }) => name === "PostgreSQL 18");
  let project: Project;
  let test: TestDatabase;

  beforeAll(async () => {
    if (server === undefined) throw new Error("There is no server.");
    test = await server.create();
    project = await Project.create({
      "package.json": "{}",
      "arx.config.json": "{}",
      "migrations/20260101000000_first.js":
        'exports.default = require("arx/migration").migration({ up(m) { m.sql`create table first ()`; } });\n',
      "migrations/20260102000000_second.js":
        'exports.default = require("arx/migration").migration({ up(m) { m.sql`create table second ()`; } });\n',
      "migrations/20260103000000_third.js":
        'exports.default = require("arx/migration").migration({ up(m) { m.sql`create table third ()`; } });\n',
    });
  });

  afterAll(async () => {
    await project.delete();
    await test.drop();
  });

  it("finds edited, missing and pending migrations, and a session that cannot write", async () => {
    const env = { DATABASE_URL: test.url };
    const target = ["migrate", "--to", "20260102000000"];
    expect((await project.arx(target, { env })).code).toBe(0);
    await project.write("migrations/20260101000000_first.js", "// other\n");
    await project.remove("migrations/20260102000000_second.js");
    const db = await openDatabase(test.url);
    await db.script(
      `do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$;
       revoke create on schema public from public; create schema elsewhere;`,
    );
    await db.close();
    const { code, stdout } = await project.arx(["doctor"], { env });
    expect(code).toBe(1);
    const { port, pathname } = new URL(test.url);
    expect(read(stdout).replace(/PostgreSQL 18\.\d+/, "PostgreSQL 18.n"))
      .toContain(`
ok    database       PostgreSQL 18.n at postgres://postgres@127.0.0.1:${port}${pathname}, answers in n ms
warn  database       transactions are read-only here
      See default_transaction_read_only of the database and the user.
fail  ledger         ran here, but has no file: 20260102000000_second
      Bring the file back under its old name; version control has it.
fail  ledger         was edited after it ran here: 20260101000000_first
      Undo the edit and write a new migration, or accept it: npx arx migrate --allow-changed
warn  ledger         pending: 20260103000000_third
      Run: npx arx migrate
`);
  });
});
