import type {
  Assignable,
  Generated,
  inverseBrand,
  PasswordShape,
  ReferenceShape,
  SetShape,
  VariantsShape,
  Virtual,
} from "./markers";
import type { ReservedMember } from "./reserved-members";

/**
 * A class seen from its prototype, so that abstract classes and private
 * constructors count: the type to take a model as a parameter.
 *
 * @example
 * ```ts
 * async function printAll<T extends ManagedObject>(model: ModelOf<T>): Promise<void> {
 *   const rows = await sql`select * from ${model}`;
 *   console.log(rows.length);
 * }
 * await printAll(City);   // select * from "public"."cities"
 * ```
 */
export interface ModelOf<T> {
  /** What its records inherit from; its type is that of a record. */
  readonly prototype: T;
}

/**
 * The record type of a model class.
 *
 * @example
 * ```ts
 * const records: RecordOf<typeof City>[] = await City.all();   // select … from "cities"
 * ```
 */
export type RecordOf<Model> = Model extends ModelOf<infer T> ? T : never;

export type IsAny<V> = 0 extends 1 & V ? true : false;

/** Each its own `Extract`, which costs the compiler half as much: it asks for one type only, where that asks for two. */
type SetIn<P> = P extends SetShape ? P : never;
type ReferenceIn<P> = P extends ReferenceShape ? P : never;
type VariantsIn<P> = P extends VariantsShape ? P : never;

/** Whether a field holds a relation. A field of type `any` is a column. */
export type IsRelation<P> =
  IsAny<P> extends true
    ? false
    : [Extract<P, ReferenceShape | SetShape>] extends [never]
      ? false
      : true;

/** Whether a field holds a relation to many records. */
export type IsToMany<P> = [SetIn<P>] extends [never] ? false : true;

/** The names that the field of a symbol lists: a union of them, or the keys of an object, which subclasses and mixins can add to. */
export type NamesIn<V> = V extends string ? V : keyof V;

type VirtualKey<T> =
  | (typeof Virtual extends keyof T ? NamesIn<T[typeof Virtual]> : never)
  | AssignableKey<T>;

/** The names of the members that are no columns and can be assigned together with them. */
export type AssignableKey<T> = typeof Assignable extends keyof T
  ? Extract<NamesIn<T[typeof Assignable]>, keyof T & string>
  : never;

/** The names of the columns that the database computes. */
export type GeneratedKey<T> = typeof Generated extends keyof T
  ? NamesIn<T[typeof Generated]>
  : never;

/**
 * A condition on the model that always holds keeps this type, and those below,
 * in one piece as long as the model is a parameter: the compiler carries them
 * through many signatures, and would take them apart in each.
 */
type FieldKey<T> = T extends object
  ? Without<OwnMember<keyof T & string>, VirtualKey<T>>
  : never;

/** In two steps, of which the second is rare: a model has few such names, and every record dozens of reserved ones. */
type OwnMember<K> = K extends ReservedMember ? never : K;

/** Names but some of them; none to leave out is not worth a look at each. */
export type Without<K, Some> = [Some] extends [never] ? K : Exclude<K, Some>;

type Method = (...parameters: never[]) => unknown;

/**
 * The names of a model's columns, as its fields are called.
 *
 * @example
 * ```ts
 * const columns: ColKey<City>[] = ["id", "name", "population"];
 * await City.select(...columns);   // select "id", "name", "population" from "cities"
 * ```
 */
export type ColKey<T> = T extends object
  ? { [K in FieldKey<T>]: IsColumn<T[K]> extends true ? K : never }[FieldKey<T>]
  : never;

/** Whether a field is neither a relation nor a password nor a method. A field of type `any` is a column. */
type IsColumn<P> =
  IsAny<P> extends true
    ? true
    : [Extract<P, ReferenceShape | SetShape | PasswordShape>] extends [never]
      ? [P] extends [Method]
        ? false
        : true
      : false;

/**
 * The names of a model's relations, to one record and to many.
 *
 * @example
 * ```ts
 * const relations: RelKey<Country>[] = ["cities", "languages"];
 * ```
 */
export type RelKey<T> = T extends object
  ? {
      [K in FieldKey<T>]: IsRelation<T[K]> extends true ? K : never;
    }[FieldKey<T>]
  : never;

/** The names of what is neither column nor relation: methods and passwords. */
export type OtherKey<T> = Exclude<FieldKey<T>, ColKey<T> | RelKey<T>>;

/** The names of the relations whose key is a column of this model. */
export type OwnRelKey<T> = T extends object
  ? {
      [K in RelKey<T>]: [
        Extract<T[K], SetShape | { readonly [inverseBrand]: true }>,
      ] extends [never]
        ? K
        : never;
    }[RelKey<T>]
  : never;

/** The record type at the other end of a relation. */
export type RelationTarget<P> = [SetIn<P>] extends [never]
  ? ReferenceIn<P> extends ReferenceShape<infer U>
    ? NonNullable<U>
    : never
  : P extends SetShape<infer E>
    ? E
    : never;

/** Whether a field holds a relation to a record of one of several models. */
export type IsPolymorphic<P> = [VariantsIn<P>] extends [never] ? false : true;

/** The models that such a relation leads to, by their names. */
export type VariantsOf<P> =
  VariantsIn<P> extends VariantsShape<infer M> ? M : never;

/** The value of a model's primary key, as far as the types show it: the type of `id`. */
export type KeyValue<T> = T extends { id: infer I }
  ? NonNullable<I>
  : string | number | bigint;
