import { tlsModes } from "../driver/connection-options";
import type { TlsMode } from "../driver/connection-options";
import { ConfigError } from "../errors/database-error";
import { suggest } from "../util/suggest";

/** What a database URL says; what it leaves out is undefined. */
export interface ParsedUrl {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly applicationName: string | undefined;
  readonly sessionOptions: string | undefined;
  readonly tlsMode: TlsMode | undefined;
  readonly rootCertificate: string | undefined;
  readonly connectTimeoutMs: number | undefined;
}

const parameters = [
  "host",
  "application_name",
  "options",
  "sslmode",
  "sslrootcert",
  "connect_timeout",
];

/**
 * Reads `postgres://user:password@host:port/database?sslmode=require`. The
 * password may hold any character, percent-encoded; a host may be an IPv6
 * address in brackets, or the directory of a Unix socket as `?host=/run/postgresql`.
 * @throws ConfigError that never quotes the URL, which may hold a password
 */
export function parsePostgresUrl(text: string): ParsedUrl {
  const url = parse(text);
  checkParameters(url);
  const parameter = (name: string): string | undefined =>
    url.searchParams.get(name) ?? undefined;
  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return {
    host: parameter("host") ?? decode(hostname, "host"),
    port: url.port === "" ? undefined : Number(url.port),
    user: decode(url.username, "user"),
    password: decode(url.password, "password"),
    database: decode(url.pathname.slice(1), "database"),
    applicationName: parameter("application_name"),
    sessionOptions: parameter("options"),
    tlsMode: readTlsMode(parameter("sslmode")),
    rootCertificate: parameter("sslrootcert"),
    connectTimeoutMs: readSeconds(parameter("connect_timeout")),
  };
}

function parse(text: string): URL {
  try {
    // libpq allows a user without a host, URL does not: postgres://user@/database?host=/run/postgresql
    return new URL(
      text.replace(/^([a-z]+:\/\/[^/?#]*@)(?=[/?#]|$)/, "$1localhost"),
    );
  } catch {
    // Node's error would carry the whole text, so it is no cause to keep.
    throw new ConfigError("The database URL cannot be read.", {
      hint: "Write postgres://user:password@host:5432/database; percent-encode special characters in the password (@ is %40, # is %23, / is %2F).",
    });
  }
}

function checkParameters({ searchParams }: URL): void {
  for (const name of searchParams.keys()) {
    if (parameters.includes(name)) continue;
    const near = suggest(name, parameters);
    throw new ConfigError(
      `The database URL has a parameter "${name}" that arx does not know.`,
      {
        hint:
          near === undefined
            ? `Remove it. Known: ${parameters.join(", ")}.`
            : `Did you mean ${near}?`,
      },
    );
  }
}

function decode(text: string, part: string): string | undefined {
  if (text === "") return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConfigError(
      `The ${part} in the database URL is not percent-encoded correctly.`,
      {
        hint: "Write a percent sign itself as %25.",
      },
    );
  }
}

function readTlsMode(text: string | undefined): TlsMode | undefined {
  if (text === undefined) return undefined;
  const mode = tlsModes.find((known) => known === text);
  if (mode !== undefined) return mode;
  throw new ConfigError(
    `sslmode in the database URL takes ${tlsModes.join(", ")}.`,
  );
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (seconds > 0) return seconds * 1000;
  throw new ConfigError(
    "connect_timeout in the database URL takes a number of seconds above 0.",
  );
}
