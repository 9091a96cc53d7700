import type { Results } from "@electric-sql/pglite";
import type { ArxError } from "../errors/arx-error";
import { ConnectionError } from "../errors/database-error";
import { describeConnection } from "./connection-options";
import type { PgliteOptions } from "./connection-options";
import type {
  ConnectionEvents,
  Driver,
  DriverConnection,
  DriverResult,
  DriverRow,
  DriverStatement,
} from "./driver";
import { openPglite } from "./open-pglite";
import type { Engine } from "./pglite-engine";
import { extensionHint } from "./pglite-extensions";
import { packSnapshot } from "./snapshot";
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
      opening ??= openPglite(options);
      try {
        return new PgliteConnection(await opening, label, events);
      } catch (error) {
        opening = undefined;
        throw describeRefusal(error, label);
      }
    },
    async snapshot() {
      const engine = await opening;
      if (engine === undefined)
        throw new ConnectionError(`The connection to ${label} is closed.`);
      return packSnapshot(await engine.archive());
    },
    async close() {
      const engine = await opening?.catch(() => undefined);
      opening = undefined;
      await engine?.close();
    },
  };
}

class PgliteConnection implements DriverConnection {
  readonly processId = 0;
  /** A statement runs in the thread of its caller, so that nothing can interrupt it. */
  readonly cancel = undefined;
  readonly #engine: Engine;
  readonly #label: string;
  readonly #events: ConnectionEvents;
  #isClosed = false;

  constructor(engine: Engine, label: string, events: ConnectionEvents) {
    this.#engine = engine;
    this.#label = label;
    this.#events = events;
  }

  async query({ text, parameters }: DriverStatement): Promise<DriverResult> {
    this.#check(text, parameters);
    try {
      return toResult(
        await this.#engine.pglite.query<DriverRow>(text, [...parameters], {
          rowMode: "array",
        }),
      );
    } catch (error) {
      throw this.#translate(error, text);
    }
  }

  async script(text: string): Promise<void> {
    this.#check(text, []);
    try {
      await this.#engine.pglite.exec(text);
    } catch (error) {
      throw this.#translate(error, text);
    }
  }

  close(): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#events.onClose(undefined);
    }
    return Promise.resolve();
  }

  #translate(error: unknown, text: string): ArxError {
    const { extensions } = this.#engine;
    return translateError(error, text, (message) =>
      extensionHint(message, extensions),
    );
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
