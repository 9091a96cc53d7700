import type { ColumnField } from "../typing/column-field";
import type { ColumnNaming } from "../typing/column-naming";
import { optionNames } from "../util/option-names";
import { decorateColumn } from "./draft-column";

/** The options of `@CreatedAt`. */
export interface TimestampOptions extends ColumnNaming {
  /** Whether the column has an index, or the name of the index. */
  indexed?: boolean | string;
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
  return decorateColumn("createdAt", options, timestampOptionNames, options);
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
  return decorateColumn("updatedAt", options, updatedAtOptionNames, options);
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
