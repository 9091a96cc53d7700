// The first row, as a record of a model, from the built package. Decorators are called as a compiler would.
const { Column, ManagedObject, PrimaryKey, Table, connect } = require("arx");

const Type = Table({ name: "pg_type", schema: "pg_catalog" })(
  class Type extends ManagedObject {},
);
PrimaryKey({ type: "integer", name: "oid", default: "none" })(
  Type.prototype,
  "id",
);
Column({ type: "text", name: "typname" })(Type.prototype, "name");

async function main() {
  await connect({ database: process.env.DATABASE_URL });
  const type = await Type.find(16);
  if (type.name !== "bool") throw new Error("Another row.");
  process.exit(0);
}

void main();
