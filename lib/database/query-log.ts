import type { DriverResult, DriverStatement } from "../driver/driver";
import { ArxError } from "../errors/arx-error";
import { currentContext } from "./context";
import type { QueryEvent, QueryListener } from "./database-event";
import type { Listeners } from "./listeners";

/** Measures the statements of one database, and tells of them. */
export class QueryLog {
  constructor(
    private readonly database: string,
    private readonly slowQueryMs: number,
    private readonly listeners: Listeners,
  ) {}

  /** Runs a statement and tells of it whoever wants to know; without them it is only run. */
  observe(
    statement: DriverStatement,
    isControl: boolean,
    run: () => Promise<DriverResult>,
  ): Promise<DriverResult> {
    const recorder = currentContext()?.recorder;
    if (this.listeners.isQuiet && recorder === undefined) return run();
    return this.#measure(statement, isControl, recorder, run);
  }

  async #measure(
    { text, parameters }: DriverStatement,
    isControl: boolean,
    recorder: QueryListener | undefined,
    run: () => Promise<DriverResult>,
  ): Promise<DriverResult> {
    const start = performance.now();
    const tell = (rows: number, error: ArxError | undefined): void => {
      const durationMs = performance.now() - start;
      const event: QueryEvent = {
        kind: "query",
        database: this.database,
        text,
        parameters,
        isControl,
        durationMs,
        isSlow: durationMs >= this.slowQueryMs,
        rows,
        error,
      };
      recorder?.(event);
      this.listeners.emitQuery(event);
    };
    try {
      const result = await run();
      tell(result.count, undefined);
      return result;
    } catch (error) {
      tell(0, error instanceof ArxError ? error : undefined);
      throw error;
    }
  }
}
