// A program that uses a database and closes it. It must then end by itself, having printed nothing of its own.
import { connect } from "../../../lib/database/current";

async function main(): Promise<void> {
  const db = await connect({ database: process.argv[2] ?? "" });
  await db.query("select 1");
  await db.transaction(() =>
    db.script("do $$ begin raise warning 'psst'; end $$"),
  );
  await Promise.all([1, 2, 3].map((n) => db.query("select $1::int", [n])));
  await db.close();
  const isLoaded = Object.keys(require.cache).some((file) =>
    file.includes("electric-sql"),
  );
  if (isLoaded !== (db.kind === "pglite")) process.exitCode = 9;
}

void main();
