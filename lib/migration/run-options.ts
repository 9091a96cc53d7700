import { resolve } from "node:path";
import { loadModule } from "../util/load-module";
import type { ModuleLoader } from "./load";
import type { MigrationName } from "./run-changes";

/**
 * What happens while migrations run.
 *
 * @example
 * ```ts
 * function print(event: MigrationEvent): void {
 *   if (event.kind === "waiting") console.log(`waiting for ${event.holder}`);
 * }
 * await migrate(db, { onEvent: print });
 * ```
 */
export type MigrationEvent =
  /** Another process has the lock; `holder` describes it. */
  | { readonly kind: "waiting"; readonly holder: string }
  /** Pending although later ones have run; they run now. */
  | {
      readonly kind: "out of order";
      readonly migrations: readonly MigrationName[];
    }
  | {
      readonly kind: "applied" | "reverted";
      readonly migration: MigrationName;
      readonly durationMs: number;
    };

/**
 * Where migrations lie and how they run. Times are in milliseconds.
 *
 * @example
 * ```ts
 * const options: RunOptions = { directory: "migrations", lockTimeoutMs: 1_000 };
 * await migrate(db, options);
 * ```
 */
export interface RunOptions {
  /** `migrations` in the working directory unless said otherwise. */
  readonly directory?: string | undefined;
  /** Gives the exports of a migration file; by default what `require` can load. */
  readonly load?: ModuleLoader | undefined;
  /** Takes files that were edited after they ran as they are now. */
  readonly allowChanged?: boolean | undefined;
  /** How long to wait for another process that migrates or seeds; 60000 unless said otherwise. */
  readonly lockWaitMs?: number | undefined;
  /** How long one statement may wait for a table that others use, before it fails and nothing of its file is kept; 5000 unless said otherwise, 0 for ever. */
  readonly lockTimeoutMs?: number | undefined;
  /** How long one statement may run; for ever unless said otherwise. */
  readonly statementTimeoutMs?: number | undefined;
  /** Told of each step, for a progress bar. */
  readonly onEvent?: ((event: MigrationEvent) => void) | undefined;
  /** Ends the run when it is aborted; the file that runs leaves nothing behind. */
  readonly signal?: AbortSignal | undefined;
}

/** The options with every default filled in. */
export interface ResolvedRunOptions {
  readonly directory: string;
  readonly load: ModuleLoader;
  readonly allowChanged: boolean;
  readonly lockWaitMs: number;
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly onEvent: (event: MigrationEvent) => void;
  readonly signal: AbortSignal | undefined;
}

/** Fills in the defaults. */
export function resolveRunOptions(options: RunOptions): ResolvedRunOptions {
  return {
    directory: resolve(options.directory ?? "migrations"),
    load: options.load ?? loadModule,
    allowChanged: options.allowChanged ?? false,
    lockWaitMs: options.lockWaitMs ?? 60_000,
    lockTimeoutMs: options.lockTimeoutMs ?? 5000,
    statementTimeoutMs: options.statementTimeoutMs ?? 0,
    onEvent: options.onEvent ?? (() => undefined),
    signal: options.signal,
  };
}
