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

/** Parameters of libpq that mean something arx does otherwise, and what to do instead. */
const elsewhere: Readonly<Record<string, string | undefined>> = {
  target_session_attrs:
    "Remove it and name one server: arx connects to the host that the URL names.",
  sslcert: "Remove it and pass pool: { ssl: { cert, key, ca } }.",
  sslkey: "Remove it and pass pool: { ssl: { cert, key, ca } }.",
  sslpassword: "Remove it and pass pool: { ssl: { cert, key, passphrase } }.",
  port: "Write it behind the host: postgres://user:password@host:5432/database.",
  user: "Write it before the host: postgres://user:password@host:5432/database.",
  password:
    "Write it before the host: postgres://user:password@host:5432/database.",
  dbname:
    "Write it behind the host: postgres://user:password@host:5432/database.",
};

/**
 * Reads `postgres://user:password@host:port/database?sslmode=require`. The
 * password may hold any character, percent-encoded; a host may be an IPv6
 * address in brackets, or the directory of a Unix socket as `?host=/run/postgresql`.
 * @throws ConfigError that never quotes the URL, which may hold a password
 */
export function parsePostgresUrl(text: string): ParsedUrl {
  const url = parse(text);
  checkEncoding(url);
  checkParameters(url);
  const parameter = (name: string): string | undefined => {
    const value = url.searchParams.get(name);
    return value === null || value === "" ? undefined : value;
  };
  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return {
    host: checkHost(parameter("host") ?? decode(hostname, "host")),
    port: url.port === "" ? undefined : checkPort(Number(url.port)),
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

/** @throws ConfigError when several hosts are named */
export function checkHost(host: string | undefined): string | undefined {
  if (host?.includes(",") === true) throw severalHosts();
  return host;
}

/** @throws ConfigError when it is no port */
export function checkPort(port: number): number {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new ConfigError("The port of a database is a number from 1 to 65535.");
}

function severalHosts(): ConfigError {
  return new ConfigError("The database URL names several hosts.", {
    hint: "Name one: the server, or a proxy in front of several that knows which one is primary.",
  });
}

function parse(text: string): URL {
  // A list of hosts with ports is no URL, and would be told apart from other mistakes no more.
  if (/^[a-z]+:\/\/([^/?#]*@)?[^/?#@]*,/.test(text)) throw severalHosts();
  if (!/^[a-z]+:\/\//.test(text)) throw unreadable();
  try {
    // libpq allows a user without a host, URL does not: postgres://user@/database?host=/run/postgresql
    return new URL(
      text.replace(/^([a-z]+:\/\/[^/?#]*@)(?=[/?#]|$)/, "$1localhost"),
    );
  } catch {
    // Node's error would carry the whole text, so it is no cause to keep.
    throw unreadable();
  }
}

function unreadable(): ConfigError {
  return new ConfigError("The database URL cannot be read.", {
    hint: "Write postgres://user:password@host:5432/database; percent-encode special characters in the password (@ is %40, # is %23, / is %2F).",
  });
}

/**
 * After a password of digits, a `/`, `?` or `#` as it stands makes a port of
 * them and puts the rest into the name of the database or a parameter, where it
 * would be shown.
 */
function checkEncoding({ pathname, search, hash }: URL): void {
  if (hash !== "" || pathname.includes("@") || search.includes("@"))
    throw unreadable();
}

function checkParameters({ searchParams }: URL): void {
  for (const name of searchParams.keys()) {
    if (parameters.includes(name)) {
      checkOnce(name, searchParams);
      continue;
    }
    const near = suggest(name, parameters);
    throw new ConfigError(
      `The database URL has a parameter "${name}" that arx does not know.`,
      {
        hint:
          elsewhere[name] ??
          (near === undefined
            ? `Remove it. Known: ${parameters.join(", ")}.`
            : `Did you mean ${near}?`),
      },
    );
  }
}

/** Programs differ in whether the first or the last counts. */
function checkOnce(name: string, parameters: URLSearchParams): void {
  if (parameters.getAll(name).length === 1) return;
  throw new ConfigError(
    `The database URL has the parameter "${name}" more than once.`,
  );
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
