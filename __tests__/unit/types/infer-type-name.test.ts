import { inferTypeName } from "../../../lib/types/infer-type-name";

test.each([
  [String, "text"],
  [Number, "integer"],
  [Boolean, "boolean"],
  [BigInt, "bigint"],
  [Date, "timestamptz"],
  [Buffer, "bytea"],
  [Uint8Array, "bytea"],
])("%p is %s", (designType, name) => {
  expect(inferTypeName(designType)).toBe(name);
});

test.each([[Object], [Array], [undefined], [Map], [Function], ["text"]])(
  "%p does not tell a type",
  (designType) => {
    expect(inferTypeName(designType)).toBeUndefined();
  },
);
