import { types } from "node:util";
import { MigrationError } from "../errors/migration-error";
import type { Change } from "../schema/change";
import { MigrationBuilder } from "./migration-builder";

/**
 * What `migration` takes: the two directions, and whether they run in a
 * transaction.
 *
 * @example
 * ```ts
 * const options: MigrationOptions = {
 *   transaction: false,
 *   up(m) {
 *     m.createIndex("cities", ["name"], { concurrently: true });
 *   },
 * };
 * export default migration(options);
 * // create index concurrently "idx_cities_name" on "cities" ("name")
 * ```
 */
export interface MigrationOptions {
  /**
   * The way forward. It describes changes and must not wait for anything.
   *
   * @example
   * ```ts
   * const options: MigrationOptions = {
   *   up(m) {
   *     m.addColumn("cities", (t) => t.integer("area"));
   *   },
   * };
   * export default migration(options);   // alter table "cities" add column "area" integer
   * ```
   */
  up(m: MigrationBuilder): void;
  /**
   * The way back; without it the migration is irreversible.
   *
   * @example
   * ```ts
   * const options: MigrationOptions = {
   *   up(m) {
   *     m.addColumn("cities", (t) => t.integer("area"));
   *   },
   *   down(m) {
   *     m.dropColumn("cities", "area");
   *   },
   * };
   * ```
   */
  down?(m: MigrationBuilder): void;
  /**
   * Whether the whole file runs in one transaction with its row in the ledger:
   * true unless said otherwise. Without one, each statement stands for itself,
   * as `create index concurrently` demands.
   */
  readonly transaction?: boolean;
}

const brand: unique symbol = Symbol.for("arx.migration") as never;

/**
 * A migration as its file exports it: what `migration` makes.
 *
 * @example
 * ```ts
 * const addArea: Migration = migration({
 *   up(m) {
 *     m.addColumn("cities", (t) => t.integer("area"));
 *   },
 * });
 * addArea.transaction;   // true
 * ```
 */
export interface Migration {
  readonly [brand]: true;
  /** The way forward. */
  readonly up: (m: MigrationBuilder) => void;
  /** The way back; undefined when there is none. */
  readonly down: ((m: MigrationBuilder) => void) | undefined;
  /** Whether the whole file runs in one transaction. */
  readonly transaction: boolean;
}

/**
 * Declares a migration; a file under `migrations/` exports it as its default.
 *
 * @example
 * ```ts
 * export default migration({
 *   up(m) {
 *     m.addColumn("cities", (t) => t.integer("area"));
 *   },
 *   down(m) {
 *     m.dropColumn("cities", "area");
 *   },
 * });
 * // alter table "public"."cities" add column "area" integer
 * ```
 */
export function migration(options: MigrationOptions): Migration {
  checkUp(options);
  return Object.freeze({
    [brand]: true as const,
    up: options.up.bind(options),
    down: options.down?.bind(options),
    transaction: options.transaction ?? true,
  });
}

/** Whether a value was made by `migration`, by this or another copy of the package. */
export function isMigration(value: unknown): value is Migration {
  return typeof value === "object" && value !== null && brand in value;
}

/** The changes that one direction of a migration describes, in order. */
export function record(describe: (m: MigrationBuilder) => unknown): Change[] {
  const builder = new MigrationBuilder();
  const result = describe(builder);
  if (types.isPromise(result)) {
    // It is refused whatever becomes of it: a failure to come must not end the process.
    result.catch(() => undefined);
    throw new MigrationError(
      "A migration describes its changes without waiting: up and down must not be async.",
      undefined,
      { hint: "Write data changes as SQL: m.sql`update …`" },
    );
  }
  return [...builder.changes];
}

/** @throws MigrationError also in a program that is not compiled with types */
function checkUp({ up }: Partial<MigrationOptions>): void {
  if (typeof up === "function") return;
  throw new MigrationError("A migration has no up.", undefined, {
    hint: "Write: export default migration({ up(m) { … } })",
  });
}
