import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const checks = resolve(".ci/docs");

/** Runs a script of modules of the check in a folder, and gives what it prints as JSON. */
function evaluate(script: string, folder = "."): unknown {
  const imports = [
    ["program", "createProgram"],
    ["public-symbols", "listPublicSymbols"],
    ["doc-rules", "checkDocComments"],
    ["sql-comments", "isShownBy, readSqlComments, readThrown"],
    ["value-comments", "readValueComments"],
    ["compare-example", "compareExample"],
  ].map(([file = "", names = ""]) => {
    const url = pathToFileURL(join(checks, `${file}.mjs`)).href;
    return `import { ${names} } from ${JSON.stringify(url)};`;
  });
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", [...imports, script].join("\n")],
    { encoding: "utf8", cwd: folder },
  );
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
}

function print(expression: string): string {
  return `console.log(JSON.stringify(${expression}));`;
}

describe("the rules for doc comments", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "arx-docs-"));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(files: Record<string, string>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  }

  test("what is missing is listed by place and name", () => {
    write({
      "tsconfig.json": '{ "compilerOptions": { "strict": true } }',
      "lib/index.ts": `export { greet } from "./greet";
export type { Greeter } from "./greet";
`,
      "lib/greet.ts": `/** Who greets, and how often. */
export interface Greeter {
  /** Name. */
  readonly name: string;
  /**
   * Says it once.
   * @example
   * greeter.say();
   */
  say(): Answer;
}

export interface Answer {
  /** What came back, or nothing. */
  readonly text: string;
}

export function greet(): void {}
`,
      "lib/migration/index.ts": "export {};",
      "lib/seed/index.ts": "export {};",
      "lib/testing/index.ts": "export {};",
    });
    const faults = evaluate(
      `const program = createProgram([process.cwd() + "/lib/index.ts"]
  .concat(["migration", "seed", "testing"].map((name) => process.cwd() + "/lib/" + name + "/index.ts")));
${print("checkDocComments(listPublicSymbols(program)).faults")}`,
      folder,
    );
    expect(faults).toEqual([
      "lib/greet.ts:18 greet: no doc comment",
      "lib/greet.ts:18 greet: no @example",
      "lib/greet.ts:2 Greeter: no @example",
      "lib/greet.ts:4 Greeter.name: no doc comment",
      "lib/greet.ts:13 Answer: no doc comment",
      "lib/greet.ts:7 the @example has no ```ts block",
    ]);
  });
});

describe("what an example shows", () => {
  test("is compared with SQL but for what may be left out", () => {
    const cases: readonly [shown: string, sql: string, isShown: boolean][] = [
      ['select * from "cities"', 'select * from "public"."cities"', true],
      ['select … from "cities"', 'select "id", "name" from "cities"', true],
      ['select … from "cities"', 'select "id" from "cities" limit $1', false],
      ['select "id" from "cities"', 'select "cities"."id" from "cities"', true],
      ['select "t1"."id"', 'select "t2"."id"', false],
      ['"name" text', 'create table "notes" (\n  "name" text\n)', true],
      ['"name" text', 'create table "notes" ("title" text)', false],
      ['"name" text', 'create table "notes" ("name" text not null)', false],
      ["select (1)", "select ( 1 );", true],
      ["select 1", "select 1.5", false],
    ];
    const calls = cases.map(
      ([shown, sql]) =>
        `isShownBy(${JSON.stringify(sql)}, ${JSON.stringify(shown)})`,
    );
    expect(evaluate(print(`[${calls.join(", ")}]`))).toEqual(
      cases.map(([, , isShown]) => isShown),
    );
  });

  test("comments are SQL, an error, a value or prose", () => {
    const text = `await city.save();   // update "cities" set "name" = $1
//   where "id" = $2
await transaction(run);   // begin; insert into "cities" …; commit
city.name;   // "Bonn"
const keys = [1, 2];   // [1, 2]
city.destroy();   // select the row before
fail();   // throws ConfigError: database is missing.
`;
    const read = `[readSqlComments, readThrown, readValueComments].map((read) => read(${JSON.stringify(text)}))`;
    const [statements, thrown, values] = evaluate(print(read)) as [
      { sql: string }[],
      unknown,
      { value: unknown }[],
    ];
    expect(statements.map(({ sql }) => sql)).toEqual([
      'update "cities" set "name" = $1 where "id" = $2',
      "begin",
      'insert into "cities" …',
      "commit",
      "select the row before",
    ]);
    expect(thrown).toEqual({
      line: 6,
      name: "ConfigError",
      message: "database is missing.",
    });
    expect(values.map(({ value }) => value)).toEqual(["Bonn", [1, 2]]);
  });

  test("a statement too many, a missing error and another value are faults", () => {
    const faults = evaluate(
      print(`[
  compareExample(
    { file: "a.ts", line: 10 },
    { statements: [{ line: 1, sql: "select 1" }], thrown: undefined, values: [] },
    { sent: ["select 1", "select 2"], made: [], error: undefined, told: new Map() },
  ),
  compareExample(
    { file: "b.ts", line: 20 },
    { statements: [], thrown: { line: 2, name: "ConfigError" }, values: [] },
    { sent: [], made: [], error: undefined, told: new Map() },
  ),
  compareExample(
    { file: "c.ts", line: 30 },
    { statements: [], thrown: undefined, values: [{ line: 3, value: 1 }] },
    { sent: [], made: [], error: undefined, told: new Map([[0, 2]]) },
  ),
]`),
    );
    expect(faults).toEqual([
      [
        "a.ts:11 does not do what it shows: sends the SQL\n  shown select 1\n  found select 1\n        select 2",
      ],
      [
        "b.ts:22 does not do what it shows: throws\n  shown ConfigError: …\n  found undefined: undefined",
      ],
      [
        "c.ts:33 does not do what it shows: has the value\n  shown 1\n  found 2",
      ],
    ]);
  });
});
