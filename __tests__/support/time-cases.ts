import fc from "fast-check";
import {
  dates,
  oddDates,
  days,
  oddDays,
  clocks,
  offsets,
} from "./arbitrary-values";
import { same, typeCase } from "./type-case";
import type { TypeCase } from "./type-case";

/** Days, times and instants. */
export const timeCases: readonly TypeCase[] = [
  typeCase({
    property: "date",
    options: { type: "date" },
    values: days,
    extremes: oddDays,
    read: same,
  }),
  typeCase({
    property: "time",
    options: { type: "time" },
    values: clocks,
    extremes: ["00:00", "24:00:00", "23:59:59.999999", "00:00:00.000001"],
  }),
  typeCase({
    property: "timetz",
    options: { type: "timetz" },
    values: fc.tuple(clocks, offsets).map(([clock, offset]) => clock + offset),
    extremes: [
      "24:00:00+15:59:59",
      "00:00:00-15:59:59",
      "12:30:00.000001+05:45",
      "09:30Z",
      "00:00+00",
    ],
  }),
  typeCase({
    property: "timestamp",
    options: { type: "timestamp" },
    values: dates,
    extremes: oddDates,
    read: same,
  }),
  typeCase({
    property: "timestamptz",
    options: { type: "timestamptz" },
    values: dates,
    extremes: oddDates,
    read: same,
  }),
  typeCase({
    property: "interval",
    options: { type: "interval" },
    values: fc
      .tuple(fc.nat(1000), fc.integer({ min: 1, max: 29 }), clocks)
      .map(
        ([years, days, clock]) =>
          `${String(years + 2)} years ${String(days + 1)} days ${clock.replace(/\.?0+$/, "")}`,
      )
      .filter((text) => !text.endsWith("00:00")),
    extremes: [
      "00:00:00",
      "1 year 2 mons 3 days 04:05:06.789",
      "-1 days +02:03:00",
      "-00:00:00.000001",
      "-178000000 years",
      "178000000 years",
      "2147483647 days",
      "2562047788:00:54.775807",
    ],
    read: same,
  }),
];
