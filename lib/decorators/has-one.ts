import type { ModelOf } from "../typing/keys";
import type { HasOneField } from "../typing/relation-field";
import type { LazyInverse } from "../typing/relations";
import type { NameOrReader, ReadBy } from "../typing/reader";
import { appendProperty, propertyDraft } from "./append";

/** The type of a field that holds the one record of another model that refers to this one, or null. */
export type HasOne<T> = T | null | LazyInverse<T | null>;

/** A decorator of a field whose type is a `HasOne` of the same model. */
export type HasOneDecorator<U, R> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: HasOneField<T, K, U, R>,
) => void;

/**
 * Makes a field the other side of a `@Relate` to which at most one record
 * refers: the key of the other model becomes unique.
 *
 * @param inverse the relation of the other model that refers back, or its name
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @HasOne(() => Profile, (profile) => profile.user)
 *   declare profile: HasOne<Profile>;
 * }
 *
 * @Table()
 * class Profile extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => User, { required: true }) declare user: Relate<User>;
 * }
 * // constraint "profiles_user_id_key" unique ("user_id")
 * ```
 */
export function HasOne<U, const I extends NameOrReader<U>>(
  target: () => ModelOf<U>,
  inverse: I,
): HasOneDecorator<U, ReadBy<U, I>> {
  return (owner: object, property: unknown) => {
    propertyDraft(owner, property);
    appendProperty(owner, property as string, {
      kind: "hasOne",
      property: property as string,
      target,
      inverse,
    });
  };
}
