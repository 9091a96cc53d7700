import { columnTypeNames } from "../../../lib/types/resolve-column-type";
import type { ColumnTypeMap } from "../../../lib/typing/column-types";

/** Fails to compile when the types know a name that is missing here, or the other way round. */
const namesInTypes: Record<keyof ColumnTypeMap, true> = {
  smallint: true,
  integer: true,
  bigint: true,
  numeric: true,
  real: true,
  "double precision": true,
  boolean: true,
  text: true,
  varchar: true,
  char: true,
  citext: true,
  uuid: true,
  date: true,
  time: true,
  timestamp: true,
  timestamptz: true,
  interval: true,
  json: true,
  jsonb: true,
  bytea: true,
  inet: true,
  cidr: true,
  macaddr: true,
  tsvector: true,
  vector: true,
  halfvec: true,
  timetz: true,
  point: true,
  int4range: true,
  int8range: true,
  numrange: true,
  daterange: true,
  tsrange: true,
  tstzrange: true,
};

test("the types of @Column know the same names as the codecs", () => {
  expect(Object.keys(namesInTypes).sort()).toEqual([...columnTypeNames].sort());
});
