import { randomBytes } from "node:crypto";
import type { DriverField } from "../driver";
import { hasLastingColumns } from "../statement-text";

/**
 * How many statements one session keeps prepared. Each costs memory at the
 * server until the session ends, which `pool.maxLifetimeMs` sees to.
 */
const limit = 500;

/** A statement that one session keeps prepared. */
export interface PreparedStatement {
  readonly name: string;
  /** Whether the server has it. */
  isParsed: boolean;
  /** The columns it gives, once the server has told them. */
  fields: readonly DriverField[] | undefined;
}

/** The prepared statements of one session, by their text. */
export class PreparedStatements {
  readonly #byText = new Map<string, PreparedStatement>();
  // Behind a pooler sessions of several programs share one at the server: names must differ between them.
  readonly #prefix = `arx_${randomBytes(6).toString("hex")}_`;
  #made = 0;

  /** Whether the text was sent before, so that it need not be checked again. */
  has(text: string): boolean {
    return this.#byText.has(text);
  }

  /**
   * The statement to run for a text. Undefined when the text is to be sent
   * unprepared: while its first run is on the way, since a failure of that
   * would leave the second without a statement; when its columns may be others
   * the next time, since they are kept; and beyond the limit.
   */
  claim(text: string): PreparedStatement | undefined {
    const known = this.#byText.get(text);
    if (known !== undefined) return known.isParsed ? known : undefined;
    return this.#byText.size < limit && hasLastingColumns(text)
      ? this.#add(text)
      : undefined;
  }

  /**
   * Forgets a statement that the server did not prepare, or does not run any
   * more as it was prepared. Of several runs that find that out, the first does it.
   * @returns whether it was there
   */
  forget(text: string, statement: PreparedStatement): boolean {
    return this.#byText.get(text) === statement && this.#byText.delete(text);
  }

  #add(text: string): PreparedStatement {
    const statement: PreparedStatement = {
      name: this.#prefix + String(++this.#made),
      isParsed: false,
      fields: undefined,
    };
    this.#byText.set(text, statement);
    return statement;
  }
}
