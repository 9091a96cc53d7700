import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { PGlite, Results } from "@electric-sql/pglite";
import { ConnectionError } from "../errors/database-error";
import { describeConnection } from "./connection-options";
import type { PgliteOptions } from "./connection-options";
import { lockDirectory } from "./directory-lock";
import type {
  ConnectionEvents,
  Driver,
  DriverConnection,
  DriverResult,
  DriverRow,
  DriverStatement,
} from "./driver";
import { sessionSetup } from "./session-settings";
import { findParameterProblem, findTextProblem } from "./statement-text";
import { describeRefusal, translateError } from "./translate-error";

/** The driver for PGlite: PostgreSQL inside this process, with one session. */
export function createPgliteDriver(options: PgliteOptions): Driver {
  const label = describeConnection(options);
  let opening: Promise<Engine> | undefined;
  return {
    kind: "pglite",
    maxSessions: 1,
    label,
    async connect(events) {
      opening ??= openEngine(options);
      try {
        return new PgliteConnection(await opening, label, events);
      } catch (error) {
        opening = undefined;
        throw describeRefusal(error, label);
      }
    },
    async close() {
      const engine = await opening?.catch(() => undefined);
      opening = undefined;
      await engine?.close();
    },
  };
}

/** What is used of PGlite. */
type Instance = Pick<PGlite, "query" | "exec" | "parsers" | "serializers">;

/** The running database, and how to stop it and free its directory. */
interface Engine {
  readonly pglite: Instance;
  close(): Promise<void>;
}

async function openEngine({ directory }: PgliteOptions): Promise<Engine> {
  if (directory === undefined)
    return startEngine("memory://", () => Promise.resolve());
  const path = resolve(directory);
  await mkdir(path, { recursive: true });
  const unlock = await lockDirectory(path);
  try {
    // The prefix keeps a directory such as "idb://x" from meaning something else to PGlite.
    return await startEngine(`file://${path}`, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startEngine(
  location: string,
  unlock: () => Promise<void>,
): Promise<Engine> {
  // Loaded here and not above: its WebAssembly takes a second that most programs never need.
  const { PGlite } = await import("@electric-sql/pglite");
  const pglite = new PGlite(location);
  await pglite.waitReady;
  keepText(pglite);
  await pglite.exec(sessionSetup);
  return {
    pglite,
    async close() {
      await pglite.close();
      await unlock();
    },
  };
}

/** Takes PGlite's own conversions out: without a serializer it sends text, and types it has no parser for stay text. */
function keepText(pglite: Instance): void {
  pglite.serializers = {};
  for (const typeId of Object.keys(pglite.parsers))
    pglite.parsers[typeId] = (text) => text;
}

class PgliteConnection implements DriverConnection {
  readonly processId = 0;
  readonly #engine: Instance;
  readonly #label: string;
  readonly #events: ConnectionEvents;
  #isClosed = false;

  constructor(engine: Engine, label: string, events: ConnectionEvents) {
    this.#engine = engine.pglite;
    this.#label = label;
    this.#events = events;
  }

  async query({ text, parameters }: DriverStatement): Promise<DriverResult> {
    this.#check(text, parameters);
    try {
      return toResult(
        await this.#engine.query<DriverRow>(text, [...parameters], {
          rowMode: "array",
        }),
      );
    } catch (error) {
      throw translateError(error, text);
    }
  }

  async script(text: string): Promise<void> {
    this.#check(text, []);
    try {
      await this.#engine.exec(text);
    } catch (error) {
      throw translateError(error, text);
    }
  }

  close(): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#events.onClose(undefined);
    }
    return Promise.resolve();
  }

  #check(text: string, parameters: readonly unknown[]): void {
    if (this.#isClosed)
      throw new ConnectionError(`The connection to ${this.#label} is closed.`, {
        neverRan: true,
      });
    const problem = findParameterProblem(parameters) ?? findTextProblem(text);
    if (problem !== undefined) throw problem;
  }
}

function toResult({
  fields,
  rows,
  rowCount,
}: Results<DriverRow>): DriverResult {
  return {
    fields: fields.map(({ name, dataTypeID }) => ({
      name,
      typeId: dataTypeID,
    })),
    rows,
    count: rowCount ?? 0,
  };
}
