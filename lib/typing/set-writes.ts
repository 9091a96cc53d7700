import type { CreateWithin, UpdateAll } from "./create";
import type { RecordKey } from "./record-key";

/**
 * What `set` changed, in numbers of records.
 *
 * @example
 * ```ts
 * const changes: SetChanges = await country.languages.set([]);
 * // select from "countries" where "id" = any($1) for no key update
 * // delete from "country_languages" where "country_id" = $1 and "language_id" <> all($2)
 * changes;   // { added: 0, removed: 1, updated: 0 }
 * ```
 */
export interface SetChanges {
  /** Records that the set did not have before. */
  readonly added: number;
  /** Records that it has no more. */
  readonly removed: number;
  /** Records that it had already and whose link took over `pivot`. */
  readonly updated: number;
}

/**
 * How records are added to a set.
 *
 * @example
 * ```ts
 * @Table()
 * class Band extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @ManyToMany(() => Singer, { through: () => Engagement })
 *   declare singers: ManyToMany<Singer>;
 * }
 *
 * @Table()
 * class Singer extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * @Table()
 * @Unique(["band", "singer"])
 * class Engagement extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => Band, { required: true }) declare band: Relate<Band>;
 *   @Relate(() => Singer, { required: true }) declare singer: Relate<Singer>;
 *   @Column({ type: "text", nullable: true }) declare voice: string | null;
 * }
 *
 * const band = await Band.create({});   // insert into "bands" default values returning …
 * const singer = await Singer.create({});   // insert into "singers" default values returning …
 * const options: SetOptions = { pivot: { voice: "alto" } };
 * await band.singers.add(singer, options);
 * // insert into "engagements" ("band_id", "singer_id", "voice") select … on conflict ("band_id", "singer_id") do update set "voice" = excluded."voice" returning …
 * ```
 */
export interface SetOptions<P = Readonly<Record<string, unknown>>> {
  /** What the join model holds of each link beside what it links; links that are there already take it over. */
  readonly pivot?: P;
}

/**
 * What a set takes: a record of its model, or the key of one that is saved.
 *
 * @example
 * ```ts
 * const { id } = await Language.create({ name: "Frisian" });
 * // insert into "languages" ("name") values ($1) returning …
 * const member: Member<Language> = id;
 * await country.languages.add(member);
 * // insert into "country_languages" ("country_id", "language_id") select … on conflict ("country_id", "language_id") do nothing
 * ```
 */
export type Member<T> = T | RecordKey<T>;

/**
 * The part of a set that writes. What it is asked for is written at once, in a
 * transaction where that takes several statements, and a set that is loaded
 * shows it.
 *
 * @example
 * ```ts
 * const cities: WritableSet<City> = country.cities;
 * await cities.create({ name: "Ulm" });
 * // insert into "cities" ("name", "country_id") values ($1, $2) returning …
 * ```
 */
export interface WritableSet<T, O = SetOptions> {
  /**
   * Adds records; what the set has already is not added twice. A `HasMany` sets
   * the key of each record and saves it, with its rules and hooks. A
   * `ManyToMany` writes rows of the join model, all in one statement without
   * hooks; new records are saved before.
   *
   * @example
   * ```ts
   * const frisian = await Language.create({ name: "Frisian" });
   * // insert into "languages" ("name") values ($1) returning …
   * await country.languages.add(frisian);   // 1
   * // insert into "country_languages" ("country_id", "language_id") select … on conflict ("country_id", "language_id") do nothing
   * ```
   *
   * @param records records, or keys of saved ones; one of them or a list
   * @returns how many the set did not have before
   * @throws RecordStateError when the owner is not saved, a record is deleted, or the set can only be read
   * @throws RecordNotFoundError for the key of a record that queries of the model do not give, such as a deleted one
   * @throws TypeMismatchError when something is neither a record of the model nor a key
   */
  add(records: Member<T> | readonly Member<T>[], options?: O): Promise<number>;
  /**
   * Takes records out of the set, in one statement without hooks; they
   * themselves stay. Of a `HasMany` their key becomes null, of a `ManyToMany`
   * the rows of the join model are deleted, softly where it has `@SoftDelete`.
   *
   * @example
   * ```ts
   * await country.languages.remove(1);
   * // delete from "country_languages" where "country_id" = $1 and "language_id" = any($2)
   * ```
   *
   * @param records records, or keys of saved ones; one of them or a list
   * @returns how many the set had
   * @throws RecordStateError when records cannot be without an owner
   */
  remove(records: Member<T> | readonly Member<T>[]): Promise<number>;
  /**
   * Makes the set have these records and no others, in one transaction that
   * writes nothing but the difference. Of two programs that do so at once the
   * second waits for the first.
   *
   * @example
   * ```ts
   * await country.languages.set([1]);
   * // select from "countries" where "id" = any($1) for no key update
   * // delete from "country_languages" where "country_id" = $1 and "language_id" <> all($2)
   * // insert into "country_languages" ("country_id", "language_id") select … on conflict ("country_id", "language_id") do nothing
   * ```
   *
   * @throws RecordStateError when records would be left that cannot be without an owner
   */
  set(records: readonly Member<T>[], options?: O): Promise<SetChanges>;
  /**
   * Takes every record out of the set, as `remove` does.
   *
   * @example
   * ```ts
   * await country.languages.clear();   // delete from "country_languages" where "country_id" = $1
   * ```
   *
   * @returns how many the set had
   * @throws RecordStateError when records cannot be without an owner
   */
  clear(): Promise<number>;
  /**
   * Makes a record, saves it and adds it.
   *
   * @example
   * ```ts
   * await country.cities.create({ name: "Ulm" });
   * // insert into "cities" ("name", "country_id") values ($1, $2) returning …
   * ```
   *
   * @param attributes those of the record, without the relation that the set gives
   * @throws RecordInvalidError when the record breaks rules of class-validator; nothing is sent then
   * @throws RecordStateError when the owner is not saved, or the set can only be read
   */
  create(attributes: CreateWithin<T>, options?: O): Promise<T>;
}

/** What the join model J takes for a link. */
export type PivotOptions<J> = SetOptions<UpdateAll<J>>;
