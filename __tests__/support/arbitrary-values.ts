import fc from "fast-check";

// Values of any kind for the types of PostgreSQL, and odd ones that must always be tried.

export const isStorable = (text: string): boolean =>
  !text.includes("\0") && !/\p{Surrogate}/u.test(text);

export const texts = fc.oneof(
  fc.string().filter(isStorable),
  fc.string({ unit: "binary" }).filter(isStorable),
);
export const oddTexts = [
  "",
  "NULL",
  "null",
  "{}",
  '{"a,b"}',
  '"',
  "\\",
  "\\N",
  "'",
  ",",
  " ",
  "\u00a0\u2003",
  "a\nb\t\r\v\f",
  "\u0001\u001f\u007f",
  "\u2028\ufeff\ufffd\uffff",
  "\u{1f3d9}\ufe0f \u{10ffff}",
  "e\u0301\u202eabc",
  "$1 -- ; /* */",
];
const pad = (value: number, length: number): string =>
  String(value).padStart(length, "0");

export const doubles = fc.double();
export const oddDoubles = [
  0,
  -0,
  Number.NaN,
  Infinity,
  -Infinity,
  5e-324,
  -2.2250738585072014e-308,
  Number.MAX_VALUE,
  Number.EPSILON,
  2 ** 53 + 2,
  0.1 + 0.2,
  1e21,
  1.7976931348623157e308,
];

export const dates = fc.oneof(
  fc.date({
    min: new Date(Date.UTC(-4712, 0, 2)),
    max: new Date(8.64e15 - 86_400_000),
    noInvalidDate: true,
  }),
  fc.date({
    min: new Date("1850-01-01"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  }),
);
export const oddDates = [
  Date.UTC(-4713, 10, 24),
  "0000-12-31T23:59:59.999Z",
  "0001-01-01T00:00:00Z",
  "0099-06-01T12:00:00.5Z",
  "1883-11-18T17:00:00Z",
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00.001Z",
  "2000-02-29T23:59:59Z",
  "2024-03-10T07:00:00Z",
  "2024-09-28T14:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "+010000-01-01T00:00:00Z",
  8.64e15,
].map((instant) => new Date(instant));

export const days = dates
  .filter((date) => date.getUTCFullYear() >= 1)
  .map(
    (date) =>
      `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`,
  );
export const oddDays = [
  "5874897-12-31",
  "4713-01-01 BC",
  "0044-03-15 BC",
  "0001-12-31 BC",
  "0001-01-01",
  "0005-02-28 BC",
  "1582-10-10",
  "1900-02-28",
  "2000-02-29",
  "2024-02-29",
  "9999-12-31",
  "10000-01-01",
  "infinity",
  "-infinity",
];
export const clocks = fc
  .tuple(fc.nat(23), fc.nat(59), fc.nat(59), fc.nat(999_999))
  .map(
    ([hours, minutes, seconds, micros]) =>
      `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(micros, 6)}`,
  );
export const offsets = fc
  .tuple(
    fc.constantFrom("+", "-"),
    fc.nat(15),
    fc.option(fc.nat(59)),
    fc.nat(59),
  )
  .map(
    ([sign, hours, minutes, seconds]) =>
      `${sign}${pad(hours, 2)}${minutes === null ? "" : `:${pad(minutes, 2)}${seconds % 2 === 0 ? "" : `:${pad(seconds, 2)}`}`}`,
  );

export const decimals = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("", "-", "+"),
      fc.bigInt({ min: 0n, max: 10n ** 40n }),
      fc.string({ unit: fc.constantFrom("0", "1", "5", "9"), maxLength: 30 }),
    )
    .map(([sign, whole, fraction]) => `${sign}${String(whole)}.${fraction}`),
  fc
    .tuple(fc.integer(), fc.integer({ min: -300, max: 300 }))
    .map(([digits, exponent]) => `${String(digits)}e${String(exponent)}`),
);
export const oddDecimals = [
  "NaN",
  "Infinity",
  "-Infinity",
  "0",
  "-0",
  ".5",
  "5.",
  "1.10",
  "9".repeat(1000),
  `-0.${"3".repeat(1000)}`,
  "1e-16383",
  "1e131071",
];
export const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
export const oddInt64 = [
  2n ** 63n - 1n,
  -(2n ** 63n),
  2n ** 53n + 1n,
  2n ** 53n - 1n,
  0n,
];

export const json = fc.jsonValue({ stringUnit: "binary" });
export const jsonb = json.filter((value) => {
  const text = JSON.stringify(value);
  return !text.includes("\\u0000") && !/\\ud[89a-f]/.test(text);
});
const deep: unknown = Array.from({ length: 500 }).reduce<unknown>(
  (inner) => ({ a: [inner] }),
  "bottom",
);
export const documents: readonly unknown[] = [
  {},
  [],
  "",
  "null",
  0,
  false,
  1e308,
  5e-324,
  2 ** 53 - 1,
  { "": { "": null } },
  [null, [], [[]]],
  JSON.parse('{"__proto__":{"a":1},"constructor":2,"toJSON":3}'),
  { a: 'it\'s "quoted" \\ \u2028 \u{1f3d9}' },
  deep,
  Array.from({ length: 2000 }, (_, n) => ({ n })),
];

export const bytes = fc.uint8Array({ maxLength: 300 });
export const mebibyte = 2 ** 20;
