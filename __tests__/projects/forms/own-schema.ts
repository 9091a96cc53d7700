/** The tables are temporary, so that programs that run side by side have each its own. */
export const schema = "pg_temp";
