// The first row, by the driver alone.
const postgres = require("postgres");

async function main() {
  const sql = postgres(process.env.DATABASE_URL, { max: 1 });
  const [row] =
    await sql`select "oid"::int as "id", "typname" as "name" from "pg_catalog"."pg_type" where "oid" = ${16}`;
  if (row.name !== "bool") throw new Error("Another row.");
  process.exit(0);
}

void main();
