import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type Create,
  type Loaded,
  RecordInvalidError,
  connect,
  transaction,
} from "arx";
import { migrate } from "arx/migration";
import { runSeeds } from "arx/seed";
import { countQueries } from "arx/testing";
import { City } from "./models/city.js";
import { Country } from "./models/country.js";

const out = join(process.cwd(), "out");

function describe(city: Loaded<City, { country: true }>): string {
  return `${city.name} (${city.country.code}), ${city.rivers.join(" and ")}`;
}

async function main(): Promise<void> {
  const db = await connect({
    database: "pglite:data",
    models: [Country, City],
  });
  const [applied] = await migrate(db, { directory: join(out, "migrations") });
  const { seeds } = await runSeeds(db, { seeds: [join(out, "seeds/*.js")] });

  const country = await Country.findBy({ code: "de" });
  assert.ok(country !== null);
  const attributes: Create<City> = { name: "Ulm", country };
  await transaction(async () => {
    const ulm = await City.create(attributes);
    await ulm.update({ rivers: ["Danube", "Iller"] });
  });
  await assert.rejects(
    Country.create({ code: "deu", name: "Germany" }),
    RecordInvalidError,
  );

  const { count, result } = await countQueries(() =>
    City.where({ country: { code: "de" } }).with({ country: true }),
  );
  const germany = await Country.find(country.id, { with: { cities: true } });
  console.log(
    [
      applied?.name,
      seeds.map(({ name }) => name).join(),
      `${String(count)} statements`,
      result.map(describe).join(),
      germany.cities.map(({ name }) => name).join(),
    ].join("; "),
  );
  await db.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
