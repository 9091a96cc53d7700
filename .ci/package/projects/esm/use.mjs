// A JavaScript project of ES modules: everything that it needs is importable by name.
import { Column, ManagedObject, PrimaryKey, Table, connect, sql } from "arx";
import { migrate } from "arx/migration";
import { runSeeds, seed } from "arx/seed";
import { countQueries } from "arx/testing";

const Shelf = Table()(class Shelf extends ManagedObject {});
PrimaryKey({ type: "bigint" })(Shelf.prototype, "id");
Column({ type: "text", unique: true })(Shelf.prototype, "name");

const db = await connect({ database: "pglite:data" });
await migrate(db, { directory: "migrations" });
const shelves = seed("shelves", (s) => s.insert(Shelf, [{ name: "poems" }]));
await runSeeds(db, { seeds: [shelves] });
await Shelf.create({ name: "plays" });
const { count, result } = await countQueries(
  () => sql`select name from shelves order by name`,
);
console.log(`${count} statement:`, JSON.stringify(result));
await db.close();
