import type { FittingDefault } from "./default-of";
import type {
  IsAny,
  IsPolymorphic,
  IsRelation,
  IsToMany,
  RelationTarget,
} from "./keys";
import type {
  inverseBrand,
  ReferenceShape,
  SetShape,
  TellingShape,
} from "./markers";
import type { ThroughPath } from "./narrowing";
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
    K extends ReservedMember ? ReservedName<K> : FittingRelate<T, T[K], U, O>
  >;

type FittingRelate<T, P, U, O> =
  IsToMany<P> extends true
    ? Refused<"arx: a relation to many is @HasMany or @ManyToMany">
    : IsReference<P> extends false
      ? RefusedField<
          "arx: declare the field as Relate<…>, because the record need not be loaded",
          P
        >
      : IsInverse<P> extends true
        ? Refused<"arx: HasOne<…> is the side without the key; decorate it with @HasOne">
        : SameTarget<P, U, RelateNull<T, P, Nullness<P>, O>>;

type RelateNull<T, P, N, O> = O extends { required: true }
  ? N extends "null"
    ? Refused<"arx: the relation is required; take | null away">
    : unknown
  : N extends "not null"
    ? O extends { withDefault: infer D extends true | object }
      ? FittingDefault<D, RelationTarget<P>, T>
      : Refused<"arx: the relation is optional; declare the field as Relate<… | null>, or write required: true">
    : N extends AwaitedNull<P>
      ? O extends { withDefault: true | object }
        ? Refused<"arx: withDefault gives a record where there is none; take | null away">
        : unknown
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
    ? SameTarget<
        P,
        U,
        After<SetNull<P>, After<TellsNothing<P>, RelatesBack<T, R, U>>>
      >
    : RefusedField<"arx: declare the field as HasMany<…>", P>;

type TellsNothing<P> = P extends TellingShape
  ? Refused<"arx: records of a @HasMany tell nothing beside their columns; declare the field as HasMany<…>">
  : unknown;

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
    ? SameTarget<P, U, RelatesBack<T, R, U>>
    : RefusedField<"arx: declare the field as HasOne<…>", P>;

/** The key of a field that `@ManyToMany` fits. */
export type ManyToManyField<T, K extends keyof T, U, N, F, J> = K &
  NoInfer<
    K extends ReservedMember
      ? ReservedName<K>
      : FittingManyToMany<T, T[K], U, N, F, J>
  >;

type FittingManyToMany<T, P, U, N, F, J> =
  IsToMany<P> extends true
    ? SameTarget<
        P,
        U,
        After<
          SetNull<P>,
          After<
            ToldPivot<P, J>,
            After<
              LeadsTo<N, T, "near", "this">,
              LeadsTo<F, U, "far", "the other">
            >
          >
        >
      >
    : RefusedField<"arx: declare the field as ManyToMany<…>", P>;

/** The field tells the pivot that the decorator asks for; none is `never`. */
type ToldPivot<P, J> = [J] extends [never]
  ? P extends TellingShape
    ? Refused<"arx: the field tells a pivot; write pivot: true, or take the second model away">
    : unknown
  : P extends TellingShape<{ readonly pivot: infer D }>
    ? IsSame<D, J> extends true
      ? unknown
      : RefusedField<
          "arx: the pivot of the field is another model than the one that the relation goes through",
          D
        >
    : Refused<"arx: with pivot: true the field names the join model as well; declare it as ManyToMany<…, JoinModel>">;

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

/** A misspelt inverse is of type any, one beside wrong options unknown; both have been reported where they stand. */
type RelatesBack<T, R, U> = unknown extends R
  ? unknown
  : IsReference<R> extends false
    ? [R] extends [ThroughPath]
      ? LeadsThrough<T, R, U>
      : RefusedField<"arx: the inverse is no @Relate of the other model", R>
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

/** A way through another relation: one of the model, and one of the model behind it that leads to the target. */
type LeadsThrough<
  T,
  R extends ThroughPath,
  U,
> = keyof R extends keyof ThroughPath
  ? IsRelationOf<T, R["through"]> extends false
    ? RefusedField<"arx: through names no relation of this model", R["through"]>
    : After<
        LeadsToOneModel<T[R["through"] & keyof T], "through">,
        SourceLeads<RelationTarget<T[R["through"] & keyof T]>, R["source"], U>
      >
  : Refused<"arx: a way has through and source alone; write other options in the next argument">;

type IsRelationOf<T, H extends string> = H extends keyof T
  ? IsRelation<T[H]>
  : false;

type LeadsToOneModel<P, Option extends string> =
  IsPolymorphic<P> extends true
    ? Refused<`arx: ${Option} leads to records of several models; name a relation to records of one`>
    : unknown;

type SourceLeads<M, S extends string, U> =
  IsRelationOf<M, S> extends false
    ? RefusedField<
        "arx: source names no relation of the model that through leads to",
        S
      >
    : After<
        LeadsToOneModel<M[S & keyof M], "source">,
        IsSame<RelationTarget<M[S & keyof M]>, U> extends true
          ? unknown
          : RefusedField<
              "arx: source leads to another model than the decorator",
              RelationTarget<M[S & keyof M]>
            >
      >;

/** Whether the field stands in a base class of models that a polymorphic relation lists. */
type IsOfBase<T, R> =
  IsPolymorphic<R> extends true
    ? [Extract<RelationTarget<R>, T>] extends [never]
      ? false
      : true
    : false;

/** The key of a field that `@Ancestors` and `@Descendants` fit. */
export type TreeField<T, K extends keyof T, U, R> = K &
  NoInfer<
    K extends ReservedMember ? ReservedName<K> : FittingTree<T, T[K], U, R>
  >;

type FittingTree<T, P, U, R> =
  TellsDepth<P> extends true
    ? SameTarget<P, U, After<SetNull<P>, ClimbsBy<T, U, R>>>
    : RefusedField<
        "arx: declare the field as Ancestors<…> or Descendants<…>",
        P
      >;

type TellsDepth<P> = [
  Extract<P, TellingShape<{ readonly depth: number }>>,
] extends [never]
  ? false
  : true;

/** A tree is climbed by a belongs-to of a model to itself. A misspelt one is of type any, and has been reported where it stands. */
type ClimbsBy<T, U, R> =
  IsAny<R> extends true
    ? unknown
    : IsReference<R> extends false
      ? RefusedField<"arx: what leads to the parent is no @Relate", R>
      : IsInverse<R> extends true
        ? Refused<"arx: what leads to the parent is the side without the key; name the @Relate">
        : IsSame<RelationTarget<R>, U> extends true
          ? [T] extends [U]
            ? unknown
            : RefusedField<
                "arx: a tree is declared in the model that it is of",
                U
              >
          : RefusedField<
              "arx: what leads to the parent leads to another model; a tree is of a model to itself",
              RelationTarget<R>
            >;
