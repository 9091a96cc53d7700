import { emptySchema } from "../../../lib/schema/normalize";
import { applyRenameFlags } from "../../../lib/migration/rename-flags";
import { record } from "../../../lib/migration/migration";
import type { Schema, Table } from "../../../lib/schema/schema";

const tables = record((m) => {
  m.createTable("cities", (t) => t.integer("size"));
  m.createTable("app.cities", (t) => t.integer("size"));
}).flatMap((change): Table[] =>
  change.kind === "create table" ? [change.table] : [],
);
const schema: Schema = { ...emptySchema, schemas: ["app"], tables };

/** What each table was called before, and its column. */
const before = (...flags: readonly string[]): readonly unknown[] =>
  applyRenameFlags(schema, flags).tables.map(({ renamedFrom, columns }) => [
    renamedFrom,
    columns[0]?.renamedFrom,
  ]);

describe("--rename", () => {
  it.each<[flags: string[], renamed: unknown[]]>([
    [
      [],
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    ],
    [
      ["cities.area=size"],
      [
        [undefined, "area"],
        [undefined, undefined],
      ],
    ],
    [
      ["app.cities.area=size"],
      [
        [undefined, undefined],
        [undefined, "area"],
      ],
    ],
    [
      ["towns=cities"],
      [
        ["towns", undefined],
        [undefined, undefined],
      ],
    ],
    [
      ["app.towns=cities"],
      [
        [undefined, undefined],
        ["towns", undefined],
      ],
    ],
    [
      ["towns=cities", "cities.area=size"],
      [
        ["towns", "area"],
        [undefined, undefined],
      ],
    ],
  ])("reads %j", (flags, renamed) => {
    expect(before(...flags)).toEqual(renamed);
  });

  it.each(["cities", "=size", "cities.area=", "a=b=c"])(
    "refuses %s",
    (flag) => {
      expect(() => before(flag)).toThrow(`--rename ${flag} cannot be read.`);
    },
  );

  it("refuses a name that the models do not have", () => {
    expect(() => before("cities.area=width")).toThrow(
      "--rename cities.area=width: the models have nothing called width there.",
    );
  });
});
