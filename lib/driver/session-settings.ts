/** A setting of a session that the codecs depend on. */
interface SessionSetting {
  readonly name: string;
  /** What it is set to where it is something else. */
  readonly value: string;
  /** Whether values can be read with another one. */
  readonly isReadable: (value: string) => boolean;
}

/** They are mostly the server's own defaults; a server, database or role may have others. */
const settings: readonly SessionSetting[] = [
  {
    name: "DateStyle",
    value: "ISO, MDY",
    isReadable: (value) => value.startsWith("ISO"),
  },
  {
    name: "IntervalStyle",
    value: "postgres",
    isReadable: (value) => value === "postgres",
  },
  {
    name: "bytea_output",
    value: "hex",
    isReadable: (value) => value === "hex",
  },
  {
    // Above 0, a float is written with as many digits as give the same float back.
    name: "extra_float_digits",
    value: "1",
    isReadable: (value) => Number(value) >= 1,
  },
];

/** Asks for the session's process id and for the settings. */
export const sessionQuestion = `select ${[
  "pg_backend_pid()",
  ...settings.map(({ name }) => `current_setting('${name}')`),
].join(", ")}`;

/**
 * Makes the settings. It runs as a script after the session has begun, because
 * PgBouncer refuses startup parameters that it does not know, and only where
 * they differ: behind a pooler it would change a session that others use too.
 */
export const sessionSetup = settings
  .map(({ name, value }) => `set ${name} to '${value}'`)
  .join("; ");

/** Whether the settings in an answer to `sessionQuestion` are as `sessionSetup` makes them. */
export function isSetUp([, ...values]: readonly unknown[]): boolean {
  return settings.every(({ value }, index) => values[index] === value);
}

/** The settings with which values could not be read, as statements that correct the database. */
export function findUnreadable([, ...values]: readonly unknown[]): string[] {
  return settings
    .filter(({ isReadable }, index) => !isReadable(String(values[index])))
    .map(({ name, value }) => `set ${name} = '${value}'`);
}
