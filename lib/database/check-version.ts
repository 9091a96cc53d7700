import { UnsupportedServerError } from "../errors/database-error";

/** The oldest PostgreSQL that arx runs on. */
const minimum = 14;

/**
 * The major version in a `server_version_num` such as 180004.
 * @throws UnsupportedServerError when it is too old
 */
export function checkServerVersion(versionNumber: number): number {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= minimum) return major;
  throw new UnsupportedServerError(describe(versionNumber, major), minimum);
}

/** 130004 is 13.4; before 10 the first two parts were the version: 90603 is 9.6.3. */
function describe(versionNumber: number, major: number): string {
  const rest = versionNumber % 10_000;
  if (major >= 10) return `${String(major)}.${String(rest)}`;
  return `${String(major)}.${String(Math.floor(rest / 100))}.${String(rest % 100)}`;
}
