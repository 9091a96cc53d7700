import "reflect-metadata";
import { Column, ManagedObject, PrimaryKey, Range, Table } from "arx";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

test("a field that cannot hold a range or a point is a mistake, where types are bypassed", () => {
  class Stay extends ManagedObject {
    @PrimaryKey() declare id: number;
    @(untyped(Column)({ type: "daterange" })) declare nights: string;
    @(untyped(Column)({ type: "point" })) declare place: number[];
    @(untyped(Column)({ type: "int4range[]" })) declare rooms: string;
    @Column({ type: "int4range" }) declare seats: Range<number>;
    @Column({ type: "point" }) declare door: { x: number; y: number };
  }
  Table()(Stay);

  expect(mistakesOf(Stay)).toBe(`The models have 3 mistakes:
  Stay.nights: design:type is String, but a column of type daterange holds Range<string>.
    Declare the field as Range<string>, or give the column another type.
  Stay.place: design:type is Array, but a column of type point holds { x: number; y: number }.
    Declare the field as { x: number; y: number }, or give the column another type.
  Stay.rooms: design:type is String, but a column of type int4range[] holds Range<number>[].
    Declare the field as Range<number>[], or give the column another type.`);
});
