import { ArxError } from "./arx-error";
import type { ArxErrorOptions } from "./arx-error";

/** Raised when a condition holds `undefined`, which would silently widen it. */
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

/** Raised when a query names a property that the model does not have, or an operator that a column does not have. */
export class UnknownColumnError extends ArxError {
  readonly code = "UNKNOWN_COLUMN";

  constructor(
    readonly model: string,
    readonly property: string,
    suggestion: string | undefined,
    missing:
      | "column or relation"
      | "column"
      | "relation"
      | "operator"
      | "option" = "column or relation",
  ) {
    super(`${model} has no ${missing} "${property}".`, {
      hint:
        suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`,
    });
  }
}

/** Raised when data for a record has a key that the model does not know. */
export class UnknownAttributeError extends ArxError {
  readonly code = "UNKNOWN_ATTRIBUTE";

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

/** Raised when an argument of a query is not what the method takes. */
export class InvalidArgumentError extends ArxError {
  readonly code = "INVALID_ARGUMENT";

  constructor(message: string, options: ArxErrorOptions = {}) {
    super(message, options);
  }
}

/** Raised before any SQL when a value is not of its column's type. */
export class TypeMismatchError extends ArxError {
  readonly code = "TYPE_MISMATCH";

  /** @param at the column: `City.population`; the value itself is never shown */
  constructor(
    readonly at: string,
    readonly expected: string,
    readonly received: string,
  ) {
    super(`${at} takes ${expected}, not ${received}.`);
  }
}

/** Raised when an int8 from the database does not fit a JavaScript number. */
export class UnsafeIntegerError extends ArxError {
  readonly code = "UNSAFE_INTEGER";

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

/** Raised when a value from the database has no counterpart in JavaScript, for instance a timestamp of `infinity`. */
export class UnreadableValueError extends ArxError {
  readonly code = "UNREADABLE_VALUE";

  /** @param problem what the column holds: `infinity, which a JavaScript Date cannot hold` */
  constructor(
    readonly at: string,
    problem: string,
    hint: string,
  ) {
    super(`${at} holds ${problem}.`, { hint });
  }
}

/** Raised by `find` and `sole` when no row matches. */
export class RecordNotFoundError extends ArxError {
  readonly code = "RECORD_NOT_FOUND";

  constructor(
    readonly model: string,
    readonly condition: string,
  ) {
    super(`No ${model} with ${condition}.`, {
      hint: "Use findOrNull or first to get null instead.",
    });
  }
}

/** Raised by `sole` when more than one row matches. */
export class SoleRecordExceededError extends ArxError {
  readonly code = "SOLE_RECORD_EXCEEDED";

  constructor(readonly model: string) {
    super(`More than one ${model} matches.`);
  }
}

/** Raised when a relation is read as loaded and is not. */
export class RelationNotLoadedError extends ArxError {
  readonly code = "RELATION_NOT_LOADED";

  /** @param at the relation: `City.country` */
  constructor(readonly at: string) {
    super(`${at} is not loaded.`, {
      hint: "Await it, load it with { with } in the query, or call load() on the record.",
    });
  }
}

/** Raised when a column is read that the query did not select. */
export class MissingAttributeError extends ArxError {
  readonly code = "MISSING_ATTRIBUTE";

  constructor(readonly at: string) {
    super(`${at} was not selected.`);
  }
}

/** Raised when an update or delete has no condition. */
export class MissingConditionError extends ArxError {
  readonly code = "MISSING_CONDITION";

  constructor(
    readonly model: string,
    readonly verb: string,
  ) {
    super(`${verb} on ${model} has no condition and would reach every row.`, {
      hint: "Add a where, or pass { all: true } to mean every row.",
    });
  }
}

/** Raised by `db.one` and `db.maybeOne` when the statement gives another number of rows. */
export class UnexpectedRowCountError extends ArxError {
  readonly code = "UNEXPECTED_ROW_COUNT";

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
