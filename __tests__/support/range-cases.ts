import fc from "fast-check";
import { Range } from "../../lib/types/range";
import {
  byNumber,
  byText,
  byTime,
  oddRanges,
  rangesOf,
} from "./arbitrary-ranges";
import { dates, oddDates, days, int64 } from "./arbitrary-values";
import { typeCase } from "./type-case";
import type { TypeCase } from "./type-case";

/** Ranges. */
export const rangeCases: readonly TypeCase[] = [
  typeCase({
    property: "int4range",
    options: { type: "int4range" },
    values: rangesOf(fc.integer({ max: 2 ** 31 - 2 }), byNumber),
    extremes: oddRanges(-(2 ** 31), 2 ** 31 - 2),
  }),
  typeCase({
    property: "int8range",
    options: { type: "int8range" },
    values: rangesOf(
      fc.maxSafeInteger().filter((value) => value < Number.MAX_SAFE_INTEGER),
      byNumber,
    ),
    extremes: oddRanges(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1),
  }),
  typeCase({
    property: "int8rangeOfBigint",
    options: { type: "int8range", mode: "bigint" },
    values: rangesOf(
      int64.filter((value) => value < 2n ** 63n - 1n),
      byNumber,
    ),
    extremes: oddRanges(-(2n ** 63n), 2n ** 63n - 2n),
  }),
  typeCase({
    property: "numrange",
    options: { type: "numrange" },
    values: rangesOf(
      fc.integer().map((cents) => (cents / 100).toFixed(2)),
      (left, right) => Number(left) - Number(right),
    ),
    extremes: [
      ...oddRanges("-0.5", "9".repeat(100)),
      new Range("-Infinity", "NaN", "[]"),
      new Range("1.50", "1.5"),
    ],
  }),
  typeCase({
    property: "daterange",
    options: { type: "daterange" },
    values: rangesOf(
      days.filter((day) => day.length === 10),
      byText,
    ),
    extremes: [
      ...oddRanges("0001-12-31 BC", "9999-12-31"),
      ...oddRanges("-infinity", "infinity"),
      new Range("2024-02-28", "2024-02-29", "[]"),
    ],
  }),
  typeCase({
    property: "tsrange",
    options: { type: "tsrange" },
    values: rangesOf(dates, byTime),
    extremes: oddRanges(oddDates[0], oddDates.at(-1)),
  }),
  typeCase({
    property: "tstzrange",
    options: { type: "tstzrange" },
    values: rangesOf(dates, byTime),
    extremes: oddRanges(oddDates[0], oddDates.at(-1)),
  }),
];
