import { Column } from "../../../lib/decorators/column";
import { Check, Unique } from "../../../lib/decorators/constraints";
import { Index } from "../../../lib/decorators/indexes";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Seed } from "../../../lib/decorators/seed";
import { Table } from "../../../lib/decorators/table";
import { definitionOf } from "../../../lib/metadata/registry";
import { untyped } from "../../support/untyped";

test("decorators of a class count in the order in which they are written", () => {
  @Table()
  @Index("a", { name: "first" })
  @Check("one", "a > 0")
  @Seed({ a: 1 })
  @Unique(["a", "b"])
  @Index("b", { name: "second" })
  @Check("two", "b > 0")
  @Seed({ a: 2 })
  @Unique(["b", "c"])
  class Ordered {
    @PrimaryKey() declare id: number;
    @Column() declare a: number;
    @Column() declare b: number;
    @Column() declare c: number;
  }
  const { indexes, checks, seeds, uniques } = definitionOf(Ordered);
  expect(indexes.map(({ name }) => name)).toEqual(["first", "second"]);
  expect(checks.map(({ name }) => name)).toEqual([
    "ordereds_one_check",
    "ordereds_two_check",
  ]);
  expect(seeds.map(({ name, rows }) => [name, rows])).toEqual([
    ["Ordered#1", [{ a: 1 }]],
    ["Ordered#2", [{ a: 2 }]],
  ]);
  expect(uniques.map(({ name }) => name)).toEqual([
    "ordereds_a_b_key",
    "ordereds_b_c_key",
  ]);
});

test("the order of @Table among them does not matter", () => {
  @Seed({ name: "x" })
  @Index("name")
  @Table("later")
  class Earlier {
    @PrimaryKey() declare id: number;
    @Column() declare name: string;
  }
  expect(definitionOf(Earlier)).toMatchObject({
    table: "later",
    seeds: [{ name: "Earlier#1" }],
    indexes: [{ name: "idx_later_name" }],
  });
});

test("what is done to options afterwards does not reach the model", () => {
  const include = ["name"];
  const parameters = { fillfactor: 70 };
  const values = ["a", "b"];
  @Table()
  @Index("id", { include, with: parameters, name: "by_id" })
  class Copied {
    @PrimaryKey() declare id: number;
    @Column() declare name: string;
  }
  untyped(Column)({ enum: values })(Copied.prototype, "kind");
  const { indexes, columns } = definitionOf(Copied);
  include.push("id");
  parameters.fillfactor = 10;
  values.push("c");
  expect(indexes[0]?.include.map(({ name }) => name)).toEqual(["name"]);
  expect(indexes[0]?.with).toEqual({ fillfactor: "70" });
  expect(columns["kind"]?.enumValues).toEqual(["a", "b"]);
});

test("TC39 decorators are refused at the class, for declared fields leave no trace", () => {
  class Note {}
  const decorate = untyped(Table)() as (model: unknown, more: unknown) => void;
  expect(() => {
    decorate(Note, { kind: "class", name: "Note" });
  }).toThrow(
    `The models have 1 mistake:
  Note: is decorated in the way of TC39, and arx takes TypeScript's own decorators.
    Set "experimentalDecorators" and "emitDecoratorMetadata" to true in tsconfig.json; for SWC, "legacyDecorator" and "decoratorMetadata" under "jsc.transform" in .swcrc.`,
  );
});

test("TC39 decorators are refused at a field", () => {
  const decorate = untyped(Column)() as (
    target: unknown,
    context: unknown,
  ) => void;
  expect(() => {
    decorate(undefined, { kind: "field", name: "title" });
  }).toThrow(
    `The models have 1 mistake:
  title: is decorated in the way of TC39, and arx takes TypeScript's own decorators.
    Set "experimentalDecorators" and "emitDecoratorMetadata" to true in tsconfig.json; for SWC, "legacyDecorator" and "decoratorMetadata" under "jsc.transform" in .swcrc.`,
  );
});

test("a static field is refused", () => {
  class Note {}
  const decorate = untyped(Column)() as (
    target: unknown,
    property: string,
  ) => void;
  expect(() => {
    decorate(Note, "title");
  }).toThrow(
    `The models have 1 mistake:
  Note.title: is static, and every record has columns and relations of its own.
    Take the word static away, or the decorator.`,
  );
});
