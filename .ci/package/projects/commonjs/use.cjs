// A JavaScript project without a compiler: decorators are called as functions, the migration is made and run in code.
const assert = require("node:assert/strict");
const arx = require("arx");
const { generate, migrate } = require("arx/migration");
const { runSeeds, seed } = require("arx/seed");
const { countQueries } = require("arx/testing");

const Shelf = arx.Table()(class Shelf extends arx.ManagedObject {});
arx.PrimaryKey({ type: "bigint" })(Shelf.prototype, "id");
arx.Column({ type: "text", unique: true })(Shelf.prototype, "name");

const Book = arx.Table()(class Book extends arx.ManagedObject {});
arx.PrimaryKey({ type: "bigint" })(Book.prototype, "id");
arx.Column({ type: "text" })(Book.prototype, "title");
arx.Relate(() => Shelf, { required: true })(Book.prototype, "shelf");

async function main() {
  const db = await arx.connect({ database: "pglite:data" });
  const made = await generate({ directory: "migrations" });
  const applied = await migrate(db, { directory: "migrations" });
  assert.deepEqual(
    applied.map(({ id }) => id),
    [made.id],
  );
  const shelves = seed("shelves", (s) => s.insert(Shelf, [{ name: "poems" }]));
  const report = await runSeeds(db, { seeds: [shelves] });
  assert.deepEqual(
    report.seeds.map(({ name }) => name),
    ["shelves"],
  );
  const shelf = await Shelf.findBy({ name: "poems" });
  await Book.create({ title: "Odes", shelf });
  const { count, result } = await countQueries(() =>
    Book.where({ shelf: { name: "poems" } }).with({ shelf: true }),
  );
  console.log(`${count} statements:`, JSON.stringify(result));
  await db.close();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
