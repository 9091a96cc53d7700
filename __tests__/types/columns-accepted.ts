import { Column, ManagedObject, PrimaryKey, Range, sql, Table } from "arx";
type Brand<T, B extends string> = T & { readonly __brand: B };
type Email = Brand<string, "email">;
type Cents = Brand<number, "cents">;
type Id = Brand<number, "id">;
type Path = `/${string}`;
type Hex = `#${string}`;
type Level = 1 | 2 | 3;
const enum Flag {
  On = "on",
  Off = "off",
}
enum Color {
  Red = "red",
  Green = "green",
}
enum Rank {
  Low,
  High,
}
interface Settings {
  theme: "dark" | "light";
  size?: number;
  nested: { list: string[] };
}
interface WithMethodless {
  at: string;
  tags: readonly string[];
}
const tuple = ["a", "b"] as const;
type FromTuple = (typeof tuple)[number];
const states = { Open: "open", Closed: "closed" } as const;
type State = (typeof states)[keyof typeof states];
/** Every column here is honest, and compiles. */
@Table()
export class Honest extends ManagedObject {
  @PrimaryKey() declare id: Id;
  @Column({ type: "text" }) declare email: Email;
  @Column({ type: "text", nullable: true }) declare emailOrNull: Email | null;
  @Column({ type: "integer" }) declare cents: Cents;
  @Column({ type: "text" }) declare path: Path;
  @Column({ type: "varchar", length: 7, default: "#fff" }) declare hex: Hex;
  @Column() declare inferredPath: Path;
  @Column() declare inferredEmail: Email;
  @Column() declare inferredLevel: Level;
  @Column({ type: "smallint", default: 1 }) declare level: Level;
  @Column({ type: "text" }) declare literal: "a" | "b";
  @Column({ type: "text" }) declare flag: Flag;
  @Column({ enum: Color }) declare color: Color;
  @Column({ enum: Color, nullable: true }) declare colorOrNull: Color | null;
  @Column({ enum: Color, default: Color.Red }) declare colorWithDefault: Color;
  @Column({ enum: [Color.Red, Color.Green] }) declare colorOfList: Color;
  @Column({ enum: tuple }) declare fromTuple: FromTuple;
  @Column({ enum: states, default: states.Open }) declare state: State;
  @Column({ enum: Object.values(Color) }) declare colorValues: Color;
  @Column({ type: "integer" }) declare rank: Rank;
  @Column({ type: "text", nullable: true }) declare optional?: string | null;
  @Column({ type: "text" }) declare readonly fixed: string;
  @Column() readonly init: string = "x";
  @Column({ type: "jsonb" }) declare settings: Settings;
  @Column({ type: "jsonb", nullable: true })
  declare settingsOrNull: Settings | null;
  @Column({ type: "jsonb", default: { theme: "dark", nested: { list: [] } } })
  declare settingsWithDefault: Settings;
  @Column({ type: "jsonb" }) declare list: Settings[];
  @Column({ type: "jsonb" }) declare readonlyList: readonly WithMethodless[];
  @Column({ type: "jsonb" }) declare record: Record<string, number>;
  @Column({ type: "jsonb" }) declare anyDocument: unknown;
  @Column({ type: "json" }) declare literalDocument: { a: 1 };
  @Column({ type: "timestamptz", nullable: true }) declare when: Date | null;
  @Column({ type: "timestamp" }) declare withoutZone: Date;
  @Column({ type: "timestamptz", default: sql`now()` }) declare now: Date;
  @Column({ type: "text[]" }) declare tags: string[];
  @Column({ type: "text[]" }) declare readonlyTags: readonly string[];
  @Column({ type: "text[]", nullable: true }) declare tagsOrNull:
    string[] | null;
  @Column({ type: "text[]" }) declare tagsOfUnion: ("a" | "b")[];
  @Column({ type: "text[]" }) declare tagsWithNull: Array<string | null>;
  @Column({ type: "integer[]" }) declare matrix: number[][];
  @Column({
    type: "integer[]",
    default: [
      [1, 2],
      [3, 4],
    ],
  })
  declare matrixWithDefault: number[][];
  @Column({ type: "integer[]" }) declare pair: [number, number];
  @Column({ type: "bigint" }) declare count: number;
  @Column({ type: "bigint", mode: "bigint" }) declare big: bigint;
  @Column({ type: "bigint", mode: "string" }) declare bigText: string;
  @Column({ type: "bigint", mode: "number" }) declare bigNumber: number;
  @Column({ type: "bigint[]", mode: "bigint" }) declare bigs: bigint[];
  @Column() declare inferredBig: bigint;
  @Column({ type: "numeric", precision: 10, scale: 2, default: "0.00" })
  declare price: string;
  @Column({ type: "numeric", nullable: true }) declare priceOrNull:
    string | null;
  @Column({ type: "bytea" }) declare bytes: Buffer;
  @Column({ type: "bytea" }) declare anyBytes: Uint8Array;
  @Column() declare inferredBytes: Buffer;
  @Column({ type: "bytea", nullable: true }) declare bytesOrNull: Buffer | null;
  @Column({ type: "point" }) declare place: { x: number; y: number };
  @Column({ type: "point", nullable: true }) declare placeOrNull: {
    readonly x: number;
    readonly y: number;
  } | null;
  @Column({ type: "int4range" }) declare span: Range<number>;
  @Column({ type: "daterange", nullable: true })
  declare daysOrNull: Range<string> | null;
  @Column({ type: "tstzrange", default: new Range(new Date(), null) })
  declare spanWithDefault: Range<Date>;
  @Column({ type: "int8range", mode: "bigint" }) declare bigSpan: Range<bigint>;
  @Column({ type: "real" }) declare ratio: number;
  @Column({ type: "double precision", default: Infinity })
  declare infinite: number;
  @Column({ type: "boolean", default: false }) declare isOpen: boolean;
  @Column() declare always: true;
  @Column({ type: "uuid" }) declare uuid: string;
  @Column({ type: "uuid" })
  declare uuidTemplate: `${string}-${string}-${string}-${string}-${string}`;
  @Column({ type: "date" }) declare day: string;
  @Column({ type: "inet" }) declare address: string;
  @Column({ type: "interval" }) declare duration: string;
  @Column({ type: "tsvector" }) declare words: string;
  @Column({ type: "char", length: 2 }) declare country: string;
  @Column({ length: 20 }) declare limited: string;
  @Column({ indexed: { where: "x", method: "hash" } })
  declare partlyIndexed: string;
  @Column({ indexed: "my_index", unique: false }) declare namedIndex: string;
  @Column({ type: "jsonb", indexed: { method: "gin" } })
  declare indexedDocument: string[];
}
