import type { IsAny, IsToMany, RelationTarget } from "./keys";
import type { inverseBrand, ReferenceShape } from "./markers";
import type { Nullness, Refused, RefusedField } from "./refused";
import type { ReservedMember } from "./reserved-members";

/** A key of its own in a branch keeps `K` inferable where `Fit` alone would not name it. */
type FieldKey<K, Fit> = [K] extends [never]
  ? K
  : NoInfer<
      K extends ReservedMember
        ? Refused<`arx: "${K}" is a member of every record; choose another name`>
        : Fit
    >;

interface InverseShape {
  readonly [inverseBrand]: true;
}

type IsInverse<P> = [Extract<P, InverseShape>] extends [never] ? false : true;

type IsReference<P> = [Extract<P, ReferenceShape>] extends [never] ? false : true;

type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

type SameTarget<P, U, Fit> =
  IsSame<RelationTarget<P>, U> extends true
    ? Fit
    : RefusedField<"arx: the field refers to another model than the decorator", RelationTarget<P>>;

/** The key of a field that `@Relate` fits. */
export type RelateField<T, K extends keyof T, U, O> = FieldKey<
  K,
  IsToMany<T[K]> extends true
    ? Refused<"arx: a relation to many is @HasMany or @ManyToMany">
    : IsReference<T[K]> extends false
      ? RefusedField<"arx: declare the field as Relate<…>, because the record need not be loaded", T[K]>
      : IsInverse<T[K]> extends true
        ? Refused<"arx: HasOne<…> is the side without the key; decorate it with @HasOne">
        : SameTarget<T[K], U, RelateNull<Nullness<T[K]>, K, O>>
>;

type RelateNull<N, K, O> = O extends { required: true }
  ? N extends "null"
    ? Refused<"arx: the relation is required; take | null away">
    : K
  : N extends "not null"
    ? Refused<"arx: the relation is optional; declare the field as Relate<… | null>, or write required: true">
    : K;

/** The key of a field that `@HasMany` fits. */
export type HasManyField<T, K extends keyof T, U, R> = FieldKey<
  K,
  IsToMany<T[K]> extends true
    ? SameTarget<T[K], U, RelatesBack<T, K, R>>
    : RefusedField<"arx: declare the field as HasMany<…>", T[K]>
>;

/** The key of a field that `@HasOne` fits. */
export type HasOneField<T, K extends keyof T, U, R> = FieldKey<
  K,
  IsInverse<T[K]> extends true
    ? SameTarget<T[K], U, RelatesBack<T, K, R>>
    : RefusedField<"arx: declare the field as HasOne<…>", T[K]>
>;

/** The key of a field that `@ManyToMany` fits. */
export type ManyToManyField<T, K extends keyof T, U> = FieldKey<
  K,
  IsToMany<T[K]> extends true
    ? SameTarget<T[K], U, K>
    : RefusedField<"arx: declare the field as ManyToMany<…>", T[K]>
>;

/** A misspelt inverse is of type any, and has been reported where it stands. */
type RelatesBack<T, K, R> =
  IsAny<R> extends true
    ? K
    : IsReference<R> extends false
      ? RefusedField<"arx: the inverse is no @Relate of the other model", R>
      : IsInverse<R> extends true
        ? Refused<"arx: the inverse is a has side itself; the key must lie on one side">
        : [T] extends [RelationTarget<R>]
          ? K
          : RefusedField<"arx: the inverse refers to another model", RelationTarget<R>>;
