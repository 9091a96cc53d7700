import {
  isStale,
  readCount,
  readError,
  readFields,
} from "../../../../lib/driver/wire/responses";

describe("Responses of the wire protocol", () => {
  it.each([
    ["INSERT 0 3", 3],
    ["SELECT 120045", 120_045],
    ["UPDATE 0", 0],
    ["BEGIN", 0],
    ["CREATE TABLE", 0],
    ["", 0],
  ])("count the rows of %p", (tag, count) => {
    const bytes = Buffer.from(`before${tag}\0after`);
    expect(readCount(bytes, 6, 6 + tag.length + 1)).toBe(count);
  });

  it("name the columns and their types", () => {
    const column = (name: string, typeId: number): Buffer => {
      const rest = Buffer.alloc(18);
      rest.writeUInt32BE(typeId, 6);
      return Buffer.concat([Buffer.from(`${name}\0`), rest]);
    };
    const bytes = Buffer.concat([
      Buffer.from([9, 0, 2]),
      column("größe", 23),
      column("?column?", 3_000_000_000),
    ]);
    expect(readFields(bytes, 1)).toEqual([
      { name: "größe", typeId: 23 },
      { name: "?column?", typeId: 3_000_000_000 },
    ]);
  });

  it("say what failed, and whether the session ends with it", () => {
    const report = Buffer.from(
      "SFEHLER\0VERROR\0C23505\0Mdoppelter Schlüssel\0Dshort\0sapp\0tusers\0nusers_email_key\0R_bt_check_unique\0\0",
    );
    const error = readError(report, 0);
    expect(error).toMatchObject({
      name: "PostgresError",
      message: "doppelter Schlüssel",
      code: "23505",
      detail: "short",
      schema_name: "app",
      table_name: "users",
      constraint_name: "users_email_key",
      isFatal: false,
    });
    expect(isStale(error)).toBe(false);
    const end = Buffer.from("VFATAL\0C57P01\0Mterminating\0\0");
    expect(readError(end, 0).isFatal).toBe(true);
    const stale = Buffer.from(
      "VERROR\0C0A000\0Mcached plan must not change result type\0RRevalidateCachedQuery\0\0",
    );
    expect(isStale(readError(stale, 0))).toBe(true);
  });
});
