import { defineConfig } from "arx";

export default defineConfig({
  database: "pglite:memory",
  models: ["models/*.ts"],
  migrations: "migrations",
  seeds: ["seeds/*.ts"],
});
