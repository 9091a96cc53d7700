import type { Loaded } from "./loaded";
import type { SetShape, TellingShape } from "./markers";
import type { Query } from "./query/query";
import type { Refused } from "./refused";
import type {
  Member,
  PivotOptions,
  SetOptions,
  WritableSet,
} from "./set-writes";
import type { NoUndef, Where } from "./where";
import type { KnownWith, With } from "./with";

/**
 * A relation to many records. Unloaded it can be awaited, walked and narrowed;
 * loaded it is a `LoadedSet` as well. Awaiting it in a loop loads it for every
 * record of the same result at once.
 *
 * @example
 * ```ts
 * for (const country of await Country.all()) {
 *   for await (const city of country.cities) console.log(city.name);
 * }
 * // select … from "countries"
 * // select … from "cities" where "country_id" = any($1)
 * ```
 */
// Only where records tell more than their columns, E is another type than T, and Q a query for such records; O are the options of a link.
export interface ManagedSet<T, E = T, Q = Query<T>, O = SetOptions>
  extends PromiseLike<E[]>, AsyncIterable<E>, SetShape<T>, WritableSet<T, O> {
  /**
   * The records of the relation that meet conditions, as a query. Awaited in a
   * loop over records of one result, it is one statement for all of them, as long
   * as nothing is written in between: what it finds for the others is read at the
   * first, and handed out within five seconds.
   *
   * @example
   * ```ts
   * await country.cities.where({ population: { gt: 1e6 } });
   * // select … from "cities" where "country_id" = $1 and "population" > $2
   * for (const each of await Country.all()) {
   *   await each.cities.where({ capital: true }).limit(3);
   * }
   * // select … from "countries"
   * // …
   * ```
   */
  where<const W extends Where<T>>(conditions: W & NoUndef<W, T>): Q;
  /**
   * The records of the relation, with relations of theirs: one statement for each
   * relation and level, and in a loop over records of one result for all of them.
   *
   * @example
   * ```ts
   * const cities = await country.cities.load({ country: true });
   * // select … from "cities" where "country_id" = any($1)
   * // select … from "countries" where "id" = any($1)
   * cities[0]?.country.name;   // "Germany"
   * ```
   */
  load<const W extends With<T>>(
    relations: W & KnownWith<W, T>,
  ): Promise<Loaded<E, W>[]>;
  /**
   * The same for those relations that are not loaded yet.
   *
   * @example
   * ```ts
   * await country.cities.loadMissing({ country: true });
   * // select … from "cities" where "country_id" = any($1)
   * ```
   */
  loadMissing<const W extends With<T>>(
    relations: W & KnownWith<W, T>,
  ): Promise<Loaded<E, W>[]>;
  /**
   * How many records the relation has, counted by the database, loaded or not.
   *
   * @example
   * ```ts
   * await country.cities.count();   // select count(*) from "cities" where "country_id" = $1
   * ```
   */
  count(): Promise<number>;
  /**
   * How many records the relation has: of those that are loaded, else counted by
   * the database. `length` is the same without await, once it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.size();   // select count(*) from "cities" where "country_id" = $1
   * const { cities } = await country.load({ cities: true });
   * // select … from "cities" where "country_id" = any($1)
   * await cities.size();   // 2
   * ```
   */
  size(): Promise<number>;
  /**
   * Whether the relation has any record; no statement when it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.any();
   * // select exists (select from "cities" where "country_id" = $1)
   * ```
   */
  any(): Promise<boolean>;
  /**
   * Whether the relation has more than one record; no statement when it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.many();
   * // select count(*) from lateral (select from "cities" where "country_id" = $1 limit $2) as "arx_rows"
   * ```
   */
  many(): Promise<boolean>;
  /**
   * Whether the relation has exactly one record; no statement when it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.one();
   * // select count(*) from lateral (select from "cities" where "country_id" = $1 limit $2) as "arx_rows"
   * ```
   */
  one(): Promise<boolean>;
  /**
   * Whether the relation has no record; no statement when it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.isEmpty();
   * // select exists (select from "cities" where "country_id" = $1)
   * ```
   */
  isEmpty(): Promise<boolean>;
  /**
   * Whether the relation has a record, or that of a key; no statement when it
   * is loaded.
   *
   * @example
   * ```ts
   * await country.cities.has(1);
   * // select exists (select from "cities" where "country_id" = $1 and "id" = $2)
   * ```
   *
   * @throws TypeMismatchError for what is neither a record of the model nor a key
   */
  has(member: Member<T>): Promise<boolean>;
}

/**
 * A record of a `ManyToMany` with `pivot: true`: beside what it is, the record
 * of the join model that links it to the owner it was loaded for.
 *
 * @example
 * ```ts
 * @Table()
 * class Actor extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @ManyToMany(() => Film, { through: () => Part, pivot: true })
 *   declare films: ManyToMany<Film, Part>;
 * }
 *
 * @Table()
 * class Film extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * @Table()
 * class Part extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => Actor, { required: true }) declare actor: Relate<Actor>;
 *   @Relate(() => Film, { required: true }) declare film: Relate<Film>;
 *   @Column() declare role: string;
 * }
 *
 * const nameOf = (film: Linked<Film, Part>): string => film.pivot.role;
 * const actor = await Actor.create({});   // insert into "actors" default values returning …
 * (await actor.films).map(nameOf);
 * // select …, "arx_links"."id", … from "films" inner join "parts" as "arx_links" …
 * ```
 */
export type Linked<T, J> = T & { readonly pivot: J };

/**
 * A relation to many whose records tell how they are linked: `ManyToMany<Role, UserRole>`.
 * Conditions and orders on it are those of the other model.
 *
 * @example
 * ```ts
 * @Table()
 * class Student extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @ManyToMany(() => Course, { through: () => Enrolment, pivot: true })
 *   declare courses: ManyToMany<Course, Enrolment>;
 * }
 *
 * @Table()
 * class Course extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * @Table()
 * class Enrolment extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => Student, { required: true }) declare student: Relate<Student>;
 *   @Relate(() => Course, { required: true }) declare course: Relate<Course>;
 *   @Column({ type: "integer", nullable: true }) declare grade: number | null;
 * }
 *
 * const student = await Student.create({});
 * // insert into "students" default values returning …
 * for await (const course of student.courses) console.log(course.pivot.grade);
 * // select …, "arx_links"."id", … from "courses" inner join "enrolments" as "arx_links" …
 * ```
 */
export interface PivotSet<T, J>
  extends
    ManagedSet<
      T,
      Linked<T, J>,
      Query<T, { told: { readonly pivot: J } }>,
      PivotOptions<J>
    >,
    TellingShape<{ readonly pivot: J }> {}

/**
 * A relation to all ancestors or descendants of a record, each of which tells
 * its `depth`: 1 for a parent or a child, 2 for theirs, and so on.
 *
 * @example
 * ```ts
 * @Table()
 * class Folder extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare name: string;
 *   @Relate(() => Folder) declare parent: Relate<Folder | null>;
 *   @Descendants(() => Folder, (folder) => folder.parent)
 *   declare contents: Descendants<Folder>;
 * }
 *
 * const folder = await Folder.create({ name: "/" });
 * // insert into "folders" ("name") values ($1) returning …
 * for await (const { name, depth } of folder.contents) console.log(" ".repeat(depth), name);
 * // select …, "arx_links"."arx_depth" as "depth", … from "folders" inner join lateral (with recursive …) as "arx_links" …
 * ```
 */
export interface TreeSet<T>
  extends
    ManagedSet<
      T,
      T & { readonly depth: number },
      Query<T, { told: { readonly depth: number } }>
    >,
    TellingShape<{ readonly depth: number }> {
  /** Not to be called: a tree follows from the relation to the parent, which is written instead. */
  readonly add: OnlyRead;
  /** Not to be called: see `add`. */
  readonly remove: OnlyRead;
  /** Not to be called: see `add`. */
  readonly set: OnlyRead;
  /** Not to be called: see `add`. */
  readonly clear: OnlyRead;
  /** Not to be called: see `add`. */
  readonly create: OnlyRead;
}

type OnlyRead = (
  this: Refused<"arx: a tree is only read; write the relation that it follows">,
  ...given: unknown[]
) => Promise<never>;
