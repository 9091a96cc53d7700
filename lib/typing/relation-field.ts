import type { IsAny, IsPolymorphic, IsToMany, RelationTarget } from "./keys";
import type { inverseBrand, ReferenceShape, SetShape } from "./markers";
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
        : SameTarget<P, U, RelateNull<P, Nullness<P>, O>>;

type RelateNull<P, N, O> = O extends { required: true }
  ? N extends "null"
    ? Refused<"arx: the relation is required; take | null away">
    : unknown
  : N extends "not null"
    ? Refused<"arx: the relation is optional; declare the field as Relate<… | null>, or write required: true">
    : N extends AwaitedNull<P>
      ? unknown
      : Refused<"arx: what is awaited may be null as well; write Relate<… | null>, not Relate<…> | null">;

/** Whether the relation may turn out to be null when it is awaited. */
type AwaitedNull<P> =
  Extract<P, ReferenceShape> extends ReferenceShape<infer U>
    ? Nullness<U>
    : never;

/** The key of a field that `@HasMany` fits. */
export type HasManyField<T, K extends keyof T, U, R> = K &
  NoInfer<
    K extends ReservedMember ? ReservedName<K> : FittingHasMany<T, T[K], U, R>
  >;

type FittingHasMany<T, P, U, R> =
  IsToMany<P> extends true
    ? SameTarget<P, U, After<SetNull<P>, RelatesBack<T, R>>>
    : RefusedField<"arx: declare the field as HasMany<…>", P>;

/** A relation to many is there even where it has no records. */
type SetNull<P> = [P] extends [SetShape]
  ? unknown
  : Refused<"arx: a relation to many is never null; take | null away">;

/** What is refused first, or else what comes after. */
type After<First, Then> = unknown extends First ? Then : First;

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
export type ManyToManyField<T, K extends keyof T, U, N, F> = K &
  NoInfer<
    K extends ReservedMember
      ? ReservedName<K>
      : FittingManyToMany<T, T[K], U, N, F>
  >;

type FittingManyToMany<T, P, U, N, F> =
  IsToMany<P> extends true
    ? SameTarget<
        P,
        U,
        After<
          SetNull<P>,
          After<
            LeadsTo<N, T, "near", "this">,
            LeadsTo<F, U, "far", "the other">
          >
        >
      >
    : RefusedField<"arx: declare the field as ManyToMany<…>", P>;

/** What `near` or `far` reads is a relation of the join model to the model of that side; unknown where it was left out. */
type LeadsTo<
  R,
  T,
  Option extends string,
  Side extends string,
> = unknown extends R
  ? unknown
  : IsReference<R> extends false
    ? RefusedField<`arx: ${Option} names no @Relate of the join model`, R>
    : [T] extends [RelationTarget<R>]
      ? unknown
      : RefusedField<
          `arx: ${Option} names a relation of the join model that does not lead to ${Side} model`,
          RelationTarget<R>
        >;

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
          : IsOfBase<T, R> extends true
            ? unknown
            : RefusedField<
                "arx: the inverse refers to another model",
                RelationTarget<R>
              >;

/** Whether the field stands in a base class of models that a polymorphic relation lists. */
type IsOfBase<T, R> =
  IsPolymorphic<R> extends true
    ? [Extract<RelationTarget<R>, T>] extends [never]
      ? false
      : true
    : false;
