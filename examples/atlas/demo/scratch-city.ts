import { Table } from "arx";
import type { Database } from "arx";
import { City } from "../models/city";

/** A city of the benchmark: the same columns, another table. */
@Table({ schema: "atlas_bench", name: "cities" })
export class ScratchCity extends City {}

/** Makes an empty copy of the table of cities, with its indexes, checks and foreign key, for the time of a function. */
export async function withScratchTable<T>(
  db: Database,
  run: () => Promise<T>,
): Promise<T> {
  await db.execute("drop schema if exists atlas_bench cascade");
  await db.execute("create schema atlas_bench");
  try {
    await db.execute(
      "create table atlas_bench.cities (like cities including all)",
    );
    await db.execute(
      "alter table atlas_bench.cities add foreign key (country_id) references countries on delete cascade",
    );
    return await run();
  } finally {
    await db.execute("drop schema atlas_bench cascade");
  }
}

export async function emptyScratchTable(db: Database): Promise<void> {
  await db.execute("truncate atlas_bench.cities restart identity");
}

/** One text for everything that is in the table. */
export async function readFingerprint(db: Database): Promise<unknown> {
  return db.one(`
    select count(*) as cities,
      md5(string_agg(concat_ws('|', geoname_id, name, country_id, admin_code, feature_code, population, latitude, longitude),
        ',' order by geoname_id)) as content
    from atlas_bench.cities`);
}
