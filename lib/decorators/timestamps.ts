import type { ColumnField } from "../typing/column-field";
import { optionNames } from "../util/option-names";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { draftColumn } from "./column";

/** The options of `@CreatedAt`. */
export interface TimestampOptions {
  /** The name of the column; left out, the property in snake_case. */
  name?: string;
  /** Whether the column has an index, or the name of the index. */
  indexed?: boolean | string;
  /** A sentence about the column, kept in the database. */
  comment?: string;
  /** The name of the column before a rename. */
  renamedFrom?: string;
}

/** The options of `@UpdatedAt`. */
export interface UpdatedAtOptions extends TimestampOptions {
  /** Whether a trigger of the database keeps it as well, for updates that arx does not make. */
  trigger?: boolean;
}

/** A decorator of a field that holds a Date. */
export type TimestampDecorator = <T extends object, K extends keyof T & string>(
  target: T,
  property: ColumnField<T, K, { type: "timestamptz" }>,
) => void;

/**
 * Makes a field the time at which the record was inserted.
 *
 * @example
 * ```ts
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @CreatedAt() declare createdAt: Date;
 * }
 * // "created_at" timestamptz not null default now()
 * ```
 */
export function CreatedAt(options: TimestampOptions = {}): TimestampDecorator {
  return decorate("createdAt", options, timestampOptionNames);
}

/**
 * Makes a field the time at which the record was last changed.
 *
 * @example
 * ```ts
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @UpdatedAt() declare updatedAt: Date;
 * }
 * // "updated_at" timestamptz not null default now()
 * ```
 */
export function UpdatedAt(options: UpdatedAtOptions = {}): TimestampDecorator {
  return decorate("updatedAt", options, updatedAtOptionNames);
}

const timestampOptionNames = optionNames<TimestampOptions>({
  name: true,
  comment: true,
  renamedFrom: true,
  indexed: true,
});

const updatedAtOptionNames = optionNames<UpdatedAtOptions>({
  name: true,
  comment: true,
  renamedFrom: true,
  indexed: true,
  trigger: true,
});

function decorate(
  role: "createdAt" | "updatedAt",
  options: UpdatedAtOptions,
  known: readonly string[],
): TimestampDecorator {
  return (target: object, property: unknown) => {
    const draft = propertyDraft(target, property);
    checkOptions(draft, property as string, options, known);
    appendProperty(
      target,
      property as string,
      draftColumn(target, property as string, role, options),
    );
  };
}
