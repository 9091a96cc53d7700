import type { KnownOptions } from "../typing/refused";
import type { PasswordShape } from "../typing/markers";
import type { PasswordField } from "../typing/password";
import { optionNames } from "../util/option-names";
import { checkOptions, propertyDraft } from "./append";

/**
 * The type of a field that takes a password: a text is assigned, and its digest
 * is what the record keeps. `SecurePassword | null` where there may be none.
 */
export type SecurePassword = string | PasswordShape;

/** The options of `@SecurePassword`. */
export interface SecurePasswordOptions {
  /** Whether a record may have no password; every record has one unless this is true. */
  nullable?: boolean;
  /** The name of the column of the digest; left out, `password_digest` for `password`. */
  name?: string;
}

/** A decorator of a field whose type is a `SecurePassword`. */
export type SecurePasswordDecorator<O> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: PasswordField<T, K, O>,
) => void;

/**
 * Makes a field a password. It is no column: what is assigned is hashed when the
 * record is saved, with scrypt and a salt, into the column of the digest, which
 * `toJSON` leaves out. `null` takes the password away, an empty text changes
 * nothing, and a new record without a password is not valid. When the field
 * `passwordConfirmation` beside it is set, it must be the same. The column is
 * `"password_digest" text not null`.
 *
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ unique: true }) declare email: string;
 *   @SecurePassword() declare password: SecurePassword;
 *   declare passwordConfirmation?: SecurePassword | null;
 * }
 *
 * const user = await User.create({ email: "ann@example.com", password: "correct horse" });
 * // insert into "users" ("email", "password_digest") values ($1, $2) returning …
 * await user.authenticate("wrong");   // false
 * await User.authenticateBy({ email: "ann@example.com", password: "wrong" });   // null
 * // select … from "users" where "email" = $1 limit $2
 * ```
 */
export function SecurePassword<const O extends SecurePasswordOptions = object>(
  options?: O & KnownOptions<O, SecurePasswordOptions>,
): SecurePasswordDecorator<O> {
  return (target: object, property: unknown) => {
    const draft = propertyDraft(target, property);
    const name = property as string;
    checkOptions(draft, name, options, passwordOptionNames);
    const given: SecurePasswordOptions = options ?? {};
    draft.passwords.push({
      property: name,
      nullable: given.nullable ?? false,
      name: given.name,
    });
  };
}

const passwordOptionNames = optionNames<SecurePasswordOptions>({
  nullable: true,
  name: true,
});
