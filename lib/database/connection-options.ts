import { userInfo } from "node:os";
import type { ConnectionOptions as TlsOptions } from "node:tls";
import { tlsModes } from "../driver/connection-options";
import type {
  ConnectionOptions,
  PostgresOptions,
  TlsMode,
  TlsSettings,
} from "../driver/connection-options";
import { ConfigError } from "../errors/database-error";
import { describeValue } from "../types/describe-value";
import { checkKeys } from "./check-keys";
import { checkHost, checkPort, parsePostgresUrl } from "./parse-url";
import type { ParsedUrl } from "./parse-url";
import { checkDuration } from "./pool-options";
import type { PoolOptions } from "./pool-options";

/**
 * A PostgreSQL database, part by part instead of as a URL.
 *
 * @example
 * ```ts
 * const address: PostgresAddress = { host: "localhost", user: "app", database: "shop" };
 * ```
 */
export interface PostgresAddress {
  /** A name, an address, or the directory of a Unix socket; localhost unless told. */
  readonly host?: string | undefined;
  /** 5432 unless told. */
  readonly port?: number | undefined;
  /** The user of the operating system unless told. */
  readonly user?: string | undefined;
  /** Never part of a message, log or inspection; none unless told. */
  readonly password?: string | undefined;
  /** Named as the user unless told. */
  readonly database?: string | undefined;
  /** How the sessions are named in `pg_stat_activity`; "arx" unless told. */
  readonly applicationName?: string | undefined;
}

const addressKeys: Readonly<Record<keyof PostgresAddress, true>> = {
  host: true,
  port: true,
  user: true,
  password: true,
  database: true,
  applicationName: true,
};

/**
 * Where the database is, from a URL or an address. What they leave out has a
 * default; PG* variables of the environment do not fill the gaps, so that what
 * a program connects to is written in one place.
 * @throws ConfigError
 */
export function resolveConnection(
  database: string | PostgresAddress,
  pool: PoolOptions,
): ConnectionOptions {
  if (typeof database === "object") return fromAddress(database, pool);
  const [, scheme, rest] = /^([a-z]+):(.*)$/s.exec(database) ?? [];
  if (scheme === "pglite")
    return { kind: "pglite", directory: readDirectory(rest) };
  if (scheme === "postgres" || scheme === "postgresql")
    return complete(parsePostgresUrl(database), pool);
  throw new ConfigError(
    "database takes postgres://…, pglite:DIRECTORY or pglite:memory.",
    { hint: addressHint },
  );
}

/** What to write for a database that is none. */
export const addressHint =
  "Write for instance postgres://user:password@localhost:5432/shop or pglite:.arx/data.";

function readDirectory(text: string | undefined): string | undefined {
  if (text === "memory") return undefined;
  if (text !== undefined && text !== "" && !text.startsWith("//")) return text;
  throw new ConfigError("After pglite: comes a directory or the word memory.", {
    hint: "Write pglite:.arx/data or pglite:memory.",
  });
}

function fromAddress(
  address: PostgresAddress,
  pool: PoolOptions,
): PostgresOptions {
  checkKeys(address, Object.keys(addressKeys), "database.");
  checkTexts(address);
  const { host, port } = address;
  return complete(
    {
      host: checkHost(host === "" ? undefined : host),
      port: port === undefined ? undefined : checkPort(port),
      user: address.user,
      password: address.password,
      database: address.database,
      applicationName: address.applicationName,
      sessionOptions: undefined,
      tlsMode: undefined,
      rootCertificate: undefined,
      connectTimeoutMs: undefined,
    },
    pool,
  );
}

/** The value itself is never shown: it may be the password. */
function checkTexts(address: PostgresAddress): void {
  for (const [key, value] of Object.entries(address) as [string, unknown][]) {
    if (key === "port" || value === undefined || typeof value === "string")
      continue;
    throw new ConfigError(
      `database.${key} takes a text, not ${describeValue(value)}.`,
    );
  }
}

function complete(parsed: ParsedUrl, pool: PoolOptions): PostgresOptions {
  checkNul(parsed);
  const user = parsed.user ?? readOwnName();
  return {
    kind: "postgres",
    host: parsed.host ?? "localhost",
    port: parsed.port ?? 5432,
    user,
    password: parsed.password ?? "",
    database: parsed.database ?? user,
    applicationName: parsed.applicationName ?? "arx",
    sessionOptions: parsed.sessionOptions,
    tls: resolveTls(parsed, pool.ssl),
    connectTimeoutMs: checkDuration(
      "connectTimeoutMs",
      pool.connectTimeoutMs ?? parsed.connectTimeoutMs ?? 10_000,
    ),
  };
}

/** It ends a text in the protocol: the rest would be lost, or taken for another setting. */
function checkNul(parsed: ParsedUrl): void {
  for (const [part, value] of Object.entries(parsed) as [string, unknown][])
    if (typeof value === "string" && value.includes("\0"))
      throw new ConfigError(
        `The ${part} in the address of the database holds a NUL character, which PostgreSQL cannot take.`,
      );
}

/**
 * The user of the operating system. In a container a process may run under a number that has no name.
 * @throws ConfigError
 */
function readOwnName(): string {
  try {
    return userInfo().username;
  } catch {
    throw new ConfigError(
      "The database names no user, and the one that this process runs as has no name.",
      {
        hint: "Name the user: postgres://user@localhost/shop, or user beside host.",
      },
    );
  }
}

function resolveTls(
  { tlsMode, rootCertificate }: ParsedUrl,
  ssl: PoolOptions["ssl"],
): TlsSettings {
  if (isTlsOptions(ssl))
    return { mode: "verify-full", rootCertificate, options: ssl };
  return {
    mode: readMode(ssl) ?? tlsMode ?? "disable",
    rootCertificate,
    options: undefined,
  };
}

/** Not null, which would ask for TLS where it most likely means none. */
function isTlsOptions(ssl: unknown): ssl is TlsOptions {
  return typeof ssl === "object" && ssl !== null;
}

function readMode(ssl: boolean | TlsMode | undefined): TlsMode | undefined {
  if (ssl === true) return "verify-full";
  if (ssl === false) return "disable";
  if (ssl === undefined || tlsModes.includes(ssl)) return ssl;
  throw new ConfigError(
    `pool.ssl takes true, false, ${tlsModes.join(", ")} or options of tls.connect.`,
  );
}
