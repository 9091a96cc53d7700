import type { IsAny, IsToMany, RelationTarget } from "./keys";
import type { inverseBrand, ReferenceShape } from "./markers";
import type { Nullness, Refused, RefusedField, ReservedName } from "./refused";
import type { ReservedMember } from "./reserved-members";

interface InverseShape {
  readonly [inverseBrand]: true;
}

type IsInverse<P> = [Extract<P, InverseShape>] extends [never] ? false : true;

type IsReference<P> = [Extract<P, ReferenceShape>] extends [never]
  ? false
  : true;

type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

type SameTarget<P, U, Fit> =
  IsSame<RelationTarget<P>, U> extends true
    ? Fit
    : RefusedField<
        "arx: the field refers to another model than the decorator",
        RelationTarget<P>
      >;

/** The key of a field that `@Relate` fits. */
export type RelateField<T, K extends keyof T, U, O> = K &
  NoInfer<
    K extends ReservedMember ? ReservedName<K> : FittingRelate<T[K], U, O>
  >;

type FittingRelate<P, U, O> =
  IsToMany<P> extends true
    ? Refused<"arx: a relation to many is @HasMany or @ManyToMany">
    : IsReference<P> extends false
      ? RefusedField<
          "arx: declare the field as Relate<…>, because the record need not be loaded",
          P
        >
      : IsInverse<P> extends true
        ? Refused<"arx: HasOne<…> is the side without the key; decorate it with @HasOne">
        : SameTarget<P, U, RelateNull<Nullness<P>, O>>;

type RelateNull<N, O> = O extends { required: true }
  ? N extends "null"
    ? Refused<"arx: the relation is required; take | null away">
    : unknown
  : N extends "not null"
    ? Refused<"arx: the relation is optional; declare the field as Relate<… | null>, or write required: true">
    : unknown;

/** The key of a field that `@HasMany` fits. */
export type HasManyField<T, K extends keyof T, U, R> = K &
  NoInfer<
    K extends ReservedMember ? ReservedName<K> : FittingHasMany<T, T[K], U, R>
  >;

type FittingHasMany<T, P, U, R> =
  IsToMany<P> extends true
    ? SameTarget<P, U, RelatesBack<T, R>>
    : RefusedField<"arx: declare the field as HasMany<…>", P>;

/** The key of a field that `@HasOne` fits. */
export type HasOneField<T, K extends keyof T, U, R> = K &
  NoInfer<
    K extends ReservedMember ? ReservedName<K> : FittingHasOne<T, T[K], U, R>
  >;

type FittingHasOne<T, P, U, R> =
  IsInverse<P> extends true
    ? SameTarget<P, U, RelatesBack<T, R>>
    : RefusedField<"arx: declare the field as HasOne<…>", P>;

/** The key of a field that `@ManyToMany` fits. */
export type ManyToManyField<T, K extends keyof T, U> = K &
  NoInfer<
    K extends ReservedMember ? ReservedName<K> : FittingManyToMany<T[K], U>
  >;

type FittingManyToMany<P, U> =
  IsToMany<P> extends true
    ? SameTarget<P, U, unknown>
    : RefusedField<"arx: declare the field as ManyToMany<…>", P>;

/** A misspelt inverse is of type any, and has been reported where it stands. */
type RelatesBack<T, R> =
  IsAny<R> extends true
    ? unknown
    : IsReference<R> extends false
      ? RefusedField<"arx: the inverse is no @Relate of the other model", R>
      : IsInverse<R> extends true
        ? Refused<"arx: the inverse is a has side itself; the key must lie on one side">
        : [T] extends [RelationTarget<R>]
          ? unknown
          : RefusedField<
              "arx: the inverse refers to another model",
              RelationTarget<R>
            >;
