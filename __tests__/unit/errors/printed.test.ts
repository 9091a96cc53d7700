import { inspect } from "node:util";
import {
  ConnectionError,
  DatabaseError,
  MigrationError,
  NotConnectedError,
  SoleRecordExceededError,
  UnknownColumnError,
} from "arx";

describe("An error that is printed", () => {
  it.each([
    new DatabaseError("relation does not exist", { sqlState: "42P01" }),
    new ConnectionError("gone"),
    new MigrationError("cannot be read", undefined),
    new NotConnectedError("City.find"),
    new SoleRecordExceededError("City"),
    new UnknownColumnError("City", "xyz", undefined),
  ])("leaves out what is not known: $name", (error) => {
    const printed = inspect(error);
    expect(printed).toContain(`code: '${error.code}'`);
    expect(printed).not.toContain("undefined");
  });

  it("has its hint, and what the server said", () => {
    const error = new DatabaseError("no such table", {
      sqlState: "42P01",
      hint: "Apply the pending migrations: npx arx migrate",
    });
    expect(Object.fromEntries(Object.entries(error))).toEqual({
      name: "DatabaseError",
      code: "DATABASE",
      suggestedStatus: 500,
      columns: [],
      sqlState: "42P01",
      hint: "Apply the pending migrations: npx arx migrate",
    });
    expect(error.table).toBeUndefined();
  });
});
