import { Column as TypedColumn } from "../../../lib/decorators/column";
import { Unique } from "../../../lib/decorators/constraints";
import { HasMany as TypedHasMany } from "../../../lib/decorators/has-many";
import { CompositeIndex } from "../../../lib/decorators/indexes";
import { ManyToMany as TypedManyToMany } from "../../../lib/decorators/many-to-many";
import { PrimaryKey as TypedPrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate as TypedRelate } from "../../../lib/decorators/relate";
import { Table as TypedTable } from "../../../lib/decorators/table";
import { definitionOf } from "../../../lib/metadata/registry";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

const Column = untyped(TypedColumn);
const PrimaryKey = untyped(TypedPrimaryKey);
const Relate = untyped(TypedRelate);
const HasMany = untyped(TypedHasMany);
const ManyToMany = untyped(TypedManyToMany);
const Table = untyped(TypedTable);

@TypedTable()
@Unique(["tenant", "number"])
class Account {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare tenant: number;
  @Column({ type: "integer" }) declare number: number;
  @Column({ type: "text" }) declare label: string;
}

test("a key of several columns refers to what is unique together, under names of its own", () => {
  @TypedTable()
  class Booking {
    @PrimaryKey() declare id: number;
    @Relate(() => Account, {
      references: ["tenant", "number"],
      required: true,
      indexed: false,
    })
    declare account: unknown;
  }
  const { relations, columnList } = definitionOf(Booking);
  expect(columnList.map(({ name, type }) => `${name} ${type.sqlName}`)).toEqual(
    ["id bigint", "account_tenant integer", "account_number integer"],
  );
  expect(relations["account"]).toMatchObject({
    constraint: "bookings_account_tenant_account_number_fkey",
  });
});

test("a key of several columns that refers to something else is told", () => {
  @TypedTable()
  class Transfer {
    @PrimaryKey() declare id: number;
    @Relate(() => Account, { references: ["tenant", "label"], name: "account" })
    declare account: unknown;
    @Relate(() => Account, { required: true, onUpdate: "setNull" })
    declare other: unknown;
  }
  expect(mistakesOf(Transfer, Account)).toBe(`The models have 3 mistakes:
  Transfer.account: refers to several columns and cannot have one name.
    Declare the key properties and name their columns: @Column({ name: '…' }).
  Transfer.account: refers to Account (tenant, label), which is not unique.
    Write @Unique(['tenant', 'label']) above class Account.
  Transfer.other: is required and would be set to null by onUpdate: 'setNull'.
    Write onUpdate: 'cascade' or 'restrict', or leave required out.`);
});

test("a key property that says something else than its relation is told", () => {
  @TypedTable()
  class Payment {
    @PrimaryKey() declare id: number;
    @Relate(() => Account, { required: true, name: "account" })
    declare account: unknown;
    @Column({ type: "bigint", nullable: true, name: "acc" }) declare accountId:
      number | null;
    @Relate(() => Account) declare payer: unknown;
    @HasMany(() => Account, (account: Account) => account.label)
    declare payerId: unknown;
  }
  expect(mistakesOf(Payment, Account)).toBe(`The models have 4 mistakes:
  Payment.payer: needs the name payerId for its key, which is a relation.
    Rename the relation payerId.
  Payment.accountId: is nullable, but the relation account is required.
    Take nullable away, or required: true from the relation.
  Payment.account: has the column name "account", and its key accountId the name "acc".
    Write the name at one of them.
  Payment.payerId: is the other side of Account.label, which is a column.
    Write @Relate(() => Payment) declare payment: Relate<Payment | null>; in class Account, and t => t.payment here.`);
});

test("names that PostgreSQL cannot keep are told", () => {
  @Table({ name: "", schema: "a\0b", comment: "x", shema: "y" })
  class Empty {
    @PrimaryKey() declare id: number;
    @Column({ type: "text", name: 5 }) declare five: string;
  }
  expect(mistakesOf(Empty)).toBe(`The models have 4 mistakes:
  Empty: has no option "shema".
    Write schema.
  Empty: the name of the table is empty.
    Write a name of 1 to 63 bytes.
  Empty: the name of the schema holds a NUL character.
    Write a name of 1 to 63 bytes.
  Empty.five: the name of the column is number, not a text.
    Write a name of 1 to 63 bytes.`);
});

test("two indexes of one name in a schema are told", () => {
  @TypedTable()
  @CompositeIndex(["one", "two"], { name: "taken" })
  class First {
    @PrimaryKey() declare id: number;
    @TypedColumn() declare one: number;
    @TypedColumn() declare two: number;
  }
  @TypedTable()
  @CompositeIndex(["one", "two"], { name: "taken" })
  class Second {
    @PrimaryKey() declare id: number;
    @TypedColumn() declare one: number;
    @TypedColumn() declare two: number;
  }
  expect(mistakesOf(First, Second)).toBe(`The models have 1 mistake:
  Second: has the index "taken", which is the name of an index of First as well.
    Give one of them another name: { name: '…' }.`);
});

test("relations and fields that are no columns are told", () => {
  @TypedTable()
  class Player {
    @PrimaryKey() declare id: number;
    @Column() declare best: Account;
    @Column() declare seen: Map<string, string>;
    @Column({ type: "zzzzzzzz" }) declare odd: string;
    @Relate(() => Account) @Relate(() => Account) declare twice: unknown;
    @ManyToMany(() => Player, {
      through: () => Match,
      near: (m: Match) => m.home,
      far: (m: Match) => m.home,
    })
    declare rivals: unknown;
    @ManyToMany(() => Account, { through: () => Match })
    declare accounts: unknown;
    static compositeIndexes = "best";
  }
  @TypedTable()
  class Match {
    @PrimaryKey() declare id: number;
    @Relate(() => Player) declare home: unknown;
    @Relate(() => Account, { references: "nothing" }) declare account: unknown;
  }
  expect(mistakesOf(Player, Match, Account)).toBe(`The models have 7 mistakes:
  Player.twice: is declared as a relation twice.
    Keep one of the relation decorators and put all options into it.
  Player.best: design:type is Account, which is a model and no column.
    Write @Relate(() => Account) for it, and Relate<Account | null> for the field.
  Player.seen: design:type is Map, which does not tell what the column holds.
    Write @Column({ type: 'text', nullable: true }) for string | null, @Column({ type: 'jsonb' }) for an object; where a field has a value and no type, write its type as well.
  Player.odd: "zzzzzzzz" is no type of a column.
    Write one of smallint, integer, bigint, numeric, real, double precision, boolean, text, varchar, char, uuid, date, time, timetz, timestamp, timestamptz, interval, json, jsonb, bytea, inet, cidr, macaddr, citext, tsvector, vector, halfvec, point, int4range, int8range, numrange, daterange, tsrange, tstzrange, or one of them with [] behind it.
  Player.rivals: goes out and comes back by Match.home.
    Name two different relations of the join model.
  Player: static compositeIndexes is not a list.
    Write static compositeIndexes = [['locale', 'publishedAt'], { columns: ['slug', 'locale'], unique: true }];
  Match.account: refers to Account.nothing, which is no column.
    Name a column of the target.`);
});

test.each([
  ["no list", 5, "enum takes a list of texts or an enum object."],
  ["an empty list", [], "enum has no values."],
  [
    "values that are no texts",
    ["a", true],
    "enum has values that are not texts.",
  ],
  ["a value twice", ["a", "a"], "enum has a value twice."],
  [
    "bare numbers",
    [1, 2],
    "enum is a list of numbers, which say nothing by themselves.",
  ],
  ["two names", { A: 1, B: 1 }, "enum has two names for one number."],
])("an enum of %s is told", (_, values, message) => {
  @TypedTable()
  class Wrong {
    @PrimaryKey() declare id: number;
    @Column({ enum: values }) declare kind: string;
  }
  expect(mistakesOf(Wrong)).toContain(`Wrong.kind: ${message}`);
});

test("a table with a name of arx's own is told, whether the name was given or made", () => {
  @TypedTable({ name: "arx_notes", schema: "app" })
  class Note {
    @PrimaryKey() declare id: number;
  }
  @TypedTable()
  class ArxSeed {
    @PrimaryKey() declare id: number;
  }
  @TypedTable()
  class Arxiv {
    @PrimaryKey() declare id: number;
  }
  expect(mistakesOf(Note, ArxSeed, Arxiv)).toBe(`The models have 2 mistakes:
  Note: has the table "arx_notes", but names that begin with arx_ belong to the tables of arx itself.
    Write @Table('…') with another name.
  ArxSeed: has the table "arx_seeds", but names that begin with arx_ belong to the tables of arx itself.
    Write @Table('…') with another name.`);
});
