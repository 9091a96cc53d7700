import fc from "fast-check";
import {
  isStorable,
  texts,
  oddTexts,
  doubles,
  oddDoubles,
  json,
  jsonb,
  documents,
  bytes,
  mebibyte,
} from "./arbitrary-values";
import { same, typeCase } from "./type-case";
import type { TypeCase } from "./type-case";

/** Texts, documents, bytes, addresses and points. */
export const textAndDocumentCases: readonly TypeCase[] = [
  typeCase({
    property: "text",
    options: { type: "text" },
    values: texts,
    extremes: [...oddTexts, "ü".repeat(mebibyte / 2)],
    read: same,
  }),
  typeCase({
    property: "varchar",
    options: { type: "varchar" },
    values: texts,
    extremes: oddTexts,
    read: same,
  }),
  typeCase({
    property: "short",
    options: { type: "varchar", length: 8 },
    values: fc
      .string({ unit: "grapheme", maxLength: 4 })
      .filter(isStorable)
      .filter((text) => Array.from(text).length <= 8),
    extremes: ["\u{1f3d9}".repeat(8), "        ", ""],
    read: same,
  }),
  typeCase({
    property: "char",
    options: { type: "char", length: 10 },
    values: fc.string({ maxLength: 10 }).filter(isStorable),
    extremes: ["", "\u{1f3d9}".repeat(10), " a "],
    read: (value: string) => value + " ".repeat(10 - Array.from(value).length),
  }),
  typeCase({
    property: "enumeration",
    options: { enum: ["a", "b c", "NULL", "it's", "ü{}\\"] },
    values: fc.constantFrom("a", "b c", "NULL", "it's", "ü{}\\"),
    extremes: ["NULL", "it's", "ü{}\\"],
    read: same,
  }),
  typeCase({
    property: "uuid",
    options: { type: "uuid" },
    values: fc.oneof(
      fc.uuid(),
      fc.uuid().map((text) => text.toUpperCase()),
    ),
    extremes: [
      "00000000-0000-0000-0000-000000000000",
      "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    ],
    read: (value: string) => value.toLowerCase(),
  }),
  typeCase({
    property: "json",
    options: { type: "json" },
    values: json,
    extremes: [...documents, "\0", "\ud800"],
  }),
  typeCase({
    property: "jsonb",
    options: { type: "jsonb" },
    values: jsonb,
    extremes: documents,
  }),
  typeCase({
    property: "bytea",
    options: { type: "bytea" },
    values: bytes,
    extremes: [
      Buffer.alloc(0),
      Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
      Buffer.from('\\x{"},NULL'),
      Buffer.alloc(mebibyte, "\\\xff"),
    ],
    read: (value: Uint8Array) => Buffer.from(value),
  }),
  typeCase({
    property: "inet",
    options: { type: "inet" },
    values: fc.oneof(fc.ipV4(), fc.ipV6()),
    extremes: [
      "0.0.0.0",
      "255.255.255.255/32",
      "10.1.2.3/8",
      "::",
      "::1/128",
      "2001:DB8::/32",
      "::ffff:1.2.3.4",
    ],
  }),
  typeCase({
    property: "cidr",
    options: { type: "cidr" },
    values: fc.nat(255).map((octet) => `10.${String(octet)}.0.0/16`),
    extremes: ["0.0.0.0/0", "192.168.1.1/32", "2001:db8::/32", "::/0"],
    read: same,
  }),
  typeCase({
    property: "macaddr",
    options: { type: "macaddr" },
    values: fc
      .array(fc.nat(255), { minLength: 6, maxLength: 6 })
      .map((octets) =>
        octets.map((octet) => octet.toString(16).padStart(2, "0")).join(":"),
      ),
    extremes: ["00:00:00:00:00:00", "FF-FF-FF-FF-FF-FF", "0800.2b01.0203"],
  }),
  typeCase({
    property: "tsvector",
    options: { type: "tsvector" },
    values: fc.constantFrom("'a'", "'a':1 'b':2A", "'x':1,3"),
    extremes: ["", "'a' 'fat':2A 'rat''s'", "'\\\\'"],
    read: same,
  }),
  typeCase({
    property: "point",
    options: { type: "point" },
    values: fc.record({ x: doubles, y: doubles }, { noNullPrototype: true }),
    extremes: oddDoubles.map((x) => ({ x, y: -x })),
    read: same,
  }),
];
