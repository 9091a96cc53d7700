import { poolOptions } from "../pool-options.mjs";

export const title = "pg";
export const packages = ["pg"];

/** Hand-written SQL on the package `pg`: named statements, which are prepared once for a connection. */
export async function open(url) {
  const { default: pg } = await import("pg");
  const { default: Cursor } = await import("pg-cursor");
  const pool = new pg.Pool({ connectionString: url, ...poolOptions });
  return {
    pool,
    Cursor,
    query: async (name, text, values = []) =>
      (await pool.query({ name, text, values })).rows,
  };
}
