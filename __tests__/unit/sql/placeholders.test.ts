import fc from "fast-check";
import { InvalidArgumentError } from "../../../lib/errors/query-error";
import { bindText } from "../../../lib/sql/placeholders";

/** What is more than plain text in SQL, with placeholders in it that are none. */
const closed = [
  "'it''s ?, :name'",
  "E'\\' ? :name'",
  "e'a\\\\'",
  "E'a'\n'b \\' ?'",
  'U&"d\\0061t ? :name"',
  '"a column ? :name $1"',
  '"doubled "" ?"',
  "$$ ? :name 'open $$",
  "$body$ ? $$ ? $body$",
  "-- ? :name 'open\n",
  "-- ? :name\r",
  "/* ? /* :name */ $1 */",
  "::int",
  "a$1$b",
  "name'?'",
  ":=",
  "=>",
  " ",
  ", ",
];
const piece = fc.constantFrom(...closed);

describe("the placeholders of a text", () => {
  it.each([
    ["select 1", [], "select 1", []],
    ["select ?", [1], "select $1", [1]],
    ["select ?, ?::int", [1, 2], "select $1, $2::int", [1, 2]],
    ["select tags ?? ?", ["a"], "select tags ? $1", ["a"]],
    [
      "select tags ??| ?, a ??& ?",
      [1, 2],
      "select tags ?| $1, a ?& $2",
      [1, 2],
    ],
    ["select ???", ["a"], "select ?$1", ["a"]],
    ["select '{}' ? 'a'", [], "select '{}' ? 'a'", []],
    ["select tags ? $1, $1", ["a"], "select tags ? $1, $1", ["a"]],
    ["select :a, :b, :a", { a: 1, b: 2 }, "select $1, $2, $1", [1, 2]],
    ["select :a::int", { a: 1 }, "select $1::int", [1]],
    ["select list[1:2], :a", { a: 1 }, "select list[1:2], $1", [1]],
    ["select tags ?| :a", { a: 1 }, "select tags ?| $1", [1]],
    ["select 1", {}, "select 1", []],
    ["select ?", [null], "select $1", [null]],
    ["select 'open ?", [], "select 'open ?", []],
    ["select $2, $1, $2", [1, 2], "select $2, $1, $2", [1, 2]],
  ])("%j with %j", (text, parameters, numbered, values) => {
    const bound = bindText(text, parameters);
    expect(bound.numbered).toBe(numbered);
    expect(bound.values.map(({ value }) => value)).toEqual(values);
  });

  it("leaves everything in quotes and comments as it is, whatever stands around it", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const before = pieces.join(" ");
        const positional = bindText(`${before} ?\n${before} ?`, [1, 2]);
        expect(positional.numbered).toBe(`${before} $1\n${before} $2`);
        const named = bindText(`${before} :x\n${before} :y`, { x: 1, y: 2 });
        expect(named.numbered).toBe(`${before} $1\n${before} $2`);
      }),
      { numRuns: 500 },
    );
  });

  it("reads a text once, however long it is", () => {
    // A search that begins anew at each line would take minutes.
    const long = `E'a'${"\n".repeat(400_000)}`;
    expect(bindText(`${long}?`, [1]).numbered === `${long}$1`).toBe(true);
  });

  it("gives back any text that it takes apart", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        expect(bindText(text, []).numbered).toBe(text);
        expect(bindText(text.replaceAll(":", ""), {}).numbered).toBe(
          text.replaceAll(":", ""),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [
      "select ?, ?",
      [1],
      "The statement has 2 placeholders ?, and was given 1 parameter.",
      "Give each ? a value; beside parameters the operator ? is written ??.",
    ],
    [
      "select 1",
      [1, 2],
      "The statement has 0 placeholders ?, and was given 2 parameters.",
      "Give each ? a value; beside parameters the operator ? is written ??.",
    ],
    [
      "select $2, $2",
      [1],
      "The statement has $2, and was given 1 parameter.",
      "Number the parameters from $1 on, and leave none out.",
    ],
    [
      "select $2, $2",
      [1, 2],
      "The statement has $2, and was given 2 parameters.",
      "Number the parameters from $1 on, and leave none out.",
    ],
    [
      "select $1, $10, $3",
      [1, 2, 3],
      "The statement has $1, $3, $10, and was given 3 parameters.",
      "Number the parameters from $1 on, and leave none out.",
    ],
    [
      "select :naem",
      { name: 1 },
      "The statement names :naem, and the parameters do not.",
      'Did you mean "name"?',
    ],
    [
      "select list[low:high]",
      { least: 1 },
      "The statement names :high, and the parameters do not.",
      "Write { high: … }; a colon that is no placeholder, as in a slice of an array, takes a space behind it.",
    ],
    [
      "select :toString",
      {},
      "The statement names :toString, and the parameters do not.",
      "Write { toString: … }; a colon that is no placeholder, as in a slice of an array, takes a space behind it.",
    ],
    [
      "select :a",
      { a: 1, "b\n": 2 },
      'The statement has no :name for the parameter "b\\n".',
      "Take it out, or name it in the text.",
    ],
    [
      "select $1",
      new Date(0),
      "The parameters of a statement are a list, or an object for :name, not a Date.",
      'Write db.query("select ?::int", [value]).',
    ],
  ])("%j with %j is refused", (text, parameters, message, hint) => {
    const bind = (): unknown => bindText(text, parameters);
    expect(bind).toThrow(new InvalidArgumentError(message, { hint }));
    expect(bind).toThrow(expect.objectContaining({ hint }) as Error);
  });
});
