import { Column } from "../../../lib/decorators/column";
import { Discriminator } from "../../../lib/decorators/discriminator";
import { HasMany } from "../../../lib/decorators/has-many";
import { HasOne } from "../../../lib/decorators/has-one";
import { ManyToMany } from "../../../lib/decorators/many-to-many";
import { Polymorphic } from "../../../lib/decorators/polymorphic";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { Subtype } from "../../../lib/decorators/subtype";
import { Table } from "../../../lib/decorators/table";
import { ManagedObject } from "../../../lib/model/managed-object";
import { Generated } from "../../../lib/typing/markers";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

const table = untyped(Table) as unknown as (
  options: object,
) => (model: typeof ManagedObject) => void;
const relate = untyped(Relate);
const hasMany = untyped(HasMany);
const hasOne = untyped(HasOne);
const manyToMany = untyped(ManyToMany);
const polymorphic = untyped(Polymorphic);

describe("mistakes in what relations say of loading", () => {
  it("name the relation, whatever decorator it has, and the table", () => {
    @table({ strictLoading: "yes" })
    class Wrong extends ManagedObject {
      @PrimaryKey() declare id: number;
      @relate(() => Wrong, { strictLoading: "always" })
      declare one: unknown;
      @hasMany(() => Wrong, "one", { strictLoading: null })
      declare many: unknown;
      @relate(() => Wrong) declare two: unknown;
      @hasOne(() => Wrong, "two", { strictLoading: 1 })
      declare single: unknown;
      @manyToMany(() => Wrong, {
        through: () => Wrong,
        near: "one",
        far: "two",
        strictLoading: "no",
      })
      declare set: unknown;
      @polymorphic({ wrong: () => Wrong }, { strictLoading: {} })
      declare any: unknown;
    }
    const takes = 'which takes true, false or "nPlusOneOnly", not';
    const fix = "    Write strictLoading: true, or leave it out.";
    expect(mistakesOf(Wrong).split("\n")).toEqual(
      expect.arrayContaining([
        `  Wrong: has the option strictLoading, ${takes} string.`,
        `  Wrong.one: has the option strictLoading, ${takes} string.`,
        `  Wrong.many: has the option strictLoading, ${takes} null.`,
        `  Wrong.single: has the option strictLoading, ${takes} number.`,
        `  Wrong.set: has the option strictLoading, ${takes} string.`,
        `  Wrong.any: has the option strictLoading, ${takes} object.`,
        fix,
      ]),
    );
  });
});

describe("mistakes in withDefault", () => {
  it("name the relation, what is wrong and what to write", () => {
    @Table()
    class Town extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column() declare name: string;
    }
    @Table()
    abstract class Vehicle extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Discriminator() declare readonly type: string;
      declare [Generated]?: "type";
    }
    @Subtype()
    class Car extends Vehicle {}
    @Table()
    class Trip extends ManagedObject {
      @PrimaryKey() declare id: number;
      @relate(() => Town, { withDefault: false }) declare start: unknown;
      @relate(() => Town, { withDefault: [] }) declare stop: unknown;
      @relate(() => Town, { withDefault: { nme: "x", lake: 1 } })
      declare end: unknown;
      @relate(() => Vehicle, { withDefault: true }) declare by: unknown;
    }
    expect(mistakesOf(Town, Vehicle, Car, Trip))
      .toBe(`The models have 5 mistakes:
  Trip.start: has the option withDefault, which takes true, attributes, or a function that gives them, not boolean.
    Write withDefault: { name: '…' }, or leave it out.
  Trip.stop: has the option withDefault, which takes true, attributes, or a function that gives them, not object.
    Write withDefault: { name: '…' }, or leave it out.
  Trip.end: has withDefault with "nme", which is no column of Town.
    Write name.
  Trip.end: has withDefault with "lake", which is no column of Town.
    Write name.
  Trip.by: has withDefault, and Vehicle has no rows of its own.
    Lead the relation to one of the classes below Vehicle, or leave withDefault out.`);
  });
});
