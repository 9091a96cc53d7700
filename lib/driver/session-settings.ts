/**
 * What every session is set to, because the codecs read and write these forms
 * only. They are mostly the server's own defaults; a server, database or role
 * may have others. They are sent as a script and not at startup: PgBouncer
 * refuses startup parameters that it does not know.
 */
const settings: Readonly<Record<string, string>> = {
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  bytea_output: "hex",
  // Above 0, a float is written with as many digits as give the same float back.
  extra_float_digits: "1",
};

/** The script that begins a session. */
export const sessionSetup = Object.entries(settings)
  .map(([name, value]) => `set ${name} to '${value}'`)
  .join("; ");
