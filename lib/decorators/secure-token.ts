import { MIN_TOKEN_LENGTH, tokenMaker } from "../secrets/random-token";
import type { ColumnField } from "../typing/column-field";
import type { ColumnNaming } from "../typing/column-naming";
import { optionNames } from "../util/option-names";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { draftColumn } from "./draft-column";

/** The options of `@SecureToken`. */
export interface SecureTokenOptions extends ColumnNaming {
  /** How many characters it has: 24, which are 140 random bits, unless told; not fewer. */
  length?: number;
}

/** A decorator of a field that holds a text. */
export type SecureTokenDecorator = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: ColumnField<T, K, { type: "text" }>,
) => void;

/**
 * Makes a field a random text that no two records share, such as a key of an
 * API: letters and digits, without those that look alike. It is there as soon
 * as a record is made, and `regenerateToken` makes another one.
 *
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @SecureToken() declare apiToken: string;
 *   declare [Defaulted]?: "apiToken";
 * }
 *
 * const user = await User.create({});   // insert into "users" ("api_token") values ($1) returning …
 * user.apiToken.length;   // 24
 * await user.regenerateToken("apiToken");   // update "users" set "api_token" = $1 where "id" = $2 returning …
 * ```
 */
export function SecureToken(
  options: SecureTokenOptions = {},
): SecureTokenDecorator {
  return (target: object, property: unknown) => {
    const draft = propertyDraft(target, property);
    const name = property as string;
    checkOptions(draft, name, options, secureTokenOptionNames);
    const { length = MIN_TOKEN_LENGTH, ...column } = options;
    if (!Number.isSafeInteger(length) || length < MIN_TOKEN_LENGTH)
      draft.problems.push({
        property: name,
        message: `has a length of fewer than ${String(MIN_TOKEN_LENGTH)} characters, which could be guessed.`,
        fix: `Write a whole number from ${String(MIN_TOKEN_LENGTH)}, or leave it out.`,
      });
    appendProperty(
      target,
      name,
      draftColumn(target, name, "plain", {
        ...column,
        type: "text",
        unique: true,
        default: tokenMaker(length),
      }),
    );
  };
}

const secureTokenOptionNames = optionNames<SecureTokenOptions>({
  length: true,
  name: true,
  comment: true,
  renamedFrom: true,
});
