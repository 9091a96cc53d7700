import type { CompiledQuery } from "./compiled-query";

// The two-key form, so that pg_locks shows both as they are given. The first
// key is "arx" in ASCII; a program's own locks will hardly have it.
const namespace = "6386296";

/** Takes the lock for this session if nobody has it: one row, `t` or `f`. */
export function tryAdvisoryLock(key: number): CompiledQuery {
  return {
    text: "select pg_try_advisory_lock($1::integer, $2::integer)",
    parameters: [namespace, String(key)],
  };
}

/** Gives the lock back. */
export function releaseAdvisoryLock(key: number): CompiledQuery {
  return {
    text: "select pg_advisory_unlock($1::integer, $2::integer)",
    parameters: [namespace, String(key)],
  };
}

/** Who has the lock: process id, seconds since the session did something, program, state. */
export function selectLockHolder(key: number): CompiledQuery {
  return {
    text: `select l.pid, extract(epoch from now() - a.state_change)::integer, a.application_name, a.state
from pg_locks l
left join pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory' and l.granted and l.objsubid = 2
  and l.classid = $1::bigint::oid and l.objid = $2::bigint::oid
  and l.database = (select oid from pg_database where datname = current_database())`,
    parameters: [namespace, String(key)],
  };
}

/** The process at the server that serves this session: another one than the session was given when a pooler stands between. */
export const selectProcessId: CompiledQuery = {
  text: "select pg_backend_pid()",
  parameters: [],
};

/** Ends another session of the same user, and what it runs. */
export function terminateSession(processId: number): CompiledQuery {
  return {
    text: "select pg_terminate_backend($1::integer)",
    parameters: [String(processId)],
  };
}
