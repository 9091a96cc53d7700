import { spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../lib/database/current";
import { lockDirectory } from "../../lib/driver/directory-lock";
import { startProgram } from "../support/start-program";

describe("The lock of a PGlite directory", () => {
  let root: string;
  let directory: string;
  let count = 0;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "arx-lock-"));
  });

  beforeEach(async () => {
    directory = join(root, String(++count));
    await mkdir(directory);
  });

  afterAll(() => rm(root, { recursive: true }));

  /** Leaves a lock as a process of this name would have. */
  async function leaveLock(name: string): Promise<void> {
    await (
      await lockDirectory(directory)
    )();
    const lock = join(directory, "arx.lock");
    await rename(join(lock, "free"), join(lock, name));
  }

  function names(): Promise<string[]> {
    return readdir(join(directory, "arx.lock"));
  }

  const inUse = (user: string): object => ({
    name: "ConnectionError",
    message: `${directory} is in use by ${user}; PGlite allows one at a time.`,
    hint: "Close the other program or connection first, or use a PostgreSQL server.",
  });

  it("is had by one connection of this process at a time", async () => {
    const unlock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toMatchObject(
      inUse("this process"),
    );
    await unlock();
    expect(await names()).toEqual(["free"]);
    await (
      await lockDirectory(directory)
    )();
  });

  it("names its owner by number, start and computer", async () => {
    const unlock = await lockDirectory(directory);
    const [name] = await names();
    expect(name).toMatch(new RegExp(`^${String(process.pid)}-\\w+@`));
    expect(name?.endsWith(`@${hostname()}`)).toBe(true);
    await unlock();
  });

  it("is taken over from a process that is gone", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    await leaveLock(`${String(pid)}-unknown@${hostname()}`);
    const unlock = await lockDirectory(directory);
    expect(await names()).not.toContain("free");
    await unlock();
  });

  it("is taken over when another process got the number since, even this one", async () => {
    for (const pid of [process.ppid, process.pid]) {
      await leaveLock(`${String(pid)}-another_start@${hostname()}`);
      await (
        await lockDirectory(directory)
      )();
      expect(await names()).toEqual(["free"]);
    }
  });

  it("stays with a process that lives and whose start is not known", async () => {
    const name = `${String(process.ppid)}-unknown@${hostname()}`;
    await leaveLock(name);
    await expect(lockDirectory(directory)).rejects.toMatchObject(
      inUse(`process ${String(process.ppid)}`),
    );
    expect(await names()).toEqual([name]);
  });

  it("stays with a process of another computer, and says how to free it", async () => {
    await leaveLock("1-boot_1@build-7");
    await expect(lockDirectory(directory)).rejects.toMatchObject({
      message: `${directory} is in use by process 1 on build-7; PGlite allows one at a time.`,
      hint: `If that computer or container is gone, delete ${join(directory, "arx.lock")}.`,
    });
  });

  it("is refused where it is not what arx wrote: a file, a folder with something else, or two owners", async () => {
    const lock = join(directory, "arx.lock");
    const expectRefusal = async (): Promise<void> => {
      await expect(lockDirectory(directory)).rejects.toMatchObject({
        name: "ConnectionError",
        message: `${lock} is not a lock that arx wrote.`,
        hint: `When no program uses ${directory}, delete ${lock}.`,
      });
      await rm(lock, { recursive: true });
    };
    await writeFile(lock, "12\n");
    await expectRefusal();
    await mkdir(lock);
    await writeFile(join(lock, "notes"), "");
    await expectRefusal();
    await leaveLock("1-x@build-7");
    await writeFile(join(lock, "free"), "");
    await expectRefusal();
  });

  it("is made where only an empty folder was left", async () => {
    await mkdir(join(directory, "arx.lock"));
    await (
      await lockDirectory(directory)
    )();
    expect(await names()).toEqual(["free"]);
  });

  it("is won by exactly one of ten processes that start at once: new, free, or left by one that is gone", async () => {
    const racers = Array.from({ length: 10 }, () =>
      startProgram("race-for-directory"),
    );
    await Promise.all(racers.map((racer) => answer(racer)));
    for (let round = 0; round < 15; round++) {
      directory = join(root, `race ${String(round)}`);
      await mkdir(directory);
      if (round % 3 === 1) await leaveLock("free");
      if (round % 3 === 2) await leaveLock(`2147483646-x@${hostname()}`);
      const answers = await Promise.all(
        racers.map((racer) => ask(racer, directory)),
      );
      const winner = racers[answers.indexOf("won")];
      const lost = `${directory} is in use by process ${String(winner?.pid)}; PGlite allows one at a time.`;
      expect(answers.sort()).toEqual([
        ...Array.from({ length: 9 }, () => lost),
        "won",
      ]);
      if (winner !== undefined) await ask(winner, "free");
      expect(await readdir(directory)).toEqual(["arx.lock"]);
    }
    for (const racer of racers) racer.disconnect();
    await Promise.all(racers.map((racer) => once(racer, "exit")));
  }, 60_000);

  it("is left behind by a process that is killed, whose committed rows stay", async () => {
    const url = `pglite:${directory}`;
    const writer = startProgram("hold-directory", url);
    const output = collect(writer);
    await until(writer, () => output.text.includes("\n20\n"));
    await expect(connect({ database: url })).rejects.toMatchObject({
      message: `Cannot connect to ${url}: ${directory} is in use by process ${String(writer.pid)}; PGlite allows one at a time.`,
    });
    writer.kill("SIGKILL");
    await once(writer, "close");
    const last = Number(output.text.trim().split("\n").pop());
    const db = await connect({ database: url });
    const { count, most } = await db.one<{ count: bigint; most: number }>(
      "select count(*), max(n) as most from written",
    );
    // The row after the last that was told of may have been committed as well.
    expect([last, last + 1]).toContain(most);
    expect(Number(count)).toBe(most);
    await db.close();
  }, 60_000);
});

function ask(racer: ChildProcess, message: string): Promise<string> {
  const answered = answer(racer);
  racer.send(message);
  return answered;
}

async function answer(racer: ChildProcess): Promise<string> {
  const [message] = (await once(racer, "message")) as [unknown];
  return String(message);
}

/** What a program prints, as far as it has come. */
function collect(program: ChildProcess): { text: string } {
  const output = { text: "" };
  program.stdout?.on("data", (part) => (output.text += String(part)));
  program.stderr?.on("data", (part) => (output.text += String(part)));
  return output;
}

/** Waits until a program has printed what is looked for; it must not end before. */
async function until(
  program: ChildProcess,
  isReached: () => boolean,
): Promise<void> {
  const ended = once(program, "close").then(() => {
    throw new Error("The program ended.");
  });
  ended.catch(() => undefined);
  while (!isReached())
    await Promise.race([once(program.stdout ?? program, "data"), ended]);
}
