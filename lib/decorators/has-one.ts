import type { ModelOf } from "../typing/keys";
import type { HasOneOptions, ThroughPath } from "../typing/narrowing";
import type { HasOneField } from "../typing/relation-field";
import type { LazyInverse } from "../typing/relations";
import type { NameOrReader, ReadBy } from "../typing/reader";
import { optionNames } from "../util/option-names";
import { appendHas } from "./append-has";

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
 * refers: the key of the other model becomes unique. With `latestOfMany`,
 * `oldestOfMany` or `ofMany` any number may refer to it, and the field is one of
 * them; with `through` and `source` in place of the inverse it is what a relation
 * of the related record leads to.
 *
 * @param inverse the relation of the other model that refers back, or its name; or the way through another relation
 * @param options which of many records it is
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
 *
 * @example
 * ```ts
 * @Table()
 * class Guest extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @HasMany(() => Stay, (stay) => stay.guest) declare stays: HasMany<Stay>;
 *   @HasOne(() => Stay, (stay) => stay.guest, { latestOfMany: "arrivedAt" })
 *   declare latestStay: HasOne<Stay>;
 * }
 *
 * @Table()
 * class Stay extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "timestamptz" }) declare arrivedAt: Date;
 *   @Column() declare paid: boolean;
 *   @Relate(() => Guest, { required: true }) declare guest: Relate<Guest>;
 * }
 *
 * await Guest.where({ latestStay: { paid: false } });
 * // select … from "guests" where exists (select from lateral (select … from "stays" as "t1"
 * //   where "t1"."guest_id" = "guests"."id"
 * //   order by "t1"."arrived_at" desc nulls last, "t1"."id" desc limit $1) as "t1" where "t1"."paid" = $2)
 * ```
 */
export function HasOne<U, const I extends NameOrReader<U> | ThroughPath>(
  target: () => ModelOf<U>,
  inverse: I,
  options?: HasOneOptions<NoInfer<U>>,
): HasOneDecorator<U, ReadBy<U, I>> {
  return (owner: object, property: unknown) => {
    appendHas(owner, property, {
      kind: "hasOne",
      target,
      inverse,
      options,
      known: hasOneOptionNames,
    });
  };
}

const hasOneOptionNames = optionNames<HasOneOptions<unknown>>({
  where: true,
  latestOfMany: true,
  oldestOfMany: true,
  ofMany: true,
  strictLoading: true,
});
