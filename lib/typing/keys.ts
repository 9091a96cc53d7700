import type {
  inverseBrand,
  ReferenceShape,
  SetShape,
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

/** Whether a field holds a relation. A field of type `any` is a column. */
export type IsRelation<P> =
  IsAny<P> extends true
    ? false
    : [Extract<P, ReferenceShape | SetShape>] extends [never]
      ? false
      : true;

/** Whether a field holds a relation to many records. */
export type IsToMany<P> = [Extract<P, SetShape>] extends [never] ? false : true;

type VirtualKey<T> = typeof Virtual extends keyof T ? T[typeof Virtual] : never;

type FieldKey<T> = Exclude<keyof T & string, ReservedMember | VirtualKey<T>>;

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
export type ColKey<T> = {
  [K in FieldKey<T>]: IsRelation<T[K]> extends true
    ? never
    : T[K] extends Method
      ? never
      : K;
}[FieldKey<T>];

/**
 * The names of a model's relations, to one record and to many.
 *
 * @example
 * ```ts
 * const relations: RelKey<Country>[] = ["cities", "languages"];
 * ```
 */
export type RelKey<T> = {
  [K in FieldKey<T>]: IsRelation<T[K]> extends true ? K : never;
}[FieldKey<T>];

/** The names of the relations whose key is a column of this model. */
export type OwnRelKey<T> = {
  [K in FieldKey<T>]: IsRelation<T[K]> extends true
    ? [Extract<T[K], SetShape | { readonly [inverseBrand]: true }>] extends [
        never,
      ]
      ? K
      : never
    : never;
}[FieldKey<T>];

/** The record type at the other end of a relation. */
export type RelationTarget<P> = [Extract<P, SetShape>] extends [never]
  ? Extract<P, ReferenceShape> extends ReferenceShape<infer U>
    ? NonNullable<U>
    : never
  : P extends SetShape<infer E>
    ? E
    : never;

/** The value of a model's primary key, as far as the types show it: the type of `id`. */
export type KeyValue<T> = T extends { id: infer I }
  ? NonNullable<I>
  : string | number | bigint;
