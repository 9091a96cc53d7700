// A program that writes and reads days, times and instants while the time zone of the process changes. It prints, for each
// database and zone, the distance from UTC, the columns that were read back otherwise, and a checksum of all that was read.
import { createHash } from "node:crypto";
import { connect } from "../../../lib/database/current";
import { arrayCases, scalarCases } from "../column-values";
import { extremeRowsOf } from "../type-case";
import { createTables } from "../create-schema";
import { specimenOf } from "../specimen";

// The zone of a process changes nothing but its dates.
const cases = [...scalarCases, ...arrayCases].filter(({ type }) =>
  /^(date|time|ts|interval)/.test(type.name),
);
const rows = extremeRowsOf(cases);

const zones = ["UTC", "Pacific/Auckland", "America/New_York"];
const { model: Specimen, tables } = specimenOf(cases);

async function main(urls: readonly string[]): Promise<void> {
  for (const url of urls) await writeAndRead(url);
}

async function writeAndRead(url: string): Promise<void> {
  const db = await connect({ database: url });
  await createTables(db, [tables]);
  const keys = new Map<string, readonly unknown[]>();
  for (const zone of zones) {
    process.env["TZ"] = zone;
    keys.set(zone, (await Specimen.insertAll(rows)).keys);
  }
  // What was written in one zone is read in another.
  for (const [index, zone] of zones.entries()) {
    process.env["TZ"] = zone;
    const written = keys.get(zones[(index + 1) % zones.length] ?? "") ?? [];
    const checksum = createHash("sha256");
    const wrong = new Set<string>();
    for (const [place, key] of written.entries()) {
      const record = await Specimen.find(key);
      for (const { property, type } of cases) {
        const value = record[property];
        checksum.update(type.encode(value, property));
        if (!type.equals(value, rows[place]?.[property])) wrong.add(property);
      }
    }
    const offset = new Date("2024-07-01T00:00:00Z").getTimezoneOffset();
    const read = { zone, offset, wrong: [...wrong] };
    console.log(JSON.stringify({ ...read, checksum: checksum.digest("hex") }));
  }
  await db.close();
}

void main(process.argv.slice(2));
