import type { InvalidArgumentError } from "../../errors/query-error";
import type { DriverField, DriverResult, DriverRow } from "../driver";
import { valueLengthRefusal } from "../statement-text";
import type { PreparedStatement } from "./prepared-statements";
import { readRow } from "./read-row";
import type { ServerError } from "./server-error";

/** What settles an exchange. */
export interface Outcome {
  readonly resolve: (result: DriverResult) => void;
  /**
   * @param error what the server says, or undefined when the session was lost
   * @param neverRan whether the statement has not run, for certain
   */
  readonly reject: (
    error: ServerError | InvalidArgumentError | undefined,
    neverRan: boolean,
  ) => void;
}

/** One statement or script on its way, and what the server has answered so far: its own result in the end. */
export class Exchange implements DriverResult {
  readonly rows: DriverRow[] = [];
  fields: readonly DriverField[] = [];
  count = 0;
  error: ServerError | InvalidArgumentError | undefined;
  /** Whether the server has begun to run it. */
  hasBegun = false;
  /** Whether it was sent without being prepared, because an earlier run had done that. */
  usesKept = false;
  /** Whether this is its second run, because the server no longer had or accepted what was prepared. */
  isRepeated = false;

  constructor(
    readonly text: string,
    readonly parameters: readonly (string | null)[],
    /** Undefined when it is not prepared. */
    public prepared: PreparedStatement | undefined,
    readonly outcome: Outcome,
  ) {}

  /** Reads a row of its result. */
  addRow(bytes: Buffer, start: number, end: number): void {
    try {
      this.rows.push(readRow(bytes, start, end));
    } catch {
      this.error ??= valueLengthRefusal();
    }
  }
}
