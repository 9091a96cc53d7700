import { pointType } from "../../../lib/types/point";

const at = "City.place";

test("a point is written and read with every digit", () => {
  expect(pointType.encode({ x: -0, y: 0.1 }, at)).toBe("(-0,0.1)");
  expect(pointType.decode("(-0,1e+300)", at)).toEqual({ x: -0, y: 1e300 });
  expect(pointType.decode("(NaN,-Infinity)", at)).toEqual({
    x: Number.NaN,
    y: -Infinity,
  });
});

test.each([
  [[1, 2], "City.place takes { x, y }, not an array."],
  [{ x: 1 }, "City.place takes { x, y }, not an object."],
  [{ x: 1, y: 2, z: 3 }, "City.place takes { x, y }, not an object."],
  [{ x: 1, y: "2" }, "City.place.y takes a number, not a string."],
  ["(1,2)", "City.place takes { x, y }, not a string."],
])("%j is refused", (value, message) => {
  expect(() => pointType.encode(value as never, at)).toThrow(message);
});

test("what is no point is not read as one", () => {
  expect(() => pointType.decode("<(0,0),1>", at)).toThrow(
    "City.place holds text that is no point",
  );
});

test("points are equal when both numbers are, as PostgreSQL compares them", () => {
  expect(pointType.equals({ x: 0, y: 1 }, { x: -0, y: 1 })).toBe(true);
  expect(
    pointType.equals({ x: Number.NaN, y: 1 }, { x: Number.NaN, y: 1 }),
  ).toBe(true);
  expect(pointType.equals({ x: 0, y: 1 }, { x: 0, y: 2 })).toBe(false);
});
