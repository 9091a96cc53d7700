import { embed } from "../ast/embeddable";
import type { IdentifierExpression } from "../ast/expression";
import type { ModelClass, ModelDefinition } from "../metadata/definition";
import { definitionOf } from "../metadata/registry";
import { assignAttributes } from "../persistence/assign-attributes";
import type { BulkResult } from "../persistence/bulk-result";
import { destroy } from "../persistence/destroy";
import { insertAll } from "../persistence/insert-all";
import type { InsertAllOptions } from "../persistence/insert-all";
import { reload } from "../persistence/reload";
import { save } from "../persistence/save";
import type { SaveOptions } from "../persistence/save";
import { upsertAll } from "../persistence/upsert-all";
import { loadRelations } from "../query/load-relations";
import { ModelQuery, queryOf } from "../query/query";
import { parseQueryOptions } from "../query/query-options";
import { changeSetOf, describeChanges } from "../record/change-set";
import { attachState, RecordState, stateOf } from "../record/record-state";
import type { CompleteCreate, Create, Update } from "../typing/create";
import type { ColKey, ModelOf, RecordOf } from "../typing/keys";
import type { Loaded, Result } from "../typing/loaded";
import type { OrderBy } from "../typing/order-by";
import type { Query } from "../typing/query";
import type { NoUndef, Where } from "../typing/where";
import type { KnownWith, With } from "../typing/with";
import type { FindManyOptions, FindOptions, RecordKey } from "./find-options";
import { findOrFail, findOrNull } from "./find-record";
import { installRelationAccessors } from "./relation-accessors";
import { toJson } from "./to-json";
import type { UpsertOptions } from "./upsert-options";

/** What a findMany is told to select and to load, as `Result` reads it. */
type Chosen<S, W> = (readonly never[] extends S ? object : { select: S }) &
  ([keyof W] extends [never] ? object : { with: W });

installRelationAccessors();

/**
 * The class that every model extends. Its statics read and write the table,
 * its methods one row.
 *
 * @example
 * ```ts
 * @Table()
 * class Town extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare name: string;
 * }
 *
 * const town = await Town.create({ name: "Bon" });
 * // insert into "towns" ("name") values ($1) returning …
 * town.name = "Bonn";
 * await town.save();
 * // update "towns" set "name" = $1 where "id" = $2 returning …
 * ```
 */
export abstract class ManagedObject {
  constructor() {
    attachState(this, RecordState.forNew(definitionOf(new.target)));
  }

  /** Everything arx knows about the model, frozen: its table, columns, relations and indexes. */
  static get meta(): ModelDefinition {
    return definitionOf(this);
  }

  /** The table, as a part of sql`…`. */
  static [embed](): IdentifierExpression {
    const { schema, table } = definitionOf(this);
    return { kind: "identifier", path: [schema, table] };
  }

  /**
   * The records that meet conditions.
   *
   * @example
   * ```ts
   * await City.where({ population: { gt: 1e6 }, country: { code: "de" } });
   * // select … from "cities" where "population" > $1 and exists
   * //   (select from "countries" as "t1" where "t1"."id" = "cities"."country_id" and "t1"."code" = $2)
   * ```
   */
  static where<T extends ManagedObject, const W extends Where<T>>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Query<T> {
    return queryModel<T>(this).where<W>(conditions);
  }

  /**
   * The records together with related ones, one statement for each relation.
   *
   * @example
   * ```ts
   * const cities = await City.with({ country: true });
   * cities[0]?.country.name;
   * // select … from "cities"
   * // select … from "countries" where "id" = any($1)
   * ```
   */
  static with<T extends ManagedObject, const W extends With<T>>(
    this: ModelOf<T>,
    relations: W & KnownWith<W, T>,
  ): Query<T, { with: W }> {
    return queryModel<T>(this).with<W>(relations);
  }

  /**
   * Plain rows of some columns.
   *
   * @example
   * ```ts
   * await City.select("id", "name");   // select "id", "name" from "cities"
   * ```
   */
  static select<T extends ManagedObject, const S extends readonly ColKey<T>[]>(
    this: ModelOf<T>,
    ...columns: S
  ): Query<T, { select: S }> {
    return queryModel<T>(this).select(...columns);
  }

  /**
   * The records in an order.
   *
   * @example
   * ```ts
   * await City.orderBy({ population: "desc" }, { name: "asc" });
   * // select … from "cities" order by "population" desc, "name"
   * ```
   */
  static orderBy<T extends ManagedObject>(
    this: ModelOf<T>,
    ...orders: readonly OrderBy<T>[]
  ): Query<T> {
    return queryModel<T>(this).orderBy(...orders);
  }

  /**
   * At most so many records.
   *
   * @example
   * ```ts
   * await City.limit(10);   // select … from "cities" limit $1
   * ```
   */
  static limit<T extends ManagedObject>(
    this: ModelOf<T>,
    count: number,
  ): Query<T> {
    return queryModel<T>(this).limit(count);
  }

  /**
   * Every record.
   *
   * @example
   * ```ts
   * await City.all();   // select … from "cities"
   * ```
   */
  static async all<M extends ModelOf<ManagedObject>>(
    this: M,
  ): Promise<RecordOf<M>[]> {
    return queryModel<RecordOf<M>>(this).all();
  }

  /**
   * The first record by primary key, or null.
   *
   * @example
   * ```ts
   * await City.first();   // select … from "cities" order by "id" limit $1
   * ```
   */
  static async first<M extends ModelOf<ManagedObject>>(
    this: M,
  ): Promise<RecordOf<M> | null> {
    return queryModel<RecordOf<M>>(this).first();
  }

  /**
   * How many records there are.
   *
   * @example
   * ```ts
   * await City.count();   // select count(*) from "cities"
   * ```
   */
  static async count(this: ModelOf<ManagedObject>): Promise<number> {
    return queryModel(this).count();
  }

  /**
   * Whether there is any record.
   *
   * @example
   * ```ts
   * await City.exists();   // select exists (select from "cities")
   * ```
   */
  static async exists(this: ModelOf<ManagedObject>): Promise<boolean> {
    return queryModel(this).exists();
  }

  /**
   * The record with a primary key; for a list of keys the record of each, in their order.
   *
   * @example
   * ```ts
   * const city = await City.find(1, { with: { country: true } });
   * // select … from "cities" where "id" = $1
   * // select … from "countries" where "id" = any($1)
   * city.country.name;   // "Germany"
   * ```
   *
   * @throws RecordNotFoundError when a record is missing
   */
  // `NoInfer`: what is expected of the result says nothing about what was loaded.
  static find<T extends ManagedObject, const W extends With<T> = object>(
    this: ModelOf<T>,
    key: RecordKey<T>,
    options?: FindOptions<W & KnownWith<W, T>>,
  ): Promise<Loaded<T, NoInfer<W>>>;
  static find<T extends ManagedObject, const W extends With<T> = object>(
    this: ModelOf<T>,
    keys: readonly RecordKey<T>[],
    options?: FindOptions<W & KnownWith<W, T>>,
  ): Promise<Loaded<T, NoInfer<W>>[]>;
  static async find(
    this: ModelOf<ManagedObject>,
    key: unknown,
    options?: FindOptions<unknown>,
  ): Promise<unknown> {
    return findOrFail(definitionOfModel(this), key, options);
  }

  /**
   * The record with a primary key, or null.
   *
   * @example
   * ```ts
   * await City.findOrNull(1);   // select … from "cities" where "id" = $1
   * ```
   */
  static async findOrNull<
    T extends ManagedObject,
    const W extends With<T> = object,
  >(
    this: ModelOf<T>,
    key: RecordKey<T>,
    options?: FindOptions<W & KnownWith<W, T>>,
  ): Promise<Loaded<T, NoInfer<W>> | null> {
    return (await findOrNull(definitionOfModel(this), key, options)) as Loaded<
      T,
      NoInfer<W>
    > | null;
  }

  /**
   * A record that meets conditions, or null; which one is open when there are several.
   *
   * @example
   * ```ts
   * await City.findBy({ name: "Bonn" });   // select … from "cities" where "name" = $1 limit $2
   * ```
   */
  static async findBy<T extends ManagedObject, const W extends Where<T>>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Promise<T | null> {
    const [found] = await queryModel<T>(this).where<W>(conditions).limit(1);
    return found ?? null;
  }

  /**
   * A query in one object.
   *
   * @example
   * ```ts
   * await City.findMany({ where: { name: "Bonn" }, orderBy: { id: "asc" }, limit: 5 });
   * // select … from "cities" where "name" = $1 order by "id" limit $2
   * ```
   */
  static async findMany<
    T extends ManagedObject,
    const C extends Where<T> = object,
    const W extends With<T> = object,
    const S extends readonly ColKey<T>[] = readonly never[],
  >(
    this: ModelOf<T>,
    options: FindManyOptions<T, W & KnownWith<W, T>, S, C & NoUndef<C, T>> = {},
  ): Promise<Result<T, Chosen<S, W>>[]> {
    const definition = definitionOfModel(this);
    const data = parseQueryOptions(
      definition,
      options,
      `${definition.name}.findMany`,
    );
    return new ModelQuery<T, Chosen<S, W>>(data).all();
  }

  /**
   * Makes a record and saves it.
   *
   * @example
   * ```ts
   * await City.create({ name: "Ulm", country });
   * // insert into "cities" ("name", "country_id") values ($1, $2) returning …
   * ```
   */
  static async create<T extends ManagedObject, D extends Create<T>>(
    this: ModelOf<T>,
    attributes: D & CompleteCreate<D, T>,
  ): Promise<T> {
    // By Reflect, since a model's constructor may be private.
    const record = Reflect.construct(this as unknown as new () => T, []);
    assignAttributes(record, attributes);
    await save(record);
    return record;
  }

  /**
   * Inserts any number of rows, all or none, without making records of them.
   *
   * @example
   * ```ts
   * await City.insertAll([
   *   { name: "Ulm", country },
   *   { name: "Jena", country },
   * ]);
   * // insert into "cities" (…) …
   * ```
   */
  static async insertAll<T extends ManagedObject>(
    this: ModelOf<T>,
    rows: readonly Create<T>[],
    options?: InsertAllOptions,
  ): Promise<BulkResult> {
    return insertAll(definitionOfModel(this), rows, options);
  }

  /**
   * Inserts rows, and updates those whose key is there already.
   *
   * @example
   * ```ts
   * await Country.upsertAll(
   *   [
   *     { code: "de", name: "Germany" },
   *     { code: "nl", name: "Netherlands" },
   *   ],
   *   { on: ["code"], update: ["name"] },
   * );
   * // insert into "countries" (…) … on conflict ("code") do update set "name" = excluded."name" …
   * ```
   */
  static async upsertAll<T extends ManagedObject>(
    this: ModelOf<T>,
    rows: readonly Create<T>[],
    options: UpsertOptions<T>,
  ): Promise<BulkResult> {
    return upsertAll(definitionOfModel(this), rows, options);
  }

  /** Whether the record was never saved. */
  get isNew(): boolean {
    return stateOf(this).status === "new";
  }

  /** Whether `save` has anything to write. */
  get isChanged(): boolean {
    return changeSetOf(this).changes.length > 0;
  }

  /** What `save` would write: `{ name: ["Bon", "Bonn"] }`. */
  get changes(): Readonly<
    Record<string, readonly [before: unknown, after: unknown]>
  > {
    return describeChanges(changeSetOf(this));
  }

  /** What the last save wrote. */
  get previousChanges(): Readonly<
    Record<string, readonly [before: unknown, after: unknown]>
  > {
    return describeChanges(stateOf(this).previousChanges);
  }

  /**
   * Writes what changed; nothing when nothing did.
   *
   * @example
   * ```ts
   * city.name = "Bonn";
   * await city.save();   // update "cities" set "name" = $1 where "id" = $2 returning …
   * ```
   */
  async save(options?: SaveOptions): Promise<this> {
    await save(this, options);
    return this;
  }

  /**
   * Sets attributes and saves.
   *
   * @example
   * ```ts
   * await city.update({ name: "Bonn" });   // update "cities" set "name" = $1 where "id" = $2 returning …
   * ```
   */
  async update<T extends ManagedObject>(
    this: T,
    attributes: Update<T>,
  ): Promise<T> {
    assignAttributes(this, attributes);
    await save(this);
    return this;
  }

  /**
   * Deletes the row.
   *
   * @example
   * ```ts
   * await city.destroy();   // delete from "cities" where "id" = $1
   * ```
   */
  async destroy(): Promise<void> {
    await destroy(this);
  }

  /**
   * Reads the row again; unsaved changes and loaded relations are forgotten.
   *
   * @example
   * ```ts
   * await city.reload();   // select … from "cities" where "id" = $1
   * ```
   */
  async reload(): Promise<this> {
    await reload(this);
    return this;
  }

  /**
   * Loads relations onto this record.
   *
   * @example
   * ```ts
   * const loaded = await city.load({ country: true });   // select … from "countries" where "id" = any($1)
   * loaded.country.name;
   * ```
   */
  async load<T extends ManagedObject, const W extends With<T>>(
    this: T,
    relations: W & KnownWith<W, T>,
  ): Promise<Loaded<T, W>> {
    await loadRelations(this, relations);
    return this as Loaded<T, W>;
  }

  /**
   * The columns that are set and the relations that are loaded, as plain data:
   * what `JSON.stringify` calls. An unloaded relation is left out.
   *
   * @example
   * ```ts
   * const { name, country } = city.toJSON();
   * name;      // "Bon"
   * country;   // undefined
   * ```
   */
  toJSON(): Record<string, unknown> {
    return toJson(this);
  }
}

function queryModel<T>(model: ModelOf<ManagedObject>): ModelQuery<T> {
  return queryOf(definitionOfModel(model));
}

/** Every class has a name; the type of `this` says no more than the inference needs. */
function definitionOfModel(model: ModelOf<ManagedObject>): ModelDefinition {
  return definitionOf(model as ModelClass);
}
