import { tlsModes } from "../driver/connection-options";
import { ConfigError } from "../errors/database-error";

/** Gives the parameter of a URL that a variable stands for, or complains about its value. */
interface Variable {
  readonly parameter: string;
  readonly expects: string;
  readonly isValid: (value: string) => boolean;
}

const isAnything = (): boolean => true;

/** The variables of libpq beside host, port, user, password and database. */
const variables: Readonly<Record<string, Variable>> = {
  PGHOST: { parameter: "host", expects: "a host", isValid: isAnything },
  PGAPPNAME: {
    parameter: "application_name",
    expects: "a name",
    isValid: isAnything,
  },
  PGOPTIONS: {
    parameter: "options",
    expects: "options of a session",
    isValid: isAnything,
  },
  PGSSLMODE: {
    parameter: "sslmode",
    expects: tlsModes.join(", "),
    isValid: (value) => tlsModes.some((mode) => mode === value),
  },
  PGSSLROOTCERT: {
    parameter: "sslrootcert",
    expects: "a file",
    isValid: isAnything,
  },
  PGCONNECT_TIMEOUT: {
    parameter: "connect_timeout",
    expects: "a number of seconds above 0",
    isValid: (value) => Number(value) > 0,
  },
};

/**
 * The database that the environment names: DATABASE_URL, else the PG* variables
 * of libpq when PGHOST or PGDATABASE is there. Asked only where the program
 * names no database itself: what it connects to is written in one place.
 * @throws ConfigError naming the variable
 */
export function databaseFromEnvironment(
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const read = (name: string): string | undefined =>
    environment[name] === "" ? undefined : environment[name];
  const url = read("DATABASE_URL");
  if (url !== undefined) return url;
  if (read("PGHOST") === undefined && read("PGDATABASE") === undefined)
    return undefined;
  const part = (name: string): string => encodeURIComponent(read(name) ?? "");
  const user = `${part("PGUSER")}:${part("PGPASSWORD")}@`;
  const place = `localhost${readPort(read("PGPORT"))}/${part("PGDATABASE")}`;
  return `postgres://${user === ":@" ? "" : user}${place}${readParameters(read)}`;
}

function readPort(port: string | undefined): string {
  if (port === undefined) return "";
  if (/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)
    return `:${port}`;
  throw refuse("PGPORT", "a number from 1 to 65535");
}

function readParameters(read: (name: string) => string | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, { parameter, expects, isValid }] of Object.entries(
    variables,
  )) {
    const value = read(name);
    if (value === undefined) continue;
    if (!isValid(value)) throw refuse(name, expects);
    parameters.set(parameter, value);
  }
  return parameters.size === 0 ? "" : `?${parameters.toString()}`;
}

function refuse(name: string, expects: string): ConfigError {
  return new ConfigError(`The environment variable ${name} takes ${expects}.`, {
    hint: "Correct it, or name the database in the program.",
  });
}
