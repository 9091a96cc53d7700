import type { CompiledQuery } from "./compiled-query";

/** The version of the table's own form, kept in each row, so that an older arx can refuse a newer ledger. */
export const seedLedgerFormat = 1;

/** One recorded seed. */
export interface SeedLedgerRow {
  readonly name: string;
  readonly kind: string;
  readonly checksum: string | undefined;
  readonly environment: string;
  readonly inserted: number;
  readonly updated: number;
}

/** The table that keeps a seed from running twice. */
export const createSeedLedger: CompiledQuery = {
  text: `create table if not exists "public"."arx_seeds" (
  "name" text primary key,
  "kind" text not null,
  "checksum" text,
  "environment" text not null,
  "inserted" bigint not null,
  "updated" bigint not null,
  "executed_at" timestamptz not null default now(),
  "format" smallint not null
)`,
  parameters: [],
};

/** Whether the table is there: one row, `t` or `f`. */
export const findSeedLedger: CompiledQuery = {
  text: `select to_regclass('public.arx_seeds') is not null`,
  parameters: [],
};

/** Name, checksum and format of every recorded seed. */
export const selectSeedLedger: CompiledQuery = {
  text: `select "name", "checksum", "format" from "public"."arx_seeds"`,
  parameters: [],
};

/** Records a seed, or its latest run. */
export function recordSeed(row: SeedLedgerRow): CompiledQuery {
  return {
    text: `insert into "public"."arx_seeds" ("name", "kind", "checksum", "environment", "inserted", "updated", "format")
values ($1, $2, $3, $4, $5, $6, $7)
on conflict ("name") do update set ("kind", "checksum", "environment", "inserted", "updated", "executed_at", "format")
  = (excluded."kind", excluded."checksum", excluded."environment", excluded."inserted", excluded."updated", now(), excluded."format")`,
    parameters: [
      row.name,
      row.kind,
      row.checksum ?? null,
      row.environment,
      String(row.inserted),
      String(row.updated),
      String(seedLedgerFormat),
    ],
  };
}
