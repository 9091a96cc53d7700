import type { RangeShape } from "./range-shape";
import type { VectorShape } from "./vector-shape";

/** What a field holds for each of PostgreSQL's types that a column can have. */
export interface ColumnTypeMap {
  smallint: number;
  integer: number;
  bigint: number;
  numeric: string;
  real: number;
  "double precision": number;
  boolean: boolean;
  text: string;
  varchar: string;
  char: string;
  citext: string;
  uuid: string;
  date: string;
  time: string;
  timetz: string;
  timestamp: Date;
  timestamptz: Date;
  interval: string;
  json: unknown;
  jsonb: unknown;
  bytea: Uint8Array;
  inet: string;
  cidr: string;
  macaddr: string;
  tsvector: string;
  vector: VectorShape;
  halfvec: VectorShape;
  point: { x: number; y: number };
  int4range: RangeShape<number>;
  int8range: RangeShape<number>;
  numrange: RangeShape<string>;
  daterange: RangeShape<string>;
  tsrange: RangeShape<Date>;
  tstzrange: RangeShape<Date>;
}

type ScalarTypeName = keyof ColumnTypeMap;

/** A type of a column as `@Column({ type })` takes it: `text`, `text[]`. */
export type ColumnTypeName = ScalarTypeName | `${ScalarTypeName}[]`;

/** What a bigint is in JavaScript: by `mode`, `number` unless said otherwise. */
interface BigintModes {
  number: number;
  bigint: bigint;
  string: string;
}

export type BigintMode = keyof BigintModes;

type BigintIn<Mode> = BigintModes[Mode extends BigintMode ? Mode : "number"];

/** Elements of an array may be NULL, or arrays again. */
type Element<V> = V | null | readonly Element<V>[];

type ScalarValue<N, Mode> = N extends "bigint"
  ? BigintIn<Mode>
  : N extends "int8range"
    ? RangeShape<BigintIn<Mode>>
    : N extends ScalarTypeName
      ? ColumnTypeMap[N]
      : never;

/** What a field may hold for a type of a column. */
export type ColumnValue<N, Mode = "number"> = N extends `${infer E}[]`
  ? readonly Element<ScalarValue<E, Mode>>[]
  : ScalarValue<N, Mode>;

interface ValueWords {
  smallint: "number";
  integer: "number";
  real: "number";
  "double precision": "number";
  boolean: "boolean";
  timestamp: "Date";
  timestamptz: "Date";
  json: "plain JSON";
  jsonb: "plain JSON";
  bytea: "Buffer or Uint8Array";
  point: "{ x: number; y: number }";
  vector: "Vector";
  halfvec: "Vector";
  int4range: "Range<number>";
  numrange: "Range<string>";
  daterange: "Range<string>";
  tsrange: "Range<Date>";
  tstzrange: "Range<Date>";
}

type BigintWord<Mode> = Mode extends BigintMode ? Mode : "number";

type ScalarWord<N, Mode> = N extends keyof ValueWords
  ? ValueWords[N]
  : N extends "bigint"
    ? BigintWord<Mode>
    : N extends "int8range"
      ? `Range<${BigintWord<Mode>}>`
      : "string";

/** The same in words, for messages. */
export type ColumnValueWord<N, Mode = "number"> = N extends `${infer E}[]`
  ? `${ScalarWord<E, Mode>}[]`
  : ScalarWord<N, Mode>;
