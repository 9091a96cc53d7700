import {
  generateUuid,
  isUuid,
  isUuidv7,
  uuidTimestamp,
  uuidType,
  uuidv7,
} from "../../../lib/types/uuid";

const at = "Order.id";
const upper = "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11";

test("a UUID is written in the lower case that PostgreSQL prints", () => {
  expect(uuidType.encode(upper, at)).toBe(upper.toLowerCase());
  expect(uuidType.equals(upper, upper.toLowerCase())).toBe(true);
  expect(uuidType.equals(upper, "00000000-0000-0000-0000-000000000000")).toBe(
    false,
  );
  expect(uuidType.equals(upper, undefined as never)).toBe(false);
});

test.each([
  "",
  "x",
  "a0eebc999c0b4ef8bb6d6bb9bd380a11",
  `{${upper}}`,
  `${upper} `,
  `${upper}0`,
])("the string %p is no UUID", (text) => {
  expect(isUuid(text)).toBe(false);
  expect(() => uuidType.encode(text, at)).toThrow(
    "Order.id takes a UUID, not another string.",
  );
});

test("a UUID is a string", () => {
  expect(() => uuidType.encode(5 as never, at)).toThrow(
    "Order.id takes a UUID, not a number.",
  );
});

test("generated UUIDs are valid, of the version asked for, and of version 7 in the order they were made", () => {
  expect(generateUuid(4)).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
  const before = Date.now();
  const made = Array.from({ length: 20_000 }, () => generateUuid(7));
  expect(made[0]).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  );
  const time = parseInt((made[0] ?? "").replace("-", "").slice(0, 12), 16);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Date.now());
  expect(made).toEqual([...new Set(made)].sort());
  expect(made.every(isUuid)).toBe(true);
});

test("10,000 made UUIDs of version 7 have the layout of RFC 9562, tell their time and are never the same", () => {
  const before = Date.now();
  const made = Array.from({ length: 10_000 }, () => uuidv7());
  const after = Date.now();
  const wrong = made.filter((uuid) => {
    const bytes = Buffer.from(uuid.replaceAll("-", ""), "hex");
    return !(
      /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(uuid) &&
      bytes.readUInt8(6) >> 4 === 7 &&
      bytes.readUInt8(8) >> 6 === 0b10 &&
      bytes.readUIntBE(0, 6) === uuidTimestamp(uuid).getTime()
    );
  });
  expect(wrong).toEqual([]);
  expect(uuidTimestamp(made[0] ?? "").getTime()).toBeGreaterThanOrEqual(before);
  // The counter borrows a millisecond when one is full.
  expect(uuidTimestamp(made.at(-1) ?? "").getTime()).toBeLessThanOrEqual(
    after + 10,
  );
  expect(made).toEqual([...new Set(made)].sort());
});

test("1,000,000 of version 7 are each greater than the one before, and so unique, and keep to the clock", () => {
  let last = uuidv7();
  let backward = 0;
  for (let made = 1; made < 1_000_000; made++) {
    const next = uuidv7();
    if (next <= last) backward++;
    last = next;
  }
  expect(backward).toBe(0);
  expect(
    Math.abs(uuidTimestamp(last).getTime() - Date.now()),
  ).toBeLessThanOrEqual(10);
});

test.each([
  ["018c2b5c-8d20-7000-8000-123456789abc", true],
  ["018C2B5C-8D20-7000-B000-123456789ABC", true],
  ["018c2b5c-8d20-4000-8000-123456789abc", false],
  ["018c2b5c-8d20-7000-7000-123456789abc", false],
  ["018c2b5c-8d20-7000-c000-123456789abc", false],
  ["018c2b5c8d2070008000123456789abc", false],
  ["", false],
  [7, false],
  [null, false],
])("whether %p is a UUID of version 7: %p", (value, expected) => {
  expect(isUuidv7(value)).toBe(expected);
});

test("a UUID of version 7 tells when it was made, others do not", () => {
  expect(uuidTimestamp("018c2b5c-8d20-7000-8000-123456789abc")).toEqual(
    new Date("2023-12-02T16:28:54.944Z"),
  );
  expect(() => uuidTimestamp(generateUuid(4))).toThrow(
    expect.objectContaining({
      code: "INVALID_ARGUMENT",
      message: "uuidTimestamp takes a UUID of version 7.",
      hint: "Look first: isUuidv7(value).",
    }) as Error,
  );
});
