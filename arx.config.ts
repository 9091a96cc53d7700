import { defineConfig } from "arx";

export default defineConfig({
  database: process.env.DATABASE_URL ?? "pglite:.arx/atlas",
  models: ["examples/atlas/models/**/*.ts"],
  migrations: "migrations",
  seeds: ["examples/atlas/seeds/**/*.ts"],
});
