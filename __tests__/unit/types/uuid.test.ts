import { generateUuid, isUuid, uuidType } from "../../../lib/types/uuid";

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
