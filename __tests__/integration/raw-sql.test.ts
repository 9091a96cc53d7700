import { inspect } from "node:util";
import { sql } from "../../lib/database/sql";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../lib/errors/query-error";
import { countQueries } from "../../lib/testing/count-queries";
import { describeEachEngine } from "../support/engines";
import { useModels } from "../support/use-models";

describeEachEngine("SQL with placeholders", (engine) => {
  const on = useModels(engine, []);

  it.each<[text: string, parameters: readonly unknown[] | object, row: object]>(
    [
      ["select 1 as a", [], { a: 1 }],
      ["select $1::int as a, '?' as b", [1], { a: 1, b: "?" }],
      ["select ? as a", ["x"], { a: "x" }],
      ["select ?::int as a, ?::text[] as b", [1, ["x"]], { a: 1, b: ["x"] }],
      ["select '{\"a\": 1}'::jsonb ?? ? as a", ["a"], { a: true }],
      [
        "select '[\"a\"]'::jsonb ??| ?::text[] as a, '[\"a\"]'::jsonb ??& ?::text[] as b",
        [
          ["a", "b"],
          ["a", "b"],
        ],
        { a: true, b: false },
      ],
      ["select '{\"a\": 1}'::jsonb ? 'a' as a", [], { a: true }],
      ["select '{\"a\": 1}'::jsonb ? $1 as a", ["a"], { a: true }],
      [
        "select :n::int as a, :text || ':n' as b, :n::int + 1 as c",
        { n: 1, text: "x" },
        { a: 1, b: "x:n", c: 2 },
      ],
      [
        "select '{\"a\": 1}'::jsonb ? :key as a -- :nothing ?\n",
        { key: "a" },
        { a: true },
      ],
      [
        "select (array[1, 2, 3])[2:3] as a, :x as b",
        { x: null },
        { a: [2, 3], b: null },
      ],
      [
        "select $$ ? :x $$ as a /* ? :x */, ? as b",
        ["y"],
        { a: " ? :x ", b: "y" },
      ],
      ["select E'it\\'s ? :x' as a, ? as b", ["y"], { a: "it's ? :x", b: "y" }],
      ['select ? as "a ? :x"', ["y"], { "a ? :x": "y" }],
      [
        "select :hostile as a",
        { hostile: "'; drop table essays; --" },
        { a: "'; drop table essays; --" },
      ],
    ],
  )("%s", async (text, parameters, row) => {
    const { database } = on;
    expect(await database.query(text, parameters as [])).toEqual([row]);
    expect(await database.one(text, parameters as [])).toEqual(row);
    expect(await database.maybeOne(text, parameters as [])).toEqual(row);
    expect(await database.execute(text, parameters as [])).toBe(1);
    expect(await sql.raw(text, parameters as [])).toEqual([row]);
  });

  it.each<
    [text: string, parameters: readonly unknown[] | object, message: string]
  >([
    [
      "select ?, ?",
      [1],
      "The statement has 2 placeholders ?, and was given 1 parameter.",
    ],
    [
      "select :a",
      { b: 1 },
      "The statement names :a, and the parameters do not.",
    ],
    [
      "select :a",
      { a: 1, b: 1 },
      'The statement has no :name for the parameter "b".',
    ],
    ["select :a", { a: undefined }, ":a takes a value of SQL, not undefined."],
    [
      "select $1, $2",
      [1],
      "The statement has $1, $2, and was given 1 parameter.",
    ],
    ["select ?", [undefined], "?1 takes a value of SQL, not undefined."],
    ["select $1", [undefined], "$1 takes a value of SQL, not undefined."],
  ])("sends nothing for %s with %j", async (text, parameters, message) => {
    const { count } = await countQueries(async () => {
      await expect(on.database.query(text, parameters as [])).rejects.toThrow(
        message,
      );
    });
    expect(count).toBe(0);
  });

  it("numbers parameters across fragments of every kind", async () => {
    const list = sql.join([1, sql`${2}::int + 1`, 4]);
    const rows = await sql<{ n: number }>`
      select n from unnest(array[${list}]) as numbers (n)
      where ${sql.raw("n > :least and n <> :least + 3", { least: 0 })} and n < ${9}
      order by n`;
    expect(rows).toEqual([{ n: 1 }, { n: 4 }]);
  });

  it("joins pieces with a separator", async () => {
    const words = ["a", "b"].map((word) => sql`${word}::text = 'b'`);
    expect(await sql`select ${sql.join(words, sql` or `)} as found`).toEqual([
      { found: true },
    ]);
    const numbered = sql.raw("select ($2::int - $1::int) as a", [1, 3]);
    expect(await numbered).toEqual([{ a: 2 }]);
    expect(await sql`select ${5}::int as b, (${numbered})`).toEqual([
      { b: 5, a: 2 },
    ]);
  });

  it("begins and ends no transaction, however the text is put together", async () => {
    const { count } = await countQueries(async () => {
      for (const statement of [
        sql`begin`,
        sql`/* ${"x"} */ ${sql`commit`}`,
        sql.raw("rollback").timeout(5),
      ])
        await expect(statement).rejects.toThrow(
          "A transaction that is begun or ended by hand would be somebody else's: connections are shared.",
        );
    });
    expect(count).toBe(0);
  });

  it("shows its text to whoever prints it, and no value", () => {
    const secret = sql`token = ${"s3cret"}`;
    expect(inspect(sql`select ${secret}`)).toBe(
      "[SQL, run by await: select token = $1]",
    );
  });

  it("refuses a text that is none", async () => {
    const { database } = on;
    await expect(database.query(5 as never)).rejects.toThrow(
      new TypeMismatchError("A statement", "a text", "a number"),
    );
    expect(() => sql.raw(undefined as never)).toThrow(
      new TypeMismatchError("A statement", "a text", "undefined"),
    );
    // As a tag it is called with undefined for what JavaScript cannot read.
    expect(() => sql`select ${1}, 'C:\users'`).toThrow(
      expect.objectContaining({
        message:
          "The text of sql`…` has a backslash that JavaScript cannot read.",
        hint: "Write it twice: sql`… '\\\\'`.",
      }) as Error,
    );
  });

  it("refuses an empty list, a separator of text, and a number without a parameter", () => {
    expect(() => sql.join([])).toThrow(
      new InvalidArgumentError("sql.join was given an empty list."),
    );
    expect(() => sql.join("a, b" as never)).toThrow(
      new TypeMismatchError("sql.join", "a list", "a string"),
    );
    expect(() => sql.join([1], ", " as never)).toThrow(
      "The separator of sql.join takes sql`…`, not a string.",
    );
    expect(() => sql.raw("select $2", [1])).toThrow(
      new InvalidArgumentError(
        "The statement has $2, and was given 1 parameter.",
      ),
    );
    expect(() => sql.join([undefined])).toThrow(
      "Part 1 of sql.join is undefined.",
    );
  });
});
