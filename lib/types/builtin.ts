import { bigintType } from "./bigint";
import { booleanType } from "./boolean";
import { byteaType } from "./bytea";
import type { ColumnType } from "./column-type";
import { dateType } from "./date";
import { doubleType, realType } from "./float";
import { integerColumnType, smallintType } from "./integer";
import { jsonType, jsonbType } from "./json";
import { cidrType, inetType, macaddrType } from "./network";
import { numericType } from "./numeric";
import { pointType } from "./point";
import {
  daterangeType,
  int4rangeType,
  int8rangeType,
  numrangeType,
  tsrangeType,
  tstzrangeType,
} from "./ranges";
import {
  charType,
  citextType,
  intervalType,
  textType,
  tsvectorType,
  varcharType,
} from "./text";
import { timeType, timetzType } from "./time";
import { timestampType, timestamptzType } from "./timestamp";
import type { TypeOptions } from "./type-options";
import { uuidType } from "./uuid";
import { halfvecType, vectorType } from "./vector-type";

/** How a type is made, and which options it takes. */
interface BuiltinType {
  readonly options: readonly (keyof TypeOptions)[];
  make(options: TypeOptions): ColumnType;
}

/** Every scalar type, by PostgreSQL's short name. */
export const builtinTypes: ReadonlyMap<string, BuiltinType> = new Map<
  string,
  BuiltinType
>([
  fixed(smallintType),
  fixed(integerColumnType),
  [
    "bigint",
    { options: ["mode"], make: ({ mode }) => bigintType(mode ?? "number") },
  ],
  [
    "numeric",
    {
      options: ["precision", "scale"],
      make: ({ precision, scale }) => numericType(precision, scale),
    },
  ],
  fixed(realType),
  fixed(doubleType),
  fixed(booleanType),
  fixed(textType),
  [
    "varchar",
    { options: ["length"], make: ({ length }) => varcharType(length) },
  ],
  ["char", { options: ["length"], make: ({ length }) => charType(length) }],
  fixed(uuidType),
  fixed(dateType),
  fixed(timeType),
  fixed(timetzType),
  fixed(timestampType),
  fixed(timestamptzType),
  fixed(intervalType),
  fixed(jsonType),
  fixed(jsonbType),
  fixed(byteaType),
  fixed(inetType),
  fixed(cidrType),
  fixed(macaddrType),
  fixed(citextType),
  fixed(tsvectorType),
  [
    "vector",
    {
      options: ["dimensions"],
      make: ({ dimensions }) => vectorType(dimensions),
    },
  ],
  [
    "halfvec",
    {
      options: ["dimensions"],
      make: ({ dimensions }) => halfvecType(dimensions),
    },
  ],
  fixed(pointType),
  fixed(int4rangeType),
  [
    "int8range",
    { options: ["mode"], make: ({ mode }) => int8rangeType(mode ?? "number") },
  ],
  fixed(numrangeType),
  fixed(daterangeType),
  fixed(tsrangeType),
  fixed(tstzrangeType),
]);

/** Other names that PostgreSQL itself has for these types. */
export const typeAliases: ReadonlyMap<string, string> = new Map([
  ["int2", "smallint"],
  ["int", "integer"],
  ["int4", "integer"],
  ["int8", "bigint"],
  ["decimal", "numeric"],
  ["float4", "real"],
  ["float8", "double precision"],
  ["float", "double precision"],
  ["bool", "boolean"],
  ["character varying", "varchar"],
  ["character", "char"],
  ["time without time zone", "time"],
  ["time with time zone", "timetz"],
  ["timestamp without time zone", "timestamp"],
  ["timestamp with time zone", "timestamptz"],
]);

function fixed(type: ColumnType): [string, BuiltinType] {
  return [type.name, { options: [], make: () => type }];
}
