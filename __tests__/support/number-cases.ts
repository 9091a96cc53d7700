import fc from "fast-check";
import {
  doubles,
  oddDoubles,
  decimals,
  oddDecimals,
  int64,
  oddInt64,
} from "./arbitrary-values";
import { same, typeCase } from "./type-case";
import type { TypeCase } from "./type-case";

/** Numbers and truth values. */
export const numberCases: readonly TypeCase[] = [
  typeCase({
    property: "smallint",
    options: { type: "smallint" },
    values: fc.integer({ min: -32_768, max: 32_767 }),
    extremes: [-32_768, 32_767, 0],
    read: same,
  }),
  typeCase({
    property: "integer",
    options: { type: "integer" },
    values: fc.integer(),
    extremes: [-2_147_483_648, 2_147_483_647, 0],
    read: same,
  }),
  typeCase({
    property: "bigint",
    options: { type: "bigint" },
    values: fc.maxSafeInteger(),
    extremes: [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0],
    read: same,
  }),
  typeCase({
    property: "bigintAsBigint",
    options: { type: "bigint", mode: "bigint" },
    values: int64,
    extremes: oddInt64,
    read: same,
  }),
  typeCase({
    property: "bigintAsString",
    options: { type: "bigint", mode: "string" },
    values: int64.map(String),
    extremes: oddInt64.map(String),
    read: same,
  }),
  typeCase({
    property: "numeric",
    options: { type: "numeric" },
    values: decimals,
    extremes: oddDecimals,
  }),
  typeCase({
    property: "money",
    options: { type: "numeric", precision: 12, scale: 2 },
    values: fc.integer().map((cents) => (cents / 100).toFixed(2)),
    extremes: ["9999999999.99", "-9999999999.99", "0.00", "NaN"],
    read: same,
  }),
  typeCase({
    property: "real",
    options: { type: "real" },
    values: fc.float(),
    extremes: [
      -0,
      Number.NaN,
      Infinity,
      -Infinity,
      1.4e-45,
      3.4028235e38,
      0.1,
      16_777_217,
    ],
  }),
  typeCase({
    property: "double",
    options: { type: "double precision" },
    values: doubles,
    extremes: oddDoubles,
    read: same,
  }),
  typeCase({
    property: "boolean",
    options: { type: "boolean" },
    values: fc.boolean(),
    extremes: [true, false],
    read: same,
  }),
];
