import { execFileSync } from "node:child_process";
import { buildHydrator } from "../../../lib/hydrate/build-hydrator";
import { generateHydrator } from "../../../lib/hydrate/generate-hydrator";
import { compileHydrator } from "../../../lib/hydrate/hydrator";
import { stateOf } from "../../../lib/record/record-state";
import { bigintType } from "../../../lib/types/bigint";
import { textType } from "../../../lib/types/text";
import { timestamptzType } from "../../../lib/types/timestamp";
import { modelDefinition } from "../../support/model-definition";

let constructed = 0;

class City {
  readonly madeByConstructor = ++constructed;

  describe(this: { name: string }): string {
    return `the city of ${this.name}`;
  }
}

const definition = modelDefinition(City, [
  ["id", bigintType("number")],
  ["name", textType],
  ["foundedAt", timestamptzType],
]);
const columns = definition.columnList;

describe.each([
  ["compiled", generateHydrator],
  ["of closures", buildHydrator],
])("a hydrator %s", (_, makeHydrator) => {
  const hydrate = makeHydrator({ definition, columns });

  test("makes instances with plain own properties, in the order of the columns", () => {
    const record = hydrate(["7", "Bern", "1191-01-01 00:00:00+00"], undefined);
    expect(record).toBeInstanceOf(City);
    expect(Object.entries(record)).toEqual([
      ["id", 7],
      ["name", "Bern"],
      ["foundedAt", new Date("1191-01-01T00:00:00Z")],
    ]);
    expect(Object.getOwnPropertyDescriptor(record, "name")).toEqual({
      value: "Bern",
      writable: true,
      enumerable: true,
      configurable: true,
    });
    expect((record as City & { name: string }).describe()).toBe(
      "the city of Bern",
    );
    expect(record.constructor).toBe(City);
  });

  test("does not call the constructor of the model", () => {
    const before = constructed;
    hydrate(["7", "Bern", null], undefined);
    expect(constructed).toBe(before);
  });

  test("turns NULL into null", () => {
    expect({ ...hydrate([null, null, null], undefined) }).toEqual({
      id: null,
      name: null,
      foundedAt: null,
    });
  });

  test("gives each record a state that knows its row and siblings", () => {
    const siblings = { records: [] as object[], strictLoading: undefined };
    const row = ["7", "Bern", null];
    const record = hydrate(row, siblings);
    expect(stateOf(record)).toMatchObject({
      status: "persisted",
      relations: undefined,
    });
    expect(stateOf(record).definition).toBe(definition);
    expect(stateOf(record).columns).toBe(columns);
    expect(stateOf(record).row).toBe(row);
    expect(stateOf(record).siblings).toBe(siblings);
    expect(siblings.records).toEqual([record]);
  });

  test("names the column when a value cannot be read", () => {
    expect(() =>
      hydrate(["9007199254740993", "Bern", null], undefined),
    ).toThrow(
      "City.id holds 9007199254740993, which a JavaScript number cannot hold exactly.",
    );
  });

  test("reads any selection, none at all included", () => {
    const [, name] = columns;
    const record = makeHydrator({
      definition,
      columns: name === undefined ? [] : [name],
    })(["Bern"], undefined);
    expect({ ...record }).toEqual({ name: "Bern" });
    expect({
      ...makeHydrator({ definition, columns: [] })([], undefined),
    }).toEqual({});
  });

  test("takes property names for names, whatever they are", () => {
    const odd = modelDefinition(class Odd {}, [
      ['"];process.exit(1);//', textType],
      ["`${x}`\\", textType],
      ["\u2028\n'", textType],
      ["constructor", textType],
      ["__proto__", textType],
      ["0", textType],
    ]);
    const record = makeHydrator({ definition: odd, columns: odd.columnList })(
      ["a", "b", "c", "d", "e", "f"],
      undefined,
    );
    const entries = odd.columnList.map(({ property }, index) => [
      property,
      "abcdef"[index],
    ]);
    expect(new Map(Object.entries(record))).toEqual(
      new Map(entries as [string, string][]),
    );
    expect(Object.getPrototypeOf(record)).toBe(odd.model.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("a __proto__ column cannot replace the prototype of its record or any other", () => {
    const odd = modelDefinition(class Odd {}, [
      ["id", textType],
      ["__proto__", textType],
    ]);
    const record = makeHydrator({ definition: odd, columns: odd.columnList })(
      ["1", null],
      undefined,
    );
    expect(Object.getPrototypeOf(record)).toBe(odd.model.prototype);
    expect(
      Object.getOwnPropertyDescriptor(record, "__proto__")?.value,
    ).toBeNull();
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  test("does not run a setter that the class has under the name of a column", () => {
    const calls: unknown[] = [];
    class Shouting {
      set name(value: string) {
        calls.push(value);
      }
    }
    const shouting = modelDefinition(Shouting, [["name", textType]]);
    const record = makeHydrator({
      definition: shouting,
      columns: shouting.columnList,
    })(["x"], undefined);
    expect(calls).toEqual([]);
    expect({ ...record }).toEqual({ name: "x" });
  });
});

describe("compileHydrator", () => {
  test("compiles once per model and selection", () => {
    const whole = compileHydrator(definition, columns);
    expect(compileHydrator(definition, [...columns])).toBe(whole);
    expect(compileHydrator(definition, columns.slice(1))).not.toBe(whole);
    expect(compileHydrator(definition, [...columns].reverse())).not.toBe(whole);
    expect(compileHydrator({ ...definition }, columns)).not.toBe(whole);
  });

  test("works where code generation is forbidden", () => {
    const flags = [
      "--disallow-code-generation-from-strings",
      "-r",
      "ts-node/register/transpile-only",
    ];
    const compilerOptions = {
      module: "commonjs",
      moduleResolution: "bundler",
      rootDir: ".",
    };
    const output = execFileSync(
      process.execPath,
      [...flags, "-e", hydrateInChild],
      {
        encoding: "utf8",
        env: {
          ...process.env,
          TS_NODE_COMPILER_OPTIONS: JSON.stringify(compilerOptions),
        },
      },
    );
    expect(JSON.parse(output)).toEqual({
      canGenerateCode: false,
      isCity: true,
      record: { id: 7, name: null },
      plain: { id: 7, name: null },
    });
  });
});

/** A program of its own, in the root of the repository. */
const hydrateInChild = `
  const { canGenerateCode } = require("./lib/hydrate/code-generation");
  const { compileHydrator } = require("./lib/hydrate/hydrator");
  const { compileRowDecoder } = require("./lib/hydrate/row-decoder");
  const { bigintType } = require("./lib/types/bigint");
  const { textType } = require("./lib/types/text");
  const { modelDefinition } = require("./__tests__/support/model-definition");

  class City {}
  const definition = modelDefinition(City, [["id", bigintType("number")], ["name", textType]]);
  const outputs = definition.columnList.map(({ property: name, type, at }) => ({ name, type, at }));
  const record = compileHydrator(definition, definition.columnList)(["7", null], undefined);
  const plain = compileRowDecoder(outputs)(["7", null]);
  console.log(JSON.stringify({ canGenerateCode, isCity: record instanceof City, record, plain }));
`;
