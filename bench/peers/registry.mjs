/** What is compared, in the order of the tables' columns: a file each in `contestants/`. The first is the measure of the others. */
export const contestants = [
  "postgres",
  "pg",
  "arx",
  "drizzle-prepared",
  "drizzle",
  "kysely",
  "objection",
  "sequelize",
  "typeorm",
  "mikro-orm",
];

/** What each is asked to do, in the order of the tables' rows: a file each in `workloads/`. */
export const workloads = [
  "find-by-key",
  "list-100",
  "hydrate-entities",
  "hydrate-rows",
  "order-with-relations",
  "nested-orders",
  "lazy-loop",
  "filter-by-related",
  "counts-of-relation",
  "aggregate",
  "page",
  "scan",
];

/** What a library costs whatever is done with it, in the order of the rows of their table: in `footprint.mjs`. */
export const footprints = ["cold-start", "memory", "installed-size"];

export async function loadContestant(name) {
  return await import(`./contestants/${name}.mjs`);
}

export async function loadWorkload(name) {
  return (await import(`./workloads/${name}.mjs`)).workload;
}
