import { arrayOf } from "./array";
import { bigintType } from "./bigint";
import { booleanType } from "./boolean";
import { byteaType } from "./bytea";
import type { ColumnType } from "./column-type";
import { doubleType, realType } from "./float";
import { integerColumnType, smallintType } from "./integer";
import { jsonType, jsonbType } from "./json";
import { pointType } from "./point";
import {
  daterangeType,
  int4rangeType,
  int8rangeType,
  numrangeType,
  tsrangeType,
  tstzrangeType,
} from "./ranges";
import { textType } from "./text";
import { timestampType, timestamptzType } from "./timestamp";

/** A type with its own OID and that of its array. The OIDs of built-in types never change. */
type Entry = readonly [type: ColumnType, typeId: number, arrayTypeId: number];

const entries: readonly Entry[] = [
  [booleanType, 16, 1000],
  [byteaType, 17, 1001],
  [bigintType("number"), 20, 1016],
  [smallintType, 21, 1005],
  [integerColumnType, 23, 1007],
  [jsonType, 114, 199],
  [pointType, 600, 1017],
  [realType, 700, 1021],
  [doubleType, 701, 1022],
  [timestampType, 1114, 1115],
  [timestamptzType, 1184, 1185],
  [jsonbType, 3802, 3807],
  [int4rangeType, 3904, 3905],
  [numrangeType, 3906, 3907],
  [tsrangeType, 3908, 3909],
  [tstzrangeType, 3910, 3911],
  [daterangeType, 3912, 3913],
  [int8rangeType("number"), 3926, 3927],
];

/**
 * Arrays of types whose values are text in JavaScript: text, name, "char",
 * char, varchar, numeric, date, time, timetz, interval, uuid, inet, cidr,
 * macaddr, macaddr8, tsvector, tsquery, bit, varbit, money, oid, regclass,
 * regtype, xml, jsonpath, record.
 */
const textArrayIds: readonly number[] = [
  1009, 1003, 1002, 1014, 1015, 1231, 1182, 1183, 1270, 1187, 2951, 1041, 651,
  1040, 775, 3643, 3645, 1561, 1563, 791, 1028, 2210, 2211, 143, 4073, 2287,
];

const types: ReadonlyMap<number, ColumnType> = new Map<number, ColumnType>([
  ...entries.flatMap(([type, typeId, arrayTypeId]): [number, ColumnType][] => [
    [typeId, type],
    [arrayTypeId, arrayOf(type)],
  ]),
  ...textArrayIds.map((typeId): [number, ColumnType] => [
    typeId,
    arrayOf(textType),
  ]),
]);

/** The type of a result column by its OID in `pg_type`; text for those arx does not know. */
export function columnTypeById(typeId: number): ColumnType {
  return types.get(typeId) ?? textType;
}

/**
 * The value of a cell whose type only the result tells, as in raw SQL.
 * @param at the place for messages
 * @throws UnsafeIntegerError when an int8 does not fit a JavaScript number.
 */
export function decodeByTypeId(
  typeId: number,
  text: string,
  at = "The result",
): unknown {
  return columnTypeById(typeId).decode(text, at);
}
