import { ArxError } from "../errors/arx-error";
import {
  CheckViolationError,
  ConfigError,
  ConnectionError,
  DatabaseError,
  DeadlockError,
  ExclusionViolationError,
  ForeignKeyViolationError,
  LockNotAvailableError,
  NotNullViolationError,
  QueryTimeoutError,
  ReadOnlyError,
  SerializationFailureError,
  UniqueViolationError,
} from "../errors/database-error";
import type { DatabaseErrorDetails } from "../errors/database-error";
import { copyWithoutValues, isError, readReport } from "./server-report";

type DatabaseErrorClass = new (
  message: string,
  details: DatabaseErrorDetails,
) => DatabaseError;

/** By SQLSTATE: PostgreSQL's manual, appendix "PostgreSQL Error Codes". */
const classes: ReadonlyMap<string, DatabaseErrorClass> = new Map<
  string,
  DatabaseErrorClass
>([
  // "on delete restrict" is 23503 up to PostgreSQL 17.
  ["23001", ForeignKeyViolationError],
  ["23502", NotNullViolationError],
  ["23503", ForeignKeyViolationError],
  ["23505", UniqueViolationError],
  ["23514", CheckViolationError],
  ["23P01", ExclusionViolationError],
  ["25006", ReadOnlyError],
  ["40001", SerializationFailureError],
  ["40P01", DeadlockError],
  ["53300", ConnectionError],
  ["55P03", LockNotAvailableError],
  ["57014", QueryTimeoutError],
  ["57P01", ConnectionError],
  ["57P02", ConnectionError],
  ["57P03", ConnectionError],
  ["57P05", ConnectionError],
]);

/** Node knows no authority that signed the server's certificate. */
const unknownSignerHint =
  "Name the authority that signed it: sslrootcert=/path/to/ca.pem, or pool: { ssl: { ca } }.";

/** The server does not know a prepared statement, or knows it already: it is not the session that prepared it. */
const pooledHint =
  "Behind a pooler in transaction mode, connect with pool: { prepare: false }.";

const networkHint = "Check the network, and host and port.";

const hints: ReadonlyMap<string, string> = new Map([
  [
    "25006",
    "Write outside of { readOnly: true }; when the server is a standby or default_transaction_read_only is on, connect to the primary.",
  ],
  ["26000", pooledHint],
  ["42P05", pooledHint],
  [
    "25P02",
    "An earlier statement of this transaction failed; catch its error outside transaction(), or around a nested one.",
  ],
  [
    "28000",
    "Check the user, and pg_hba.conf at the server: it may want TLS (sslmode=require) or a client certificate (pool.ssl).",
  ],
  [
    "28P01",
    "Check the user name and the password; in a URL, percent-encode special characters.",
  ],
  ["3D000", "Create the database first, or correct its name."],
  [
    "42846",
    "PostgreSQL has no cast between these types: say how one becomes the other, in a migration by the using of alterColumn.",
  ],
  ["42P01", "Apply the pending migrations: npx arx migrate"],
  ["42703", "Apply the pending migrations: npx arx migrate"],
  ["53300", "Lower pool.max, or raise max_connections at the server."],
  [
    "57P03",
    "The server is starting, stopping or recovering; try again, or raise pool.connectTimeoutMs.",
  ],
  ["ECONNREFUSED", "Is the server running, and are host and port right?"],
  ["ENOENT", "Is the server running, and is this the directory of its socket?"],
  ["ENOTFOUND", "Check the host name."],
  [
    "EAI_AGAIN",
    "No name can be looked up: check the network, and the host name.",
  ],
  ["EHOSTUNREACH", networkHint],
  ["ENETUNREACH", networkHint],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", unknownSignerHint],
  ["SELF_SIGNED_CERT_IN_CHAIN", unknownSignerHint],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", unknownSignerHint],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", unknownSignerHint],
  [
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "Connect by the name that the certificate is for, or check the signer alone: sslmode=verify-ca.",
  ],
]);

/**
 * The arx error for what a driver threw: the class follows SQLSTATE, the cause
 * is kept without the parameters. Errors of arx pass unchanged.
 * @param findHint what to do about a message, where the driver knows better than the server
 */
export function translateError(
  error: unknown,
  sql: string | undefined,
  findHint: (message: string) => string | undefined = () => undefined,
): ArxError {
  if (error instanceof ArxError) return error;
  const report = readReport(error);
  if (report === undefined)
    return new DatabaseError("The driver failed.", { sql, cause: error });
  const { message, code, ...rest } = report;
  const details = {
    ...rest,
    sqlState: sqlStateOf(code),
    sql,
    hint: findHint(message) ?? rest.hint ?? hintFor(code),
    cause: causeOf(error),
  };
  return new (classFor(code))(message, details);
}

/** The error for a database that could not be reached or refused the session. */
export function describeRefusal(error: unknown, label: string): ArxError {
  if (error instanceof ConfigError) return error;
  const report = readReport(error);
  const reason =
    report === undefined || report.message === ""
      ? report?.code
      : report.message;
  return new ConnectionError(
    `Cannot connect to ${label}: ${reason ?? "no reason was given"}`,
    {
      sqlState: sqlStateOf(report?.code),
      hint:
        error instanceof ArxError
          ? error.hint
          : (report?.hint ?? hintFor(report?.code)),
      cause: causeOf(error),
    },
  );
}

function classFor(code: string | undefined): DatabaseErrorClass {
  const known = classes.get(code ?? "");
  if (known !== undefined) return known;
  // Class 08 is about connections, class 28 about who may connect; 08P01 also says that parameters are missing.
  return /^(08(?!P01)|28)/.test(sqlStateOf(code) ?? "")
    ? ConnectionError
    : DatabaseError;
}

function sqlStateOf(code: string | undefined): string | undefined {
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code)
    ? code
    : undefined;
}

function hintFor(code: string | undefined): string | undefined {
  return code === undefined ? undefined : hints.get(code);
}

function causeOf(error: unknown): unknown {
  return isError(error) && !(error instanceof ArxError)
    ? copyWithoutValues(error)
    : undefined;
}
