import { ArxError } from "./arx-error";
import type { ArxErrorOptions } from "./arx-error";
import { hideUnknown } from "./hide-unknown";

/**
 * Raised when a condition holds `undefined`, which would silently widen it. The
 * types refuse it as well.
 *
 * @example
 * ```ts
 * const untyped = JSON.parse('{}') as { name: string };
 * await City.where({ name: untyped.name });
 * // throws UndefinedConditionError: City.where.name is undefined.
 * ```
 */
export class UndefinedConditionError extends ArxError {
  readonly code = "UNDEFINED_CONDITION";

  /** @param at the path of the condition: `City.where.country.name` */
  constructor(
    readonly at: string,
    hint = "Leave the key out to have no condition, or write null to ask for IS NULL.",
  ) {
    super(`${at} is undefined.`, { hint });
  }
}

/**
 * Raised when a query names a property that the model does not have, or an operator
 * that a column does not have. The types refuse it as well.
 *
 * @example
 * ```ts
 * const order = JSON.parse('{ "nmae": "asc" }') as OrderBy<City>;
 * await City.orderBy(order);   // throws UnknownColumnError: City has no column "nmae".
 * ```
 */
export class UnknownColumnError extends ArxError {
  readonly code = "UNKNOWN_COLUMN";

  /**
   * @param model the class that was asked
   * @param property the name that it does not have
   * @param suggestion the name that was probably meant
   */
  constructor(
    readonly model: string,
    readonly property: string,
    suggestion: string | undefined,
    missing:
      | "column or relation"
      | "column"
      | "relation"
      | "operator"
      | "option"
      | "type" = "column or relation",
  ) {
    super(`${model} has no ${missing} "${property}".`, {
      hint:
        suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`,
    });
  }
}

/**
 * Raised when data for a record has a key that the model does not know. The types
 * refuse it as well.
 *
 * @example
 * ```ts
 * const body = JSON.parse('{ "nmae": "Bonn" }') as Update<City>;
 * await city.update(body);   // throws UnknownAttributeError: City has no attribute "nmae".
 * ```
 */
export class UnknownAttributeError extends ArxError {
  readonly code = "UNKNOWN_ATTRIBUTE";

  /**
   * @param model the class of the record
   * @param property the key that it does not have
   * @param suggestion the key that was probably meant
   */
  constructor(
    readonly model: string,
    readonly property: string,
    suggestion: string | undefined,
  ) {
    super(`${model} has no attribute "${property}".`, {
      hint:
        suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`,
    });
  }
}

/**
 * Raised before any SQL when a value is given to a column that the database
 * computes. The types refuse it as well.
 *
 * @example
 * ```ts
 * @Table()
 * class Item extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "integer" }) declare price: number;
 *   @Column({ type: "integer", generatedAs: "price * 2" })
 *   declare readonly double: number;
 *   declare [Generated]?: "double";
 * }
 *
 * const body = JSON.parse('{ "price": 1, "double": 3 }') as Create<Item>;
 * await Item.create(body);   // throws GeneratedColumnError
 * ```
 */
export class GeneratedColumnError extends ArxError {
  readonly code = "GENERATED_COLUMN";

  /** @param at the column: `Item.double` */
  constructor(readonly at: string) {
    super(`${at} is computed by the database and cannot be written.`, {
      hint: "Leave it out, and set the columns that it is computed from.",
    });
  }
}

/**
 * Raised when an argument is not what the function takes.
 *
 * @example
 * ```ts
 * await City.limit(-1);   // throws InvalidArgumentError
 * ```
 */
export class InvalidArgumentError extends ArxError {
  readonly code = "INVALID_ARGUMENT";

  constructor(message: string, options: ArxErrorOptions = {}) {
    super(message, options);
  }
}

/**
 * Raised when a cursor that `page` is to go on from was not made by `page`, or
 * for another model or order. Cursors come back from outside: this is an answer
 * to a request, not a mistake of the program.
 *
 * @example
 * ```ts
 * await City.page({ first: 10, after: "abc" });
 * // throws InvalidCursorError: City.page.after is no cursor.
 * ```
 */
export class InvalidCursorError extends ArxError {
  readonly code = "INVALID_CURSOR";

  /**
   * @param at the option that held it: `City.page.after`
   * @param problem what it is: `is no cursor`
   * @param cause what the server said of it, where only that could judge
   */
  constructor(
    readonly at: string,
    problem: string,
    cause?: unknown,
  ) {
    super(`${at} ${problem}.`, {
      hint: "Pass endCursor or startCursor of a page of the same query, unchanged, or leave it out to begin anew.",
      cause,
    });
  }
}

/**
 * Raised before any SQL when a value is not of its column's type. The value itself
 * is never shown.
 *
 * @example
 * ```ts
 * await City.where({ population: Number("many") });   // throws TypeMismatchError
 * ```
 */
export class TypeMismatchError extends ArxError {
  readonly code = "TYPE_MISMATCH";

  /**
   * @param at the column: `City.population`
   * @param expected what it takes, in words
   * @param received the type of what was given, in words
   */
  constructor(
    readonly at: string,
    readonly expected: string,
    readonly received: string,
  ) {
    super(`${at} takes ${expected}, not ${received}.`);
  }
}

/**
 * Raised when an int8 from the database does not fit a JavaScript number: beyond
 * 2^53 − 1 it could not be told from its neighbours.
 *
 * @example
 * ```ts
 * await db.execute("update cities set id = 9007199254740993 where id = 1");
 * await City.orderBy({ id: "desc" }).limit(1);   // throws UnsafeIntegerError
 * ```
 */
export class UnsafeIntegerError extends ArxError {
  readonly code = "UNSAFE_INTEGER";

  /**
   * @param at the column: `City.id`
   * @param value the number, in digits
   */
  constructor(
    readonly at: string,
    readonly value: string,
  ) {
    super(
      `${at} holds ${value}, which a JavaScript number cannot hold exactly.`,
      {
        hint: "Declare the column with { mode: 'bigint' } and the field as bigint, or mode 'string' and string.",
      },
    );
  }
}

/**
 * Raised when a value from the database has no counterpart in JavaScript, for
 * instance a timestamp of `infinity`.
 *
 * @example
 * ```ts
 * @Table()
 * class Offer extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare until: Date;
 * }
 *
 * await sql`insert into ${Offer} (until) values ('infinity')`;
 * await Offer.all();   // throws UnreadableValueError
 * ```
 */
export class UnreadableValueError extends ArxError {
  readonly code = "UNREADABLE_VALUE";

  /**
   * @param at the column: `Offer.until`
   * @param problem what the column holds: `infinity, which a JavaScript Date cannot hold`
   */
  constructor(
    readonly at: string,
    problem: string,
    hint: string,
  ) {
    super(`${at} holds ${problem}.`, { hint });
  }
}

/**
 * Raised by `find` when there is no row with the key, and by `sole` when there is none at all.
 *
 * @example
 * ```ts
 * await City.find(9);   // throws RecordNotFoundError
 * ```
 */
export class RecordNotFoundError extends ArxError {
  readonly code = "RECORD_NOT_FOUND";

  /**
   * @param model the class that was asked
   * @param condition what was looked for: `id 9`; undefined for whatever the query gives
   */
  constructor(
    readonly model: string,
    readonly condition?: string | undefined,
  ) {
    super(
      condition === undefined
        ? `No ${model} matches.`
        : `No ${model} with ${condition}.`,
      { hint: "Use findOrNull or first to get null instead." },
    );
    hideUnknown(this);
  }
}

/**
 * Raised by `sole` when a query gives more than one record.
 *
 * @example
 * ```ts
 * await City.where({ capital: false }).sole();
 * // throws SoleRecordExceededError: More than one City matches.
 * ```
 */
export class SoleRecordExceededError extends ArxError {
  readonly code = "SOLE_RECORD_EXCEEDED";

  /** @param model the class that was asked */
  constructor(readonly model: string) {
    super(`More than one ${model} matches.`, {
      hint: "Add conditions until one is left, or use first to get any of them.",
    });
  }
}

/**
 * Raised when a relation is read as loaded and is not.
 *
 * @example
 * ```ts
 * const { cities } = (await Country.find(1)) as Loaded<Country, { cities: true }>;
 * cities.length;   // throws RelationNotLoadedError: Country.cities is not loaded.
 * ```
 */
export class RelationNotLoadedError extends ArxError {
  readonly code = "RELATION_NOT_LOADED";

  /** @param at the relation: `City.country` */
  constructor(readonly at: string) {
    super(`${at} is not loaded.`, {
      hint: "Await it, load it with { with } in the query, or call load() on the record.",
    });
  }
}

/**
 * What asked for strict loading.
 *
 * @example
 * ```ts
 * const tell = (source: StrictnessSource) => `the ${source} is strict`;
 * db.on("strictLoading", ({ relation, source }) => console.warn(relation, tell(source)));
 * ```
 */
export type StrictnessSource =
  "record" | "relation" | "query" | "model" | "database";

/**
 * Raised when a relation is awaited before it was loaded, where strict loading
 * is asked for.
 *
 * @example
 * ```ts
 * const country = await Country.strictLoading().find(1);
 * // select … from "countries" where "id" = $1
 * await country.cities;
 * // throws StrictLoadingError: Country.cities is not loaded, and strict loading of the query keeps it from being loaded on its own.
 * ```
 */
export class StrictLoadingError extends ArxError {
  readonly code = "STRICT_LOADING";

  /**
   * @param at the relation: `Country.cities`
   * @param property its name: `cities`
   * @param source what asked for strict loading
   */
  constructor(
    readonly at: string,
    property: string,
    readonly source: StrictnessSource,
  ) {
    super(
      `${at} is not loaded, and strict loading of the ${source} keeps it from being loaded on its own.`,
      {
        hint: `Write with({ ${property}: true }) in the query, or call load({ ${property}: true }) on the record.`,
      },
    );
  }
}

/**
 * Raised when the row of a polymorphic relation holds a type that the relation
 * does not list. A class is never looked up by what a row says.
 *
 * @example
 * ```ts
 * @Table()
 * class Photo extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * @Table()
 * class Video extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * @Table()
 * class Marker extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Polymorphic({ photo: () => Photo, video: () => Video })
 *   declare subject: Polymorphic<{ photo: Photo; video: Video } | null>;
 * }
 *
 * await sql`alter table ${Marker} drop constraint markers_subject_type_check`;
 * await sql`insert into ${Marker} (subject_type, subject_id) values ('song', 1)`;
 * await Marker.with({ subject: true });   // throws UnknownRelatedTypeError
 * ```
 */
export class UnknownRelatedTypeError extends ArxError {
  readonly code = "UNKNOWN_RELATED_TYPE";

  /**
   * @param at the relation: `Comment.subject`
   * @param known the types that it lists, in words
   */
  constructor(
    readonly at: string,
    readonly known: string,
  ) {
    super(`${at} holds a type that is none of ${known}.`, {
      hint: "Add its model to the list of the relation, under the name that the rows have, or correct the rows.",
    });
  }
}

/**
 * Raised when a record is asked for a column that its query left out.
 *
 * @example
 * ```ts
 * @Table()
 * class Page extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ omitByDefault: true }) declare body: string;
 * }
 *
 * await Page.insertAll([{ body: "Once upon a time" }]);
 * const page = await Page.find(1);
 * page.body;   // throws MissingAttributeError: Page.body was not selected.
 * ```
 */
export class MissingAttributeError extends ArxError {
  readonly code = "MISSING_ATTRIBUTE";

  /** @param at the column: `City.name` */
  constructor(readonly at: string) {
    const property = JSON.stringify(at.slice(at.indexOf(".") + 1));
    super(`${at} was not selected.`, {
      hint: `Read it with addSelect(${property}) in the query, or reload({ columns: [${property}] }).`,
    });
  }
}

/**
 * Raised before any SQL when an update or delete of many rows has no condition,
 * or one that is always true, and would reach every row.
 *
 * @example
 * ```ts
 * const filter: Where<City> = {};
 * await City.where(filter).deleteAll();
 * // throws MissingConditionError: deleteAll on City has no condition and would reach every row.
 * ```
 */
export class MissingConditionError extends ArxError {
  readonly code = "MISSING_CONDITION";

  /**
   * @param model the class that would be written
   * @param verb what would be done: `deleteAll`
   */
  constructor(
    readonly model: string,
    readonly verb: string,
  ) {
    super(`${verb} on ${model} has no condition and would reach every row.`, {
      hint: "Add a where, or pass { all: true } to mean every row.",
    });
  }
}

/**
 * Raised by `db.one` and `db.maybeOne` when the statement gives another number of
 * rows.
 *
 * @example
 * ```ts
 * await db.one("select name from cities");
 * // throws UnexpectedRowCountError: The statement gave 3 rows where exactly one was expected.
 * ```
 */
export class UnexpectedRowCountError extends ArxError {
  readonly code = "UNEXPECTED_ROW_COUNT";

  /**
   * @param expected how many, in words
   * @param received how many came
   */
  constructor(
    readonly expected: string,
    readonly received: number,
  ) {
    super(
      `The statement gave ${String(received)} rows where ${expected} was expected.`,
      {
        hint: "Use maybeOne for none or one, and query for any number of rows.",
      },
    );
  }
}
