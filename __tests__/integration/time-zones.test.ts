import { connect } from "arx";
import { arrayCases, scalarCases } from "../support/column-values";
import { extremeRowsOf, withoutLarge } from "../support/type-case";
import { createTables } from "../support/create-schema";
import { engines } from "../support/engines";
import { runProgram } from "../support/run-program";
import { specimenOf } from "../support/specimen";

const cases = withoutLarge([...scalarCases, ...arrayCases]);
const rows = extremeRowsOf(cases);
const { model: Specimen, tables } = specimenOf(cases);

/** Everything that changes how PostgreSQL prints a value. */
const settings: Readonly<Record<string, string>> = {
  TimeZone: "Pacific/Auckland",
  DateStyle: "SQL, DMY",
  IntervalStyle: "iso_8601",
  bytea_output: "escape",
  extra_float_digits: "-15",
};

test("Days, times and instants of every engine are the same in every time zone of the process", async () => {
  const made = await Promise.all(engines.map((engine) => engine.create()));
  // One program for all: to compile it takes longer than to run it.
  const { stdout, stderr } = await runProgram(
    "values-in-zones",
    ...made.map(({ url }) => url),
  );
  await Promise.all(made.map((each) => each.drop()));
  expect(stderr).toBe("");
  const read = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const checksum = expect.stringMatching(/^[0-9a-f]{64}$/) as unknown;
  expect(read).toEqual(
    engines.flatMap(() => [
      { zone: "UTC", offset: 0, wrong: [], checksum },
      { zone: "Pacific/Auckland", offset: -720, wrong: [], checksum },
      { zone: "America/New_York", offset: 240, wrong: [], checksum },
    ]),
  );
  expect(new Set(read.map((each) => each["checksum"])).size).toBe(1);
}, 90_000);

// PGlite does not read the settings of its database when it starts.
describe.each(
  engines
    .filter(({ name }) => name !== "PGlite")
    .map((engine) => [engine.name, engine] as const),
)("Values on %s", (_, engine) => {
  test("do not depend on what the database sets for its sessions", async () => {
    const made = await engine.create();
    const before = await connect({ database: made.url, pool: { max: 1 } });
    const { name } = await before.one<{ name: string }>(
      "select current_database() as name",
    );
    for (const [setting, value] of Object.entries(settings))
      await before.script(
        `alter database "${name}" set ${setting} to '${value}'`,
      );
    await before.close();

    const db = await connect({ database: made.url, pool: { max: 1 } });
    expect(await db.query("show TimeZone")).toEqual([
      { TimeZone: "Pacific/Auckland" },
    ]);
    await createTables(db, [tables]);
    const { keys } = await Specimen.insertAll(rows);
    const wrong = new Set<string>();
    for (const [index, key] of keys.entries()) {
      const record = await Specimen.find(key);
      for (const { property, type } of cases)
        if (!type.equals(record[property], rows[index]?.[property]))
          wrong.add(property);
    }
    expect([...wrong]).toEqual([]);
    expect(
      await db.one(
        "select '2024-07-01 00:00+00'::timestamptz as t, '2024-07-01'::date as d, '\\x00ff'::bytea as b, 0.1::float8 as f, interval '1 day' as i",
      ),
    ).toEqual({
      t: new Date("2024-07-01T00:00:00Z"),
      d: "2024-07-01",
      b: Buffer.from([0, 255]),
      f: 0.1,
      i: "1 day",
    });
    await db.close();
    await made.drop();
  }, 90_000);
});
