import { existsSync } from "node:fs";
import { relative } from "node:path";
import type { Database, ResolvedConfig } from "../../lib/index";
import type { Context } from "../context";
import { ok, warn } from "./check";
import type { Check, Finding } from "./check";

/** Whether the database can be reached, and what stands in the way of writing to it. */
export const checkDatabase: Check = {
  name: "database",
  needs: ["configuration"],
  async run(context) {
    const { database } = await context.config();
    const directory = pgliteDirectory(database);
    // Opening it would make it.
    if (directory !== undefined && !existsSync(directory))
      return [
        {
          status: "skip",
          message: `${relative(process.cwd(), directory)} is not there yet; npx arx migrate makes it`,
        },
      ];
    return describeServer(await context.connect(), context);
  },
};

function pgliteDirectory(
  database: ResolvedConfig["database"],
): string | undefined {
  if (typeof database !== "string") return undefined;
  const directory = /^pglite:(.+)$/.exec(database)?.[1];
  return directory === "memory" ? undefined : directory;
}

/** What the server says of itself and of this session. */
interface ServerState {
  readonly version: string;
  readonly is_standby: boolean;
  readonly is_read_only: boolean;
  readonly can_create: boolean;
  readonly has_tls: boolean | null;
  readonly now: Date;
}

const stateQuery = `select split_part(current_setting('server_version'), ' ', 1) as version,
  pg_is_in_recovery() as is_standby,
  current_setting('transaction_read_only')::boolean as is_read_only,
  coalesce(has_schema_privilege(current_schema(), 'create'), false) as can_create,
  (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as has_tls,
  clock_timestamp() as now`;

async function describeServer(
  database: Database,
  { output }: Context,
): Promise<readonly Finding[]> {
  const start = performance.now();
  const state = await database.one<ServerState>(stateQuery);
  const milliseconds = Math.ceil(performance.now() - start);
  const connection = state.has_tls === true ? ", encrypted" : "";
  // A duration differs from run to run: programs that compare have no use for it.
  const duration = output.isJson
    ? ""
    : `, answers in ${String(milliseconds)} ms`;
  return [
    ok(
      `PostgreSQL ${state.version} at ${database.label}${connection}${duration}`,
    ),
    ...checkState(state, database),
    ...checkClock(state),
  ];
}

function checkState(
  { is_standby, is_read_only, can_create, has_tls }: ServerState,
  { label }: Database,
): readonly Finding[] {
  const warnings = [
    is_standby &&
      warn(
        "it is a standby: nothing can be written",
        "Name the primary server in the database URL.",
      ),
    is_read_only &&
      !is_standby &&
      warn(
        "transactions are read-only here",
        "See default_transaction_read_only of the database and the user.",
      ),
    !can_create &&
      warn(
        "this user may make no tables in the schema that comes first",
        "As the owner of the database: grant create on schema public to the user.",
      ),
    label === "pglite:memory" &&
      warn(
        "pglite:memory is empty again after every command",
        'Write database: "pglite:.arx/data".',
      ),
    has_tls === false &&
      !isLocal(label) &&
      warn(
        "what goes over the network is not encrypted",
        "Add ?sslmode=verify-full to the database URL.",
      ),
  ];
  return warnings.filter((finding) => finding !== false);
}

/** Whether the server is this machine: a socket is written as an encoded path. */
function isLocal(label: string): boolean {
  const { hostname } = new URL(label);
  return (
    ["localhost", "127.0.0.1", "[::1]", ""].includes(hostname) ||
    hostname.startsWith("%2F")
  );
}

function checkClock({ now }: ServerState): readonly Finding[] {
  const seconds = Math.round((now.getTime() - Date.now()) / 1000);
  if (Math.abs(seconds) < 10) return [];
  const message = `the server's clock is ${String(Math.abs(seconds))} seconds ${seconds > 0 ? "ahead of" : "behind"} this machine's`;
  return [warn(message, "Let both follow a time server (NTP).")];
}
