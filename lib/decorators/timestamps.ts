import type { ColumnField } from "../typing/column-field";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { draftColumn } from "./column";

/** The options of `@CreatedAt` and `@UpdatedAt`. */
export interface TimestampOptions {
  /** The name of the column; left out, the property in snake_case. */
  name?: string;
  /** A sentence about the column, kept in the database. */
  comment?: string;
  /** The name of the column before a rename. */
  renamedFrom?: string;
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
  return decorate("createdAt", options);
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
export function UpdatedAt(options: TimestampOptions = {}): TimestampDecorator {
  return decorate("updatedAt", options);
}

const timestampOptionNames: readonly (keyof TimestampOptions)[] = [
  "name",
  "comment",
  "renamedFrom",
];

function decorate(
  role: "createdAt" | "updatedAt",
  options: TimestampOptions,
): TimestampDecorator {
  return (target: object, property: unknown) => {
    const draft = propertyDraft(target, property);
    checkOptions(draft, property as string, options, timestampOptionNames);
    appendProperty(
      target,
      property as string,
      draftColumn(target, property as string, role, options),
    );
  };
}
