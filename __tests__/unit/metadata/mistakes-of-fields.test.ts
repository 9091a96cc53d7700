import "reflect-metadata";
import { Column } from "../../../lib/decorators/column";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Table } from "../../../lib/decorators/table";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

/** The options, what the compiler notes of the field, and what is said: the same pairs as in `types/columns-refused.ts`. */
type Case = readonly [object | undefined, unknown, string, string];

const columns: readonly Case[] = [
  [
    { type: "integer" },
    String,
    "design:type is String, but a column of type integer holds number.",
    "Declare the field as number, or give the column another type.",
  ],
  [
    { type: "text" },
    Number,
    "design:type is Number, but a column of type text holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { type: "bigint" },
    BigInt,
    "design:type is BigInt, but a column of type bigint holds number.",
    "Declare the field as number, or give the column another type.",
  ],
  [
    { type: "bigint", mode: "bigint" },
    Number,
    "design:type is Number, but a column of type bigint holds bigint.",
    "Declare the field as bigint, or give the column another type.",
  ],
  [
    { type: "bigint", mode: "string" },
    Number,
    "design:type is Number, but a column of type bigint holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { type: "numeric" },
    Number,
    "design:type is Number, but a column of type numeric holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { type: "boolean" },
    Number,
    "design:type is Number, but a column of type boolean holds boolean.",
    "Declare the field as boolean, or give the column another type.",
  ],
  [
    { type: "timestamptz" },
    String,
    "design:type is String, but a column of type timestamptz holds Date.",
    "Declare the field as Date, or give the column another type.",
  ],
  [
    { type: "date" },
    Date,
    "design:type is Date, but a column of type date holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { type: "uuid" },
    Number,
    "design:type is Number, but a column of type uuid holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { type: "bytea" },
    String,
    "design:type is String, but a column of type bytea holds Buffer.",
    "Declare the field as Buffer, or give the column another type.",
  ],
  [
    { type: "point" },
    Array,
    "design:type is Array, but a column of type point holds { x: number; y: number }.",
    "Declare the field as { x: number; y: number }, or give the column another type.",
  ],
  [
    { type: "int4range" },
    Array,
    "design:type is Array, but a column of type int4range holds Range<number>.",
    "Declare the field as Range<number>, or give the column another type.",
  ],
  [
    { type: "jsonb" },
    BigInt,
    "design:type is BigInt, but a column of type jsonb holds plain JSON.",
    "Declare the field as plain JSON, or give the column another type.",
  ],
  [
    { type: "jsonb" },
    Date,
    "design:type is Date, but a column of type jsonb holds plain JSON.",
    "Declare the field as plain JSON, or give the column another type.",
  ],
  [
    { type: "jsonb" },
    Map,
    "design:type is Map, but a column of type jsonb holds plain JSON.",
    "Declare the field as plain JSON, or give the column another type.",
  ],
  [
    { type: "jsonb" },
    Set,
    "design:type is Set, but a column of type jsonb holds plain JSON.",
    "Declare the field as plain JSON, or give the column another type.",
  ],
  [
    { type: "jsonb" },
    Symbol,
    "design:type is Symbol, but a column of type jsonb holds plain JSON.",
    "Declare the field as plain JSON, or give the column another type.",
  ],
  [
    { type: "jsonb" },
    Buffer,
    "design:type is Buffer, but a column of type jsonb holds plain JSON.",
    "Declare the field as plain JSON, or give the column another type.",
  ],
  [
    { type: "text" },
    Array,
    "design:type is Array, but a column of type text holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { type: "text[]" },
    String,
    "design:type is String, but a column of type text[] holds string[].",
    "Declare the field as string[], or give the column another type.",
  ],
  [
    { type: "text[]" },
    Set,
    "design:type is Set, but a column of type text[] holds string[].",
    "Declare the field as string[], or give the column another type.",
  ],
  [
    { type: "text[]", default: ["a", 1] },
    Array,
    "has the default a number, but takes a string.",
    "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.",
  ],
  [
    { type: "text" },
    Map,
    "design:type is Map, but a column of type text holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { type: "integer" },
    Date,
    "design:type is Date, but a column of type integer holds number.",
    "Declare the field as number, or give the column another type.",
  ],
  [
    { type: "text" },
    Symbol,
    "design:type is Symbol, but a column of type text holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { enum: ["a"] },
    Number,
    `design:type is Number, but a column of type text holds "a".`,
    `Declare the field as "a", or give the column another type.`,
  ],
  [
    { enum: ["a", "b"], default: "c" },
    String,
    `has the default another string, but takes one of "a", "b".`,
    "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.",
  ],
  [
    { enum: ["a", "b"] },
    Array,
    `design:type is Array, but a column of type text holds "a" | "b".`,
    `Declare the field as "a" | "b", or give the column another type.`,
  ],
  [
    { enum: ["a"], type: "integer" },
    String,
    "is an enum, which is kept as text, and cannot be integer.",
    "Leave the type out.",
  ],
  [
    { type: "text", default: 5 },
    String,
    "has the default a number, but takes a string.",
    "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.",
  ],
  [
    { type: "text", default: null },
    String,
    "has the default null, which a nullable column has anyway.",
    "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.",
  ],
  [
    { default: "x" },
    Number,
    "has the default a string, but takes an integer.",
    "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.",
  ],
  [
    { type: "numeric", default: 1.5 },
    String,
    "has the default a number, but takes a decimal number as a string.",
    "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.",
  ],
  [
    { type: "boolean", default: "t" },
    Boolean,
    "has the default a string, but takes a boolean.",
    "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.",
  ],
  [
    { type: "timestamptz", default: "now" },
    Date,
    "has the default a string, but takes a Date.",
    "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.",
  ],
  [
    { type: "jsonb", default: 5n },
    Object,
    "has the default a bigint, but takes a JSON value.",
    "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.",
  ],
  [
    undefined,
    Object,
    "design:type is Object, which does not tell what the column holds.",
    "Write @Column({ type: 'text', nullable: true }) for string | null, @Column({ type: 'jsonb' }) for an object; where a field has a value and no type, write its type as well.",
  ],
  [
    undefined,
    URL,
    "design:type is URL, which does not tell what the column holds.",
    "Write @Column({ type: 'text', nullable: true }) for string | null, @Column({ type: 'jsonb' }) for an object; where a field has a value and no type, write its type as well.",
  ],
  [
    undefined,
    Symbol,
    "design:type is Symbol, which does not tell what the column holds.",
    "Write @Column({ type: 'text', nullable: true }) for string | null, @Column({ type: 'jsonb' }) for an object; where a field has a value and no type, write its type as well.",
  ],
  [
    undefined,
    Array,
    "design:type is Array, which does not tell what the elements are.",
    "Write @Column({ type: 'text[]' }).",
  ],
  [
    { nullable: true },
    Object,
    "design:type is Object, which does not tell what the column holds.",
    "Write @Column({ type: 'text', nullable: true }) for string | null, @Column({ type: 'jsonb' }) for an object; where a field has a value and no type, write its type as well.",
  ],
  [
    { length: 3 },
    Number,
    "integer takes no length.",
    "Correct the option, or leave it out.",
  ],
  [
    { length: 3 },
    Boolean,
    "boolean takes no length.",
    "Correct the option, or leave it out.",
  ],
  [
    { mode: "string" },
    Number,
    "integer takes no mode.",
    "Correct the option, or leave it out.",
  ],
  [
    { mode: "bigint" },
    String,
    "text takes no mode.",
    "Correct the option, or leave it out.",
  ],
  [
    { mode: "number" },
    BigInt,
    "design:type is BigInt, but a column of type bigint holds number.",
    "Declare the field as number, or give the column another type.",
  ],
  [
    { precision: 3 },
    Number,
    "integer takes no precision.",
    "Correct the option, or leave it out.",
  ],
  [
    { type: "text", length: 3 },
    String,
    "text takes no length.",
    "Correct the option, or leave it out.",
  ],
  [
    { type: "text", scale: 3 },
    String,
    "text takes no scale.",
    "Correct the option, or leave it out.",
  ],
  [
    { type: "integer", mode: "bigint" },
    Number,
    "integer takes no mode.",
    "Correct the option, or leave it out.",
  ],
  [
    { type: "text", nullable: "yes" },
    String,
    "has the option nullable, which takes true or false, not string.",
    "Write nullable: true, or leave it out.",
  ],
  [
    { type: "text", unique: "yes" },
    String,
    "has the option unique, which takes true or false, not string.",
    "Write unique: true, or leave it out.",
  ],
  [
    { type: "text", name: 5 },
    String,
    "the name of the column is number, not a text.",
    "Write a name of 1 to 63 bytes.",
  ],
  [
    { type: "text", check: 5 },
    String,
    "has a check that is no SQL condition.",
    "Write it as text, 'price > 0', or with sql`…` holding values and names only.",
  ],
  [
    { type: "text", indexed: { metod: "gin" } },
    String,
    `has no option "metod".`,
    "Write method.",
  ],
  [
    { type: "text", indexed: { method: 5 } },
    String,
    "has the option method, which takes a text, not number.",
    "Write method: 'gin', or leave it out.",
  ],
  [
    { type: "varchar", length: "3" },
    String,
    "length is a whole number from 1 to 10485760.",
    "Correct the option, or leave it out.",
  ],
  [
    { type: "numeric", scale: 2 },
    String,
    "scale needs a precision beside it.",
    "Correct the option, or leave it out.",
  ],
  [
    { type: "bigint", mode: "big" },
    Number,
    `"bigint" is no type of a column.`,
    "Write type: 'bigint'.",
  ],
  [
    { type: 5 },
    String,
    "has the option type, which takes a text, not number.",
    "Write type: 'text', or leave it out.",
  ],
  [
    { comment: 5 },
    String,
    "has the option comment, which takes a text, not number.",
    "Write comment: '…', or leave it out.",
  ],
  [
    { indexed: 5 },
    String,
    "has the option indexed, which takes true, the name of the index or its options, not number.",
    "Write indexed: true, or leave it out.",
  ],
  [{ nulable: true }, String, `has no option "nulable".`, "Write nullable."],
];

const keys: readonly Case[] = [
  [
    {},
    String,
    "design:type is String, but a key is a bigint unless said otherwise.",
    "Write @PrimaryKey({ type: 'uuid', default: 'v7' }) or @PrimaryKey({ type: 'text' }).",
  ],
  [
    { type: "uuid" },
    Number,
    "design:type is Number, but a column of type uuid holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { type: "uuid", default: "identity" },
    String,
    `is a key of type uuid, for which there is no default "identity".`,
    "Integer keys take default: 'identity', uuid keys 'v4' or 'v7', every key 'none'.",
  ],
  [
    { mode: "bigint" },
    Number,
    "design:type is Number, but a column of type bigint holds bigint.",
    "Declare the field as bigint, or give the column another type.",
  ],
  [
    { mode: "string" },
    Number,
    "design:type is Number, but a column of type bigint holds string.",
    "Declare the field as string, or give the column another type.",
  ],
  [
    { type: "text", default: "v7" },
    String,
    `is a key of type text, for which there is no default "v7".`,
    "Integer keys take default: 'identity', uuid keys 'v4' or 'v7', every key 'none'.",
  ],
  [
    { type: "integer", mode: "bigint" },
    Number,
    "integer takes no mode.",
    "Correct the option, or leave it out.",
  ],
  [
    { nullable: true },
    Number,
    `has no option "nullable".`,
    "The options are type, default, server, mode, length, name, comment, renamedFrom.",
  ],
  [
    { type: "jsonb" },
    Object,
    "is a key of type jsonb.",
    "Write one of bigint, integer, smallint, uuid, text, varchar.",
  ],
  [
    { type: "text" },
    Number,
    "design:type is Number, but a column of type text holds string.",
    "Declare the field as string, or give the column another type.",
  ],
];

describe("what the compiler refuses is told by the model as well, with the line to write", () => {
  test.each(columns.map(named))("@Column(%s)", (_, given) => {
    expect(mistakeOf(given, Column)).toBe(told(given));
  });

  test.each(keys.map(named))("@PrimaryKey(%s)", (_, given) => {
    expect(mistakeOf(given, PrimaryKey)).toBe(told(given));
  });

  test("eight mistakes of eight fields are told at once", () => {
    class Sample {}
    note(Sample, "id", undefined, Number, PrimaryKey);
    const eight = columns.slice(0, 8);
    for (const [index, [options, designType]] of eight.entries())
      note(Sample, `field${index}`, options, designType, Column);
    Table()(Sample);
    const lines = eight.map(
      ([, , message, fix], index) =>
        `  Sample.field${index}: ${message}\n    ${fix}`,
    );
    expect(mistakesOf(Sample)).toBe(
      `The models have 8 mistakes:\n${lines.join("\n")}`,
    );
  });
});

function mistakeOf(
  [options, designType]: Case,
  decorate: typeof Column | typeof PrimaryKey,
): string {
  class Sample {}
  note(Sample, "field", options, designType, decorate);
  if (decorate === Column) note(Sample, "id", undefined, Number, PrimaryKey);
  Table()(Sample);
  return mistakesOf(Sample);
}

/** Decorates a field as compiled code does, with what the compiler would note of it. */
function note(
  model: { readonly prototype: object },
  field: string,
  options: object | undefined,
  designType: unknown,
  decorate: typeof Column | typeof PrimaryKey,
): void {
  Reflect.defineMetadata("design:type", designType, model.prototype, field);
  untyped(decorate)(options)(model.prototype, field);
}

function told([, , message, fix]: Case): string {
  return `The models have 1 mistake:\n  Sample.field: ${message}\n    ${fix}`;
}

function named(given: Case): [string, Case] {
  const [options, designType] = given;
  const text = JSON.stringify(options, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
  return [`${text} on ${(designType as { name: string }).name}`, given];
}
