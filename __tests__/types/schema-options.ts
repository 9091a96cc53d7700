import {
  Column,
  Exclude,
  Generated,
  Index,
  ManagedObject,
  PrimaryKey,
  Range,
  Table,
  Unique,
  registry,
} from "arx";
import type { ColKey, Create, Update } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

@Table()
@Exclude("during", {
  elements: [
    { column: "during", with: "&&" },
    { expression: "lower(name)", with: "=", operatorClass: "text_ops" },
  ],
  using: "gist",
  where: "price > 0",
  deferrable: "initially deferred",
})
@Unique(["name", "price"], { nullsNotDistinct: true, deferrable: true })
@Index(["name"], { concurrently: true, method: "rum" })
class Item extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ collate: "C", unique: true }) declare name: string;
  @Column({ type: "integer" }) declare price: number;
  @Column({ type: "tstzrange" }) declare during: Range<Date>;
  @Column({ type: "text", array: true, collate: "de-x-icu" })
  declare tags: string[];
  @Column({ type: "text[]", array: true }) declare said: string[];
  @Column({ type: "varchar", length: 5, array: true, nullable: true })
  declare short: string[] | null;
  @Column({ type: "integer", generatedAs: "price * 2" })
  declare readonly double: number;
  @Column({ type: "text", nullable: true, generatedAs: "name", virtual: true })
  declare readonly label: string | null;
  declare [Generated]?: "double" | "label";
}

isTrue<
  Equal<
    ColKey<Item>,
    | "id"
    | "name"
    | "price"
    | "during"
    | "tags"
    | "said"
    | "short"
    | "double"
    | "label"
  >
>();
isTrue<
  Equal<
    Extract<keyof Create<Item>, string>,
    "id" | "name" | "price" | "during" | "tags" | "said" | "short"
  >
>();
isTrue<Equal<"double" extends keyof Update<Item> ? true : false, false>>();

const row = {
  name: "a",
  price: 1,
  during: new Range<Date>(null, null),
  tags: [],
  said: [],
};
export async function write(item: Item): Promise<void> {
  await Item.create(row);
  await Item.where({ double: { gt: 1 } }).orderBy({ label: "asc" });
  // expected: arx: the model has no attribute "double"
  // @ts-expect-error
  await Item.create({ ...row, double: 2 });
  // expected: 'double' does not exist in type
  // @ts-expect-error
  await item.update({ double: 2 });
  // expected: Cannot assign to 'double' because it is a read-only property
  // @ts-expect-error
  item.double = 2;
}

registry.index(Item, "price").index("Item", ["price", { column: "name" }]);
// expected: is not assignable to
// @ts-expect-error
registry.index(Item, "prise");

export class Mistaken extends ManagedObject {
  // expected: arx: a generated column is named by its class; write declare [Generated]?: "unlisted"
  // @ts-expect-error
  @Column({ type: "integer", generatedAs: "1" })
  declare readonly unlisted: number;

  // expected: arx: nobody writes a generated column; declare the field readonly
  // @ts-expect-error
  @Column({ type: "integer", generatedAs: "1" }) declare written: number;

  // expected: arx: a column of type integer takes a field of number
  // @ts-expect-error
  @Column({ type: "integer", generatedAs: "1" }) declare readonly wrong: string;

  // expected: arx: a generated column has no default
  // @ts-expect-error
  @Column({ type: "integer", generatedAs: "1", default: 1 })
  declare readonly both: number;

  // expected: arx: virtual goes with generatedAs
  // @ts-expect-error
  @Column({ type: "integer", virtual: true }) declare alone: number;

  // expected: arx: collate goes with texts
  // @ts-expect-error
  @Column({ type: "integer", collate: "C" }) declare collated: number;

  // expected: arx: a column of type text[] takes a field of string[]
  // @ts-expect-error
  @Column({ type: "text", array: true }) declare list: string;

  declare [Generated]?: "written" | "wrong" | "both";
}

// expected: arx: the class has no column or relation "durring"
// @ts-expect-error
@Exclude("during", { elements: [{ column: "durring", with: "&&" }] })
@Table()
export class Booking extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "tstzrange" }) declare during: Range<Date>;
}
