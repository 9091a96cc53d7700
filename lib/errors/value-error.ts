import { ArxError } from "./arx-error";

/**
 * Raised when a function that a column was given for its values throws: `to` or
 * `from` of `transform`, or `normalize`. What it threw is the `cause`; the value
 * itself is never shown.
 *
 * @example
 * ```ts
 * @Table()
 * class Account extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({
 *     type: "text",
 *     transform: {
 *       to: (site: URL) => site.href,
 *       from: (text: string) => new URL(text),
 *     },
 *   })
 *   declare site: URL;
 * }
 *
 * await sql`insert into ${Account} (site) values ('nowhere')`;
 * await Account.all();   // throws TransformError
 * ```
 */
export class TransformError extends ArxError {
  readonly code = "TRANSFORM";

  /**
   * @param at the column: `Account.site`
   * @param step which of its functions threw
   * @param cause what it threw
   */
  constructor(
    readonly at: string,
    readonly step: "transform.to" | "transform.from" | "normalize",
    cause: unknown,
  ) {
    super(`${step} of ${at} threw.`, {
      cause,
      hint: "Look at the cause. The function must take every value of the field; null is never given to it.",
    });
  }
}
