import { inspect } from "node:util";
import { translateError } from "../../../lib/driver/translate-error";
import { InvalidArgumentError } from "../../../lib/errors/query-error";

/** An error as the drivers throw them: with the statement and its parameters hung on. */
const driverError = (
  code: string,
  message: string,
  fields: object = {},
): Error =>
  Object.defineProperties(
    Object.assign(new Error(message), { code, ...fields }),
    {
      parameters: { value: ["s3cr3t"] },
      args: { value: ["s3cr3t"] },
      query: { value: "insert 's3cr3t'", enumerable: true },
      params: { value: ["s3cr3t"], enumerable: true },
    },
  );

describe("An error of the server", () => {
  it.each([
    ["23001", "ForeignKeyViolationError", 400],
    ["23502", "NotNullViolationError", 400],
    ["23503", "ForeignKeyViolationError", 400],
    ["23505", "UniqueViolationError", 409],
    ["23514", "CheckViolationError", 400],
    ["40001", "SerializationFailureError", 503],
    ["40P01", "DeadlockError", 503],
    ["55P03", "LockNotAvailableError", 503],
    ["57014", "QueryTimeoutError", 503],
    ["57P01", "ConnectionError", 503],
    ["53300", "ConnectionError", 503],
    ["08006", "ConnectionError", 503],
    ["28000", "ConnectionError", 503],
    ["42601", "DatabaseError", 500],
    ["P0001", "DatabaseError", 500],
  ])("%s is a %s", (code, name, suggestedStatus) => {
    expect(translateError(driverError(code, "m"), "select 1")).toMatchObject({
      name,
      suggestedStatus,
      sqlState: code,
      message: "m",
      sql: "select 1",
    });
  });

  it("says what to do about types that cannot be cast", () => {
    const message = "cannot cast type integer to jsonb";
    expect(
      translateError(driverError("42846", message), "select 1"),
    ).toMatchObject({
      message,
      hint: "PostgreSQL has no cast between these types: say how one becomes the other, in a migration by the using of alterColumn.",
    });
  });

  it("keeps what the server says of the place, whichever driver brings it", () => {
    const place = {
      schema: "public",
      table: "t",
      columns: ["c"],
      constraint: "k",
      position: 7,
      detail: "Key (c)=(1) exists.",
      hint: "h",
    };
    const common = { detail: "Key (c)=(1) exists.", hint: "h", position: "7" };
    const fromPostgres = {
      ...common,
      schema_name: "public",
      table_name: "t",
      column_name: "c",
      constraint_name: "k",
    };
    const fromPglite = {
      ...common,
      schema: "public",
      table: "t",
      column: "c",
      constraint: "k",
    };
    for (const fields of [fromPostgres, fromPglite])
      expect(
        translateError(driverError("23505", "m", fields), "sql"),
      ).toMatchObject(place);
  });

  it("reads the columns of a unique constraint from the detail, which printing does not show", () => {
    const error = translateError(
      driverError("23505", "m", {
        detail: "Key (tenant_id, slug)=(1, s3cr3t) already exists.",
      }),
      "sql",
    );
    expect(error).toMatchObject({
      columns: ["tenant_id", "slug"],
      detail: "Key (tenant_id, slug)=(1, s3cr3t) already exists.",
    });
    expect(inspect(error) + JSON.stringify(error)).not.toContain("s3cr3t");
  });

  it("keeps the cause without the parameters", () => {
    const error = translateError(
      driverError("22P02", 'invalid input syntax for type integer: "s3cr3t"'),
      "select $1",
    );
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.cause).toMatchObject({
      code: "22P02",
      message: 'invalid input syntax for type integer: "…"',
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(
      "s3cr3t",
    );
    expect((error.cause as Error).stack).toContain("translate-error.test");
  });

  it("hides values in messages about data, and names nowhere", () => {
    const message = (code: string, text: string): string =>
      translateError(driverError(code, text), undefined).message;
    expect(
      message("22P02", 'invalid input value for enum mood: "s3cr3t\n: "x""'),
    ).toBe('invalid input value for enum mood: "…"');
    expect(
      message("22003", 'value "s3cr3t" is out of range for type integer'),
    ).toBe('value "…" is out of range for type integer');
    expect(
      message("22008", 'date/time field value out of range: "s3cr3t"'),
    ).toBe('date/time field value out of range: "…"');
    expect(message("42P01", 'relation "users" does not exist')).toBe(
      'relation "users" does not exist',
    );
    expect(message("P0001", 'Refused: "users"')).toBe('Refused: "users"');
  });

  it("passes unchanged when it is one of arx, and is wrapped when it is nothing known", () => {
    const own = new InvalidArgumentError("m");
    expect(translateError(own, "sql")).toBe(own);
    expect(translateError("text", "sql")).toMatchObject({
      name: "DatabaseError",
      message: "The driver failed.",
      cause: "text",
    });
  });
});
