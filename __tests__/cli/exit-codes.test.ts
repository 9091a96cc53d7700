import { setTimeout } from "node:timers/promises";
import { engines } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { openDatabase } from "../support/open-database";
import { Project } from "../support/project";

// Every command with --json: the code it exits with, and the one document it prints.
jest.setTimeout(240_000);

const model = (column: string): string => `const arx = require("arx");
class Book extends arx.ManagedObject {}
arx.PrimaryKey({ type: "bigint" })(Book.prototype, "id");
arx.Column({ type: "text", unique: true })(Book.prototype, "${column}");
exports.Book = arx.Table()(Book);
`;

const seedFile = (body: string): string =>
  `const { seed } = require("arx/seed"); const { sql } = require("arx"); const { Book } = require("../models/book");
exports.default = seed("books", async (s) => { await s.insert(Book, [{ title: "Emma" }]); ${body} });
`;

const config = (database: string): string =>
  JSON.stringify({
    database,
    models: ["models/*.js"],
    seeds: ["seeds/*.js"],
  });

/** On a server: opening it takes less than PGlite does. */
function createDatabase(): Promise<TestDatabase> {
  const server = engines.find(({ name }) => name === "PostgreSQL 18");
  if (server === undefined) throw new Error("There is no server.");
  return server.create();
}

/** What was typed, the code, and the keys of the document or the code of its error. */
type Row = readonly [line: string, code: number, document: string];

const run: readonly Row[] = [
  ["models", 0, "models"],
  ["migrate check", 3, "steps"],
  ["migrate generate --dry-run", 0, "file dryRun steps sql text notes"],
  ["migrate generate", 0, "file dryRun steps sql text notes"],
  ["migrate generate", 0, "file steps"],
  ["seed", 1, "PENDING_MIGRATIONS"],
  ["migrate --dry-run", 0, "dryRun migrations"],
  ["migrate --to 20990101000000", 1, "MIGRATION"],
  ["migrate", 0, "applied"],
  ["migrate status", 0, "migrations hasForeignLedger"],
  ["seed --dry-run", 0, "environment seeds"],
  ["seed", 0, "environment seeds"],
  ["seed --only bosk", 1, "SEED"],
  ["doctor", 0, "0 1 2 3 4 5 6 7 8"],
  ["migrate down", 2, "UNCONFIRMED"],
  ["migrate down --dry-run", 0, "dryRun migrations"],
  ["migrate down --yes", 0, "reverted"],
  ["init --dry-run", 0, "dryRun files kept notes next"],
  ["migrat", 2, "USAGE"],
  ["migrate sideways", 2, "USAGE"],
  ["migrate up --step 1", 2, "USAGE"],
  ["migrate down --step -1", 2, "USAGE"],
];

/** The same commands in a project whose configuration names an unknown option. */
const broken: readonly Row[] = [
  ["models", 1, "CONFIG"],
  ["migrate", 1, "CONFIG"],
  ["migrate down --yes", 1, "CONFIG"],
  ["migrate status", 1, "CONFIG"],
  ["migrate generate", 1, "CONFIG"],
  ["migrate check", 1, "CONFIG"],
  ["seed", 1, "CONFIG"],
  ["doctor", 1, "0 1 2 3 4 5 6 7 8"],
];

/** Runs the lines one after the other. */
async function runAll(
  project: Project,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const results: Row[] = [];
  for (const [line] of rows) {
    const words = [...line.split(" "), "--json"];
    const { code, stdout } = await project.arx(words);
    results.push([line, code ?? -1, describeDocument(stdout)]);
  }
  return results;
}

function describeDocument(stdout: string): string {
  const { error, ...rest } = JSON.parse(stdout) as {
    readonly error?: { readonly code: string; readonly message: string };
  };
  if (error === undefined) return Object.keys(rest).join(" ");
  // A program that reads it needs the words as well.
  return error.message === "" ? "an error without a message" : error.code;
}

describe("Every command under --json", () => {
  let project: Project;
  let test: TestDatabase;

  beforeAll(async () => {
    test = await createDatabase();
    project = await Project.create({
      "package.json": "{}",
      "tsconfig.json":
        '{ "compilerOptions": { "strict": true, "experimentalDecorators": true, "emitDecoratorMetadata": true } }',
      "arx.config.json": config(test.url),
      "models/book.js": model("title"),
      "seeds/books.js": seedFile(""),
    });
  });

  afterAll(async () => {
    await project.delete();
    await test.drop();
  });

  it("prints one document and exits with the code that fits", async () => {
    expect(await runAll(project, run)).toEqual(run);
    await project.write("models/book.js", model("name"));
    expect(
      await runAll(project, [["migrate generate", 2, "UNDECIDED_CHANGE"]]),
    ).toEqual([["migrate generate", 2, "UNDECIDED_CHANGE"]]);
  });

  it("prints the error as a document, and the words for a person on stderr", async () => {
    await project.write("arx.config.json", '{ "modells": [] }');
    expect(await runAll(project, broken)).toEqual(broken);
    const { code, stdout, stderr } = await project.arx(["models", "--json"]);
    const message = `${project.path}/arx.config.json: modells is not an option.`;
    const hint = "Did you mean models?";
    expect({ code, document: JSON.parse(stdout) as unknown, stderr }).toEqual({
      code: 1,
      document: { error: { code: "CONFIG", message, hint } },
      stderr: `${message}\n  ${hint}\n`,
    });
    await project.write("package.json", "[");
    expect(await runAll(project, [["init", 1, "UNREADABLE_FILE"]])).toEqual([
      ["init", 1, "UNREADABLE_FILE"],
    ]);
  });
});

describe("An interrupted arx seed", () => {
  it("keeps nothing, says so, and leaves the lock to the next run", async () => {
    const test = await createDatabase();
    const project = await Project.create({
      "package.json": "{}",
      "arx.config.json": config(test.url),
      "models/book.js": model("title"),
      "seeds/books.js": seedFile("await sql`select pg_sleep(60)`;"),
    });
    expect((await project.arx(["migrate", "generate"])).code).toBe(0);
    expect((await project.arx(["migrate"])).code).toBe(0);
    const db = await openDatabase(test.url);
    const sleeping =
      "select 1 from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active' and datname = current_database()";
    const { code, stdout, stderr } = await project.arx(["seed", "--json"], {
      whileRunning: async (child) => {
        while ((await db.query(sleeping)).length === 0) await setTimeout(50);
        child.kill("SIGTERM");
      },
    });
    expect({ code, stderr }).toEqual({
      code: 143,
      stderr: "Interrupted by SIGTERM.\n",
    });
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: "INTERRUPTED",
        message: "The command was interrupted; what it was doing was undone.",
      },
    });
    const count = "select count(*)::int as n from books";
    expect(await db.one(count)).toEqual({ n: 0 });
    await project.write("seeds/books.js", seedFile(""));
    const words = ["seed", "--lock-wait", "5000"];
    expect((await project.arx(words)).code).toBe(0);
    expect(await db.one(count)).toEqual({ n: 1 });
    await db.close();
    await project.delete();
    await test.drop();
  });
});
