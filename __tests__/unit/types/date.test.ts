import { dateType } from "../../../lib/types/date";

const at = "Person.birthday";

test.each([
  "2024-02-29",
  "2000-02-29",
  "0001-01-01",
  "0044-03-15 BC",
  "0001-02-29 BC",
  "5874897-12-31",
  "infinity",
  "-infinity",
])("a date carries %s as it is", (text) => {
  expect(dateType.encode(text, at)).toBe(text);
  expect(dateType.decode(text, at)).toBe(text);
});

test.each([
  "2023-02-29",
  "1900-02-29",
  "2024-04-31",
  "2024-13-01",
  "2024-00-01",
  "2024-01-00",
  "0000-01-01",
  "0002-02-29 BC",
])("%s is a day no calendar has", (text) => {
  expect(() => dateType.encode(text, at)).toThrow(
    "Person.birthday takes a date as YYYY-MM-DD, not a day no calendar has.",
  );
});

test.each([
  "",
  "24-01-01",
  "2024-1-1",
  "2024/01/01",
  "2024-01-01T00:00:00Z",
  "today",
])("the string %p is no date", (text) => {
  expect(() => dateType.encode(text, at)).toThrow(
    "Person.birthday takes a date as YYYY-MM-DD, not another string.",
  );
});

test("a Date is refused, for its day depends on a time zone", () => {
  expect(() => dateType.encode(new Date() as never, at)).toThrow(
    "Person.birthday takes a date as YYYY-MM-DD, not a Date.",
  );
});

test("dates are compared as text", () => {
  expect(dateType.equals("2024-01-01", "2024-01-01")).toBe(true);
  expect(dateType.equals("2024-01-01", "2024-01-02")).toBe(false);
});
