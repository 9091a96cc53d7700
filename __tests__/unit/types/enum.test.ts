import { enumType } from "../../../lib/types/enum";

const type = enumType(["admin", "writer"]);

test("an enum is text that writes only its own values", () => {
  expect(type.sqlName).toBe("text");
  expect(type.valueName).toBe('"admin" | "writer"');
  expect(type.encode("admin", "User.role")).toBe("admin");
  expect(() => type.encode("Admin", "User.role")).toThrow(
    'User.role takes one of "admin", "writer", not another string.',
  );
  expect(() => type.encode(0 as never, "User.role")).toThrow(
    'User.role takes one of "admin", "writer", not a number.',
  );
});

test("an enum reads what is there, so that a value taken off the list does not hide a row", () => {
  expect(type.decode("editor", "User.role")).toBe("editor");
  expect(type.equals("editor", "admin")).toBe(false);
});
