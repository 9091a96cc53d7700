import { randomBytes } from "node:crypto";
import postgres from "postgres";

/** A kind of database that every integration test runs on. */
export interface Engine {
  readonly name: string;
  /** Makes an empty database of its own for one test file. */
  create(): Promise<TestDatabase>;
}

export interface TestDatabase {
  /** What to pass as `connect({ database })` or `--database`. */
  readonly url: string;
  /** Removes the database; call it after every connection is closed. */
  drop(): Promise<void>;
}

/** The servers of this run: the one the suite starts itself, and a further one when there is one (see global-setup.mjs). */
function servers(): readonly (readonly [name: string, url: string])[] {
  const embedded = process.env["ARX_TEST_EMBEDDED_URL"];
  if (embedded === undefined)
    throw new Error("The global setup of the suite did not start PostgreSQL.");
  const given = process.env["ARX_TEST_SERVER_URL"];
  return given === undefined
    ? [["PostgreSQL 18", embedded]]
    : [
        ["PostgreSQL 18", embedded],
        [process.env["ARX_TEST_SERVER_NAME"] ?? "the given server", given],
      ];
}

/** Every engine of this run. */
export const engines: readonly Engine[] = [
  {
    name: "PGlite",
    create: () =>
      Promise.resolve({ url: "pglite:memory", drop: () => Promise.resolve() }),
  },
  ...servers().map(([name, url]) => ({
    name,
    create: () => createOnServer(url),
  })),
];

/** Runs a group of tests once on each engine. */
export function describeEachEngine(
  title: string,
  tests: (engine: Engine) => void,
): void {
  describe.each(engines.map((engine) => [engine.name, engine] as const))(
    `${title} on %s`,
    (_, engine) => {
      tests(engine);
    },
  );
}

async function createOnServer(serverUrl: string): Promise<TestDatabase> {
  // The run is in the name so that a later one knows what to clear away; what one test left never stops another.
  const name = `arx_test_run_${process.env["ARX_TEST_RUN"] ?? "0"}_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () =>
      onServer(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await client.unsafe(statement);
  } finally {
    await client.end();
  }
}
