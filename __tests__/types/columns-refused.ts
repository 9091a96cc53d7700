import { Column, HasMany, ManagedObject, Range, Relate } from "arx";
import { User } from "./models";

enum Color {
  Red = "red",
  Green = "green",
}

interface Settings {
  theme: string;
  size?: number;
}

const widened: string[] = ["a", "b"];

/** The column and the field hold different things. */
export class Types extends ManagedObject {
  // expected: arx: a column of type integer takes a field of number
  // @ts-expect-error
  @Column({ type: "integer" })
  declare numberOrText: number | string;

  // expected: arx: a column of type text takes a field of string
  // @ts-expect-error
  @Column({ type: "text" })
  declare textOrNumber: string | number;

  // expected: arx: a column of type text takes a field of string
  // @ts-expect-error
  @Column({ type: "text" })
  declare anyObject: object;

  // expected: arx: a column of type text takes a field of string
  // @ts-expect-error
  @Column({ type: "text" })
  declare emptyObject: Record<never, never>;

  // expected: arx: a column of type text takes a field of string
  // @ts-expect-error
  @Column({ type: "text" })
  declare anything: unknown;

  // expected: arx: a column of type text takes a field of string
  // @ts-expect-error
  @Column({ type: "text" })
  declare brandOfNumber: number & { readonly brand: "cents" };

  // expected: arx: a column of type smallint takes a field of number
  // @ts-expect-error
  @Column({ type: "smallint" })
  declare smallOnBigint: bigint;

  // expected: arx: a column of type bigint takes a field of string
  // @ts-expect-error
  @Column({ type: "bigint", mode: "string" })
  declare bigintAsText: number;

  // expected: arx: a column of type bigint takes a field of number
  // @ts-expect-error
  @Column({ type: "bigint", mode: "number" })
  declare bigintAsNumber: bigint;

  // expected: arx: a column of type numeric takes a field of string
  // @ts-expect-error
  @Column({ type: "numeric" })
  declare numericOnBigint: bigint;

  // expected: arx: a column of type real takes a field of number
  // @ts-expect-error
  @Column({ type: "real" })
  declare realOnText: string;

  // expected: arx: a column of type boolean takes a field of boolean
  // @ts-expect-error
  @Column({ type: "boolean" })
  declare booleanOnNumber: number;

  // expected: arx: a column of type boolean takes a field of boolean
  // @ts-expect-error
  @Column({ type: "boolean" })
  declare booleanOnText: "yes" | "no";

  // expected: arx: a column of type timestamptz takes a field of Date
  // @ts-expect-error
  @Column({ type: "timestamptz" })
  declare timeOnNumber: number;

  // expected: arx: a column of type timestamp takes a field of Date
  // @ts-expect-error
  @Column({ type: "timestamp" })
  declare timestampOnText: string;

  // expected: arx: a column of type date takes a field of string
  // @ts-expect-error
  @Column({ type: "date" })
  declare dayOnDate: Date;

  // expected: arx: a column of type time takes a field of string
  // @ts-expect-error
  @Column({ type: "time" })
  declare timeOfDayOnDate: Date;

  // expected: arx: a column of type interval takes a field of string
  // @ts-expect-error
  @Column({ type: "interval" })
  declare intervalOnNumber: number;

  // expected: arx: a column of type uuid takes a field of string
  // @ts-expect-error
  @Column({ type: "uuid" })
  declare uuidOnNumber: number;

  // expected: arx: a column of type inet takes a field of string
  // @ts-expect-error
  @Column({ type: "inet" })
  declare addressOnNumber: number;

  // expected: arx: a column of type bytea takes a field of Buffer or Uint8Array
  // @ts-expect-error
  @Column({ type: "bytea" })
  declare bytesOnText: string;

  // expected: arx: a column of type bytea takes a field of Buffer or Uint8Array
  // @ts-expect-error
  @Column({ type: "bytea" })
  declare bytesOnBuffer: ArrayBuffer;

  // expected: arx: a column of type bytea takes a field of Buffer or Uint8Array
  // @ts-expect-error
  @Column({ type: "bytea" })
  declare bytesOnList: number[];

  // expected: arx: a column of type point takes a field of { x: number; y: number }
  // @ts-expect-error
  @Column({ type: "point" })
  declare halfPoint: { x: number };

  // expected: arx: a column of type point takes a field of { x: number; y: number }
  // @ts-expect-error
  @Column({ type: "point" })
  declare pointOfTexts: { x: string; y: string };

  // expected: arx: a column of type point takes a field of { x: number; y: number }
  // @ts-expect-error
  @Column({ type: "point" })
  declare pointInSpace: { x: number; y: number; z: number };

  // expected: arx: a column of type int4range takes a field of Range<number>
  // @ts-expect-error
  @Column({ type: "int4range" })
  declare rangeOnPair: [number, number];

  // expected: arx: a column of type numrange takes a field of Range<string>
  // @ts-expect-error
  @Column({ type: "numrange" })
  declare rangeOfNumbers: Range<number>;

  // expected: arx: a column of type daterange takes a field of Range<string>
  // @ts-expect-error
  @Column({ type: "daterange" })
  declare rangeOfDates: Range<Date>;

  // expected: arx: a column of type jsonb takes a field of plain JSON
  // @ts-expect-error
  @Column({ type: "jsonb" })
  declare documentOfFunction: () => void;

  // expected: arx: a column of type jsonb takes a field of plain JSON
  // @ts-expect-error
  @Column({ type: "jsonb" })
  declare documentOfBigint: bigint;

  // expected: arx: a column of type jsonb takes a field of plain JSON
  // @ts-expect-error
  @Column({ type: "jsonb" })
  declare documentOfDate: Date;

  // expected: arx: a column of type json takes a field of plain JSON
  // @ts-expect-error
  @Column({ type: "json" })
  declare documentOfMap: Map<string, string>;

  // expected: arx: a column of type jsonb takes a field of plain JSON
  // @ts-expect-error
  @Column({ type: "jsonb" })
  declare documentOfSet: Set<string>;

  // expected: arx: a column of type jsonb takes a field of plain JSON
  // @ts-expect-error
  @Column({ type: "jsonb" })
  declare documentOfRecord: User;

  // expected: arx: the field holds a relation; decorate it with @Relate
  // @ts-expect-error
  @Column({ type: "jsonb" })
  declare documentOfRelation: Relate<User>;

  // expected: arx: the field holds a relation; decorate it with @Relate
  // @ts-expect-error
  @Column({ type: "jsonb" })
  declare documentOfRelations: HasMany<User>;

  // expected: arx: a column of type bigint takes a field of number
  // @ts-expect-error
  @Column({ type: "bigint" })
  declare keyOfRecord: User;
}

/** The column and the field differ in whether there may be nothing. */
export class Nulls extends ManagedObject {
  // expected: arx: the column is nullable; declare the field with | null
  // @ts-expect-error
  @Column({ type: "text", nullable: true })
  declare missing?: string;

  // expected: arx: the column is nullable; declare the field with | null
  // @ts-expect-error
  @Column({ type: "text", nullable: true })
  declare orUndefined: string | undefined;

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @Column({ type: "text", nullable: false })
  declare saidNotNull: string | null;

  // expected: arx: the column is nullable; declare the field with | null
  // @ts-expect-error
  @Column({ type: "jsonb", nullable: true })
  declare document: Settings;

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @Column({ type: "jsonb" })
  declare documentOrNull: Settings | null;

  // expected: arx: the column is nullable; declare the field with | null
  // @ts-expect-error
  @Column({ type: "text[]", nullable: true })
  declare list: string[];

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @Column({ type: "text[]" })
  declare listOrNull: string[] | null;

  // expected: arx: the column is nullable; declare the field with | null
  // @ts-expect-error
  @Column({ type: "timestamptz", nullable: true })
  declare at: Date;

  // expected: arx: the column is nullable; declare the field with | null
  // @ts-expect-error
  @Column({ enum: ["a", "b"], nullable: true })
  declare oneOf: "a" | "b";

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @Column({ enum: ["a", "b"] })
  declare oneOfOrNull: "a" | "b" | null;
}

/** The elements differ, or one is no list. */
export class Arrays extends ManagedObject {
  // expected: arx: a column of type text takes a field of string
  // @ts-expect-error
  @Column({ type: "text" })
  declare listOnText: string[];

  // expected: arx: a column of type integer[] takes a field of number[]
  // @ts-expect-error
  @Column({ type: "integer[]" })
  declare textsInTexts: string[][];

  // expected: arx: a column of type text[] takes a field of string[]
  // @ts-expect-error
  @Column({ type: "text[]" })
  declare setOfTexts: Set<string>;

  // expected: arx: a column of type text[] takes a field of string[]
  // @ts-expect-error
  @Column({ type: "text[]" })
  declare orMissing: (string | undefined)[];

  // expected: arx: a column of type text[] takes a field of string[]
  // @ts-expect-error
  @Column({ type: "text[]" })
  declare mixed: (string | number)[];

  // expected: arx: a column of type bigint[] takes a field of bigint[]
  // @ts-expect-error
  @Column({ type: "bigint[]", mode: "bigint" })
  declare numbers: number[];

  // expected: arx: a column of type timestamptz[] takes a field of Date[]
  // @ts-expect-error
  @Column({ type: "timestamptz[]" })
  declare times: string[];

  // expected: arx: a column of type boolean[] takes a field of boolean[]
  // @ts-expect-error
  @Column({ type: "boolean[]" })
  declare flags: number[];

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "text[]", default: ["a", 1] })
  declare defaultOfTwoKinds: string[];
}

/** The field and the enum differ in their values. */
export class Enums extends ManagedObject {
  // expected: arx: the field must hold the values of the enum, all of them and no other
  // @ts-expect-error
  @Column({ enum: Color })
  declare textsOfEnum: "red" | "green";

  // expected: arx: the field must hold the values of the enum, all of them and no other
  // @ts-expect-error
  @Column({ enum: Color })
  declare oneOfTwo: Color.Red;

  // expected: arx: the field must hold the values of the enum, all of them and no other
  // @ts-expect-error
  @Column({ enum: widened })
  declare widenedList: "a" | "b";

  // expected: arx: the field must hold the values of the enum, all of them and no other
  // @ts-expect-error
  @Column({ enum: ["a", "b"] })
  declare anyText: string;

  // expected: arx: the field must hold the values of the enum, all of them and no other
  // @ts-expect-error
  @Column({ enum: ["a", "b"] })
  declare listOfEnum: ("a" | "b")[];

  // expected: arx: the field must hold the values of the enum, all of them and no other
  // @ts-expect-error
  @Column({ enum: ["a", "b"] })
  declare number: 1 | 2;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ enum: ["a", "b"], default: "c" })
  declare otherDefault: "a" | "b";
}

/** The default is no value of the field. */
export class Defaults extends ManagedObject {
  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "text", default: 5 })
  declare numberForText: string;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "text", default: null })
  declare nullForText: string;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ default: 5 })
  declare numberInferred: string;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ default: "x" })
  declare textInferred: number;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "numeric", default: 1.5 })
  declare numberForNumeric: string;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "boolean", default: "t" })
  declare textForBoolean: boolean;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "timestamptz", default: "now" })
  declare textForTime: Date;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "jsonb", default: { size: 1 } })
  declare incompleteDocument: Settings;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "jsonb", default: [] })
  declare listForDocument: Settings;
}

/** The type is not given and cannot be taken from the field, or an option does not go with it. */
export class Inferred extends ManagedObject {
  // expected: arx: the column needs its type, for instance type: 'jsonb'
  // @ts-expect-error
  @Column()
  declare told: string | number;

  // expected: arx: the column needs its type, for instance type: 'jsonb'
  // @ts-expect-error
  @Column()
  declare unknowable: unknown;

  // expected: arx: the column needs its type, for instance type: 'jsonb'
  // @ts-expect-error
  @Column()
  declare instance: URL;

  // expected: arx: the column needs its type, for instance type: 'jsonb'
  // @ts-expect-error
  @Column()
  declare symbol: symbol;

  // expected: arx: the field holds a relation; decorate it with @Relate
  // @ts-expect-error
  @Column()
  declare many: HasMany<User>;

  // expected: arx: length goes with a field of string
  // @ts-expect-error
  @Column({ length: 3 })
  declare lengthOfNumber: number;

  // expected: arx: length goes with a field of string
  // @ts-expect-error
  @Column({ length: 3 })
  declare lengthOfBoolean: boolean;

  // expected: arx: mode goes with type: 'bigint' or 'int8range'; write the type as well
  // @ts-expect-error
  @Column({ mode: "string" })
  declare modeOfNumber: number;

  // expected: arx: mode goes with type: 'bigint' or 'int8range'; write the type as well
  // @ts-expect-error
  @Column({ mode: "bigint" })
  declare modeOfText: string;

  // expected: arx: mode goes with type: 'bigint' or 'int8range'; write the type as well
  // @ts-expect-error
  @Column({ mode: "number" })
  declare modeOfBigint: bigint;

  // expected: arx: precision goes with type: 'numeric'
  // @ts-expect-error
  @Column({ precision: 3 })
  declare precisionOfNumber: number;

  // expected: arx: length goes with varchar and char
  // @ts-expect-error
  @Column({ type: "text", length: 3 })
  declare lengthOfText: string;

  // expected: arx: length goes with varchar and char
  // @ts-expect-error
  @Column({ type: "numeric", length: 3 })
  declare lengthOfNumeric: string;

  // expected: arx: scale goes with type: 'numeric'
  // @ts-expect-error
  @Column({ type: "text", scale: 3 })
  declare scaleOfText: string;

  // expected: arx: mode goes with bigint and int8range
  // @ts-expect-error
  @Column({ type: "integer", mode: "bigint" })
  declare modeOfInteger: number;
}
