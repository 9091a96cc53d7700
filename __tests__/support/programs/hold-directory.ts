// A program that opens a database, says so, and writes a row and its number again and again until it is killed.
import { connect } from "../../../lib/database/current";

async function main(): Promise<void> {
  const db = await connect({ database: process.argv[2] ?? "" });
  await db.script("create table if not exists written (n int primary key)");
  console.log("open");
  for (let n = 1; ; n++) {
    await db.transaction(async () => {
      await db.query("insert into written values ($1)", [n]);
    });
    console.log(n);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 7;
});
