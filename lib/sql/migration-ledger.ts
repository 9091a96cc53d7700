import type { CompiledQuery } from "./compiled-query";

/** The version of the table's own form, kept in each row, so that an older arx can refuse a newer ledger. */
export const ledgerFormat = 1;

/** One applied migration, in the order of the columns of the ledger. */
export interface MigrationRow {
  readonly id: string;
  readonly name: string;
  readonly checksum: string;
  readonly durationMs: number;
  readonly batch: number;
}

/** The table that knows which migrations a database has run. */
export const createMigrationLedger: CompiledQuery = {
  text: `create table if not exists "public"."arx_migrations" (
  "id" text primary key,
  "name" text not null,
  "checksum" text not null,
  "executed_at" timestamptz not null default now(),
  "duration_ms" integer not null,
  "batch" integer not null,
  "format" smallint not null
)`,
  parameters: [],
};

/** Whether the ledger is there, and whether the one of another tool is: one row of two `t` or `f`. */
export const findMigrationLedgers: CompiledQuery = {
  text: `select to_regclass('public.arx_migrations') is not null, to_regclass('public.schema_migrations') is not null`,
  parameters: [],
};

/** Every applied migration, in the order in which they ran. */
export const selectMigrationLedger: CompiledQuery = {
  text: `select "id", "name", "checksum", to_char("executed_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), "duration_ms", "batch", "format"
from "public"."arx_migrations"
order by "batch", "id"`,
  parameters: [],
};

/** Records a migration that has run. */
export function insertMigration(row: MigrationRow): CompiledQuery {
  return {
    text: `insert into "public"."arx_migrations" ("id", "name", "checksum", "duration_ms", "batch", "format")
values ($1, $2, $3, $4, $5, $6)`,
    parameters: [
      row.id,
      row.name,
      row.checksum,
      String(row.durationMs),
      String(row.batch),
      String(ledgerFormat),
    ],
  };
}

/** Forgets a migration that was taken back. */
export function deleteMigration(id: string): CompiledQuery {
  return {
    text: `delete from "public"."arx_migrations" where "id" = $1`,
    parameters: [id],
  };
}

/** Takes the text of an edited migration as the one that ran. */
export function updateMigrationChecksum(
  id: string,
  checksum: string,
): CompiledQuery {
  return {
    text: `update "public"."arx_migrations" set "checksum" = $2 where "id" = $1`,
    parameters: [id, checksum],
  };
}
