import postgres from "postgres";
import { engines } from "./engines";
import type { Engine } from "./engines";

/** Runs a group of tests once on each engine that is a server: what PGlite does not have, such as several sessions. */
export function describeEachServer(
  title: string,
  tests: (engine: Engine) => void,
): void {
  const servers = engines.filter(({ name }) => name !== "PGlite");
  describe.each(servers.map((engine) => [engine.name, engine] as const))(
    `${title} on %s`,
    (_, engine) => {
      tests(engine);
    },
  );
}

/** A second program that looks at a database beside the one under test. */
export interface Onlooker {
  /** The first row of a statement, as texts. */
  row(text: string): Promise<Record<string, unknown>>;
  /** Ends all other sessions of this database, and returns once they are gone when asked to wait. */
  endSessions(options: { readonly wait: boolean }): Promise<void>;
  close(): Promise<void>;
}

export function openOnlooker(url: string): Onlooker {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  const others =
    "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
  const row: Onlooker["row"] = async (text) =>
    (await client.unsafe(text))[0] ?? {};
  return {
    row,
    async endSessions({ wait }) {
      const ended = await client.unsafe(
        `select pid, pg_terminate_backend(pid) from (${others}) others`,
      );
      // By their ids: a pool opens new ones meanwhile.
      const left = `select count(*)::int as n from pg_stat_activity where pid = any('{${ended.map(({ pid }) => String(pid)).join()}}')`;
      while (wait && (await row(left))["n"] !== 0) continue;
    },
    close: () => client.end(),
  };
}

/** Asks until the answer is yes; the test's own timeout ends it otherwise. */
export async function waitUntil(
  isTrue: () => boolean | Promise<boolean>,
): Promise<void> {
  while (!(await isTrue()))
    await new Promise((resolve) => setTimeout(resolve, 5));
}
