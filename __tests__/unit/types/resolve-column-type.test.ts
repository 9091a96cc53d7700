import {
  columnTypeNames,
  findTypeOptionProblem,
  resolveColumnType,
} from "../../../lib/types/resolve-column-type";
import { noTypeOptions } from "../../../lib/types/type-options";

describe("resolving a type by name", () => {
  test.each(columnTypeNames)(
    "%s is known by PostgreSQL's name, alone and as an array",
    (name) => {
      expect(resolveColumnType(name, noTypeOptions)?.name).toBe(name);
      expect(resolveColumnType(`${name}[]`, noTypeOptions)?.name).toBe(
        `${name}[]`,
      );
    },
  );

  test.each([
    ["int", "integer"],
    ["int8", "bigint"],
    ["float8", "double precision"],
    ["bool", "boolean"],
    ["decimal", "numeric"],
    ["character varying", "varchar"],
    ["timestamp with time zone", "timestamptz"],
    ["int4[]", "integer[]"],
  ])("%s is another name of %s", (alias, name) => {
    expect(resolveColumnType(alias, noTypeOptions)?.name).toBe(name);
  });

  test.each([
    "",
    "string",
    "INTEGER",
    "text[][]",
    "[]",
    "constructor",
    "__proto__",
    "varchar(20)",
  ])("%p is no type", (name) => {
    expect(resolveColumnType(name, noTypeOptions)).toBeUndefined();
  });

  test("options reach the type, and the elements of an array", () => {
    const resolve = (name: string, options: object): string | undefined =>
      resolveColumnType(name, { ...noTypeOptions, ...options })?.sqlName;
    expect(resolve("varchar", { length: 200 })).toBe("varchar(200)");
    expect(resolve("numeric", { precision: 10, scale: 2 })).toBe(
      "numeric(10,2)",
    );
    expect(resolve("varchar[]", { length: 20 })).toBe("varchar(20)[]");
    expect(
      resolveColumnType("bigint", { ...noTypeOptions, mode: "bigint" })
        ?.valueName,
    ).toBe("bigint");
    expect(
      resolveColumnType("bigint[]", { ...noTypeOptions, mode: "string" })
        ?.valueName,
    ).toBe("string[]");
  });
});

describe("checking the options of a type", () => {
  test.each([
    ["varchar", { length: 200 }, undefined],
    ["text", {}, undefined],
    ["numeric[]", { precision: 10, scale: 2 }, undefined],
    ["integer", { length: 4 }, "integer takes no length."],
    ["text", { mode: "bigint" }, "text takes no mode."],
    ["varchar[]", { precision: 4 }, "varchar[] takes no precision."],
    ["varchar", { length: 0 }, "length is a whole number from 1 to 10485760."],
    [
      "varchar",
      { length: 1.5 },
      "length is a whole number from 1 to 10485760.",
    ],
    [
      "numeric",
      { precision: 1001 },
      "precision is a whole number from 1 to 1000.",
    ],
    [
      "numeric",
      { precision: 5, scale: -1 },
      "scale is a whole number from 0 to 1000.",
    ],
    ["numeric", { scale: 2 }, "scale needs a precision beside it."],
  ])("%s with %j: %s", (name, options, problem) => {
    expect(
      findTypeOptionProblem(name, { ...noTypeOptions, ...options } as never),
    ).toBe(problem);
  });
});
