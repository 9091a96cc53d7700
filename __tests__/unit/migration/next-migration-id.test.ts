import { nextMigrationId } from "../../../lib/migration/directory";

describe("The id of a new migration", () => {
  const now = new Date("2026-11-20T09:30:00.999Z");
  const file = (
    id: string,
  ): { id: string; name: string; file: string; checksum: string } => ({
    id,
    name: "",
    file: "",
    checksum: "",
  });

  it("is the time in UTC to the second", () => {
    expect(nextMigrationId([], now)).toBe("20261120093000");
    expect(nextMigrationId([file("20261120092959")], now)).toBe(
      "20261120093000",
    );
  });

  it("comes after the last one, whatever the clock says", () => {
    expect(nextMigrationId([file("20261120093000")], now)).toBe(
      "20261120093001",
    );
    expect(nextMigrationId([file("29990101000000")], now)).toBe(
      "29990101000001",
    );
  });
});
