import type { ConnectionOptions } from "../driver/connection-options";
import { ConfigError } from "../errors/database-error";

/**
 * Has a new PGlite database begin with a snapshot.
 * @param snapshot what the user passed
 * @throws ConfigError when it is none, or the database is on a server
 */
export function withSnapshot(
  connection: ConnectionOptions,
  snapshot: unknown,
): ConnectionOptions {
  if (snapshot === undefined) return connection;
  if (!(snapshot instanceof Uint8Array)) {
    throw new ConfigError(
      `snapshot takes the bytes that db.snapshot() gave, not ${snapshot === null ? "null" : `a ${typeof snapshot}`}.`,
    );
  }
  if (connection.kind === "pglite") return { ...connection, snapshot };
  throw new ConfigError("snapshot cannot begin a database on a server.", {
    hint: "Use it with database: 'pglite:memory' or a new directory.",
  });
}
