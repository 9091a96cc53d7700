import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort, serverUser } from "./own-server";
import { waitUntil } from "./servers";

/** How to run PgBouncer here, or why it cannot be run. */
export type PgBouncerProgram =
  | { readonly path: string; readonly libraries: string | undefined }
  | { readonly missing: string; readonly isFailure: boolean };

const cache = resolve(__dirname, "../../node_modules/.cache/pgbouncer");

/**
 * PgBouncer of this machine, else Debian's package, which is unpacked beside
 * other caches and needs no rights. Where there is neither, tests say so; a
 * continuous-integration machine with apt must have it.
 */
export function findPgBouncer(): PgBouncerProgram {
  const installed = (process.env["PATH"] ?? "")
    .split(":")
    .concat("/usr/sbin")
    .map((directory) => join(directory, "pgbouncer"))
    .find((path) => existsSync(path));
  if (installed !== undefined) return { path: installed, libraries: undefined };
  const isFailure =
    process.env["CI"] === "true" && existsSync("/usr/bin/apt-get");
  if (!existsSync("/usr/bin/apt-get"))
    return {
      missing: "it is not installed, and there is no apt-get",
      isFailure,
    };
  try {
    return unpack();
  } catch (error) {
    const reason = String(
      (error as { stderr?: unknown }).stderr ?? error,
    ).trim();
    return {
      missing: `apt-get gave no package that runs: ${reason}`,
      isFailure,
    };
  }
}

function unpack(): PgBouncerProgram {
  const path = join(cache, "usr/sbin/pgbouncer");
  if (!existsSync(path)) download();
  const triplets = readdirSync(join(cache, "usr/lib"));
  const libraries = triplets
    .map((name) => join(cache, "usr/lib", name))
    .join(":");
  // Where a library is missing it says which.
  execFileSync(path, ["--version"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
  });
  return { path, libraries };
}

/** Whoever looks meanwhile finds all of it or nothing. */
function download(): void {
  const unfinished = `${cache}.${String(process.pid)}`;
  mkdirSync(unfinished, { recursive: true });
  const run = (program: string, ...words: string[]): unknown =>
    execFileSync(program, words, {
      cwd: unfinished,
      stdio: ["ignore", "ignore", "pipe"],
    });
  // The second is the one library of its that a small Debian has not.
  run("apt-get", "download", "pgbouncer", "libc-ares2");
  for (const file of readdirSync(unfinished)) run("dpkg-deb", "-x", file, ".");
  chmodSync(unfinished, 0o755);
  rmSync(cache, { recursive: true, force: true });
  renameSync(unfinished, cache);
}

/** A running PgBouncer with its own defaults, but for the mode and the number of server connections. */
export interface PgBouncer {
  /** The given address, through the pooler. */
  through(url: string): string;
  close(): Promise<void>;
}

/** Starts PgBouncer in transaction mode before a server. */
export async function startPgBouncer(
  program: PgBouncerProgram,
  server: URL,
  poolSize: number,
): Promise<PgBouncer> {
  if ("missing" in program)
    throw new Error(`PgBouncer is missing: ${program.missing}`);
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), "arx-pgbouncer-"));
  const file = join(directory, "pgbouncer.ini");
  await writeFile(
    file,
    `[databases]
* = host=${server.hostname} port=${server.port === "" ? "5432" : server.port} user=${server.username}${server.password === "" ? "" : ` password=${server.password}`}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${String(port)}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${String(poolSize)}
`,
  );
  // It refuses to run as root, and may only read what is its own.
  await chown(file, serverUser.uid, serverUser.gid);
  await chmod(directory, 0o755);
  const child = spawn(program.path, [file], {
    ...serverUser,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LD_LIBRARY_PATH: program.libraries },
  });
  const ended = once(child, "exit");
  let log = "";
  child.stderr.on("data", (chunk) => (log += String(chunk)));
  await waitUntil(() => {
    if (child.exitCode !== null)
      throw new Error(`PgBouncer did not start:\n${log}`);
    return log.includes("process up");
  });
  return {
    through(url) {
      const own = new URL(url);
      own.host = `127.0.0.1:${String(port)}`;
      return own.href;
    },
    async close() {
      child.kill("SIGTERM");
      await ended;
      await rm(directory, { recursive: true });
    },
  };
}
