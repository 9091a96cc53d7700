import { checkKeys } from "../database/check-keys";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import { InvalidTokenError } from "../errors/secret-error";
import type { ModelClass, ModelDefinition } from "../metadata/definition";
import { definitionOf } from "../metadata/registry";
import {
  fingerprint,
  isFingerprintOf,
  readSigned,
  sign,
} from "../secrets/signature";
import type { SignedFor } from "../secrets/signature";
import { describeValue } from "../types/describe-value";
import type { ModelOf } from "../typing/keys";
import type { Duration } from "../util/duration";
import { findOrNull } from "./find-record";
import { plainState } from "./plain-state";
import type { PlainState } from "./plain-state";
import { keyOfTexts, keyTexts, signedName, spanOf } from "./signed-key";

/**
 * What a token is for.
 *
 * @example
 * ```ts
 * const options: TokenOptions<City> = {
 *   purpose: "rename",
 *   expiresIn: "15 minutes",
 *   state: (city) => city.name,
 * };
 * ```
 */
export interface TokenOptions<T> {
  /** The name of what it is for; no two purposes of a model have the same. */
  readonly purpose: string;
  /** How long a token is valid; for ever unless given. When this is changed, tokens made before are not valid any more. */
  readonly expiresIn?: Duration | undefined;
  /** What must be the same when the token is used as when it was made: when its use changes this, it works once. */
  readonly state?: ((record: T) => unknown) | undefined;
}

/**
 * Makes and reads the tokens of one purpose; `tokenFor` makes it.
 *
 * @example
 * ```ts
 * const token: RecordToken<City> = tokenFor(City, { purpose: "rename" });
 * ```
 */
export interface RecordToken<T> {
  /**
   * A token for a record, for a URL. It is signed and not encrypted: everybody
   * can read the key of the record from it.
   *
   * @example
   * ```ts
   * configureSecrets({ signing: ["a key for tokens, 32 characters or more"] });
   * const rename = tokenFor(City, { purpose: "rename" });
   * const link = `https://example.com/rename?token=${rename.generate(city)}`;
   * ```
   *
   * @throws RecordStateError when the record is not saved
   * @throws ConfigError when there is no key for signing
   */
  generate(record: T): string;
  /**
   * The record of a token; null when the text is none, or none for this purpose, is too old, was used, or the record is gone.
   *
   * @example
   * ```ts
   * configureSecrets({ signing: ["a key for tokens, 32 characters or more"] });
   * const rename = tokenFor(City, { purpose: "rename" });
   * await rename.find("made up");   // null
   * ```
   *
   * @throws ConfigError when there is no key for signing
   */
  find(text: string): Promise<T | null>;
  /**
   * The record of a token.
   *
   * @example
   * ```ts
   * configureSecrets({ signing: ["a key for tokens, 32 characters or more"] });
   * const rename = tokenFor(City, { purpose: "rename" });
   * await rename.findOrFail("made up");
   * // throws InvalidTokenError: This token of City for rename is not valid.
   * ```
   *
   * @throws InvalidTokenError where `find` gives null
   */
  findOrFail(text: string): Promise<T>;
}

/**
 * Tokens that let whoever has one do one thing with one record: set a new
 * password, confirm an address.
 *
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare email: string;
 * }
 *
 * configureSecrets({ signing: ["a key for tokens, 32 characters or more"] });
 * const confirmEmail = tokenFor(User, {
 *   purpose: "confirmEmail",
 *   expiresIn: "2 days",
 *   state: (user) => user.email,
 * });
 *
 * const user = await User.create({ email: "ann@example.com" });
 * const token = confirmEmail.generate(user);
 * const found = await confirmEmail.find(token);
 * found?.email;   // "ann@example.com"
 * await user.update({ email: "bob@example.com" });
 * await confirmEmail.find(token);   // null
 * ```
 *
 * @throws InvalidArgumentError when an option is wrong
 */
export function tokenFor<T extends object>(
  model: ModelOf<T>,
  options: TokenOptions<T>,
): RecordToken<T> {
  const purpose: unknown = options.purpose;
  const name = (model as unknown as ModelClass).name;
  if (typeof purpose !== "string" || purpose === "")
    throw new InvalidArgumentError(`tokenFor(${name}) has no purpose.`, {
      hint: 'Write purpose: "passwordReset".',
    });
  checkKeys(options, ["purpose", "expiresIn", "state"], `tokenFor(${name}).`);
  const span = spanOf(options.expiresIn, `tokenFor(${name}, "${purpose}")`);
  return new PurposeToken(model as unknown as ModelClass, options, span);
}

/** The key of the record, until when it is valid, and what stands for the state of the record. */
type Payload = readonly [
  key: readonly string[],
  expiresAt: number | null,
  state: string | null,
];

class PurposeToken<T extends object> implements RecordToken<T> {
  constructor(
    private readonly model: ModelClass,
    private readonly options: TokenOptions<T>,
    private readonly span: number | null,
  ) {}

  generate(record: T): string {
    if (!Object.prototype.isPrototypeOf.call(this.model.prototype, record))
      throw new TypeMismatchError(
        this.at,
        `a ${this.model.name}`,
        describeValue(record),
      );
    const payload: Payload = [
      keyTexts(record),
      this.span === null ? null : Date.now() + this.span,
      this.options.state === undefined
        ? null
        : fingerprint(this.stateOf(record), this.signedFor, this.at),
    ];
    return sign(payload, this.signedFor, this.at);
  }

  async find(text: string): Promise<T | null> {
    const found = await this.look(text);
    return typeof found === "string" ? null : found;
  }

  async findOrFail(text: string): Promise<T> {
    const found = await this.look(text);
    if (typeof found !== "string") return found;
    const { purpose } = this.options;
    throw new InvalidTokenError(
      `token of ${this.model.name} for ${purpose}`,
      found,
    );
  }

  private async look(
    text: unknown,
  ): Promise<T | "invalid" | "expired" | "used" | "missing"> {
    const payload = readSigned(text, this.signedFor, this.at);
    if (payload === undefined) return "invalid";
    const [key, expiresAt, state] = payload as Payload;
    if (expiresAt !== null && Date.now() >= expiresAt) return "expired";
    const found = await findOrNull(
      this.definition,
      keyOfTexts(this.definition, key),
      undefined,
    );
    if (found === null) return "missing";
    const record = found as T;
    return this.isState(record, state) ? record : "used";
  }

  private isState(record: T, state: string | null): boolean {
    if (this.options.state === undefined || state === null)
      return this.options.state === undefined && state === null;
    return isFingerprintOf(
      state,
      this.stateOf(record),
      this.signedFor,
      this.at,
    );
  }

  private stateOf(record: T): PlainState {
    return plainState(this.options.state?.(record), this.at);
  }

  /** The span is part of it, so that a shorter one ends what was made before. */
  private get signedFor(): SignedFor {
    const name = signedName(this.definition);
    return ["token", name, this.options.purpose, this.span];
  }

  private get definition(): ModelDefinition {
    return definitionOf(this.model);
  }

  private get at(): string {
    return `${this.model.name}.${this.options.purpose}`;
  }
}
