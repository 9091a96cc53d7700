import type { ConnectionOptions } from "./connection-options";
import type { Driver } from "./driver";
import { createPgliteDriver } from "./pglite-driver";
import { createPostgresDriver } from "./postgres-driver";

/** The driver for a database. Nothing is loaded or opened before its first `connect`. */
export function openDriver(options: ConnectionOptions): Driver {
  return options.kind === "pglite"
    ? createPgliteDriver(options)
    : createPostgresDriver(options);
}
