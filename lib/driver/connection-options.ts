import type { ConnectionOptions as TlsOptions } from "node:tls";

/**
 * How much of TLS is asked for, in libpq's words: `prefer` takes what the
 * server offers, `require` encrypts, `verify-ca` also checks who signed the
 * certificate, and `verify-full` also whose it is.
 *
 * @example
 * ```ts
 * const ssl: TlsMode = "verify-full";
 * ```
 */
export type TlsMode =
  "disable" | "prefer" | "require" | "verify-ca" | "verify-full";

/** Every mode, for messages and checks. */
export const tlsModes: readonly TlsMode[] = [
  "disable",
  "prefer",
  "require",
  "verify-ca",
  "verify-full",
];

export interface TlsSettings {
  readonly mode: TlsMode;
  /** The file of the certificate authority that signs for the server. */
  readonly rootCertificate: string | undefined;
  /** Options of Node's `tls.connect` that win over what the mode means. */
  readonly options: TlsOptions | undefined;
}

/** Where a PostgreSQL server is and who asks. */
export interface PostgresOptions {
  readonly kind: "postgres";
  /** A name, an address, or the directory of a Unix socket when it begins with a slash. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly applicationName: string;
  /** Settings for the session as `psql` takes them in PGOPTIONS: `-c search_path=app`. */
  readonly sessionOptions: string | undefined;
  readonly tls: TlsSettings;
  readonly connectTimeoutMs: number;
}

/** A database inside this process. */
export interface PgliteOptions {
  readonly kind: "pglite";
  /** Where it is kept; undefined keeps it in memory. */
  readonly directory: string | undefined;
  /** What a new database begins with: what `snapshot` of a driver gave. */
  readonly snapshot?: Uint8Array | undefined;
}

/** What a driver needs to reach a database. */
export type ConnectionOptions = PostgresOptions | PgliteOptions;

/** How a person recognises a database in messages; the password is left out. */
export function describeConnection(options: ConnectionOptions): string {
  if (options.kind === "pglite")
    return `pglite:${options.directory ?? "memory"}`;
  const { user, host, port, database } = options;
  const place = host.startsWith("/")
    ? encodeURIComponent(host)
    : host.includes(":")
      ? `[${host}]`
      : host;
  return `postgres://${encodeURIComponent(user)}@${place}:${String(port)}/${encodeURIComponent(database)}`;
}
