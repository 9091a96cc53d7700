import type { ColumnDraft, ColumnRole, SqlText } from "../metadata/draft";
import { draftIndexOptions, indexOptionNames } from "../metadata/draft-index";
import type { ColumnOptions } from "../typing/column-options";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { designTypeOf } from "./design-type";
import { draftValues } from "./draft-values";
import { draftEncryption } from "./encryption";
import { soundOption } from "./option-kinds";

/** The options of `@Column`, and those that only other decorators of columns have. */
export interface DraftOptions extends ColumnOptions {
  server?: boolean;
  trigger?: boolean;
}

/** What a column decorator says, with everything that was left out filled in. */
export function draftColumn(
  target: object,
  property: string,
  role: ColumnRole,
  options: DraftOptions,
): ColumnDraft {
  const indexed = soundOption("indexed", options.indexed) ?? false;
  return {
    kind: "column",
    property,
    role,
    designType: designTypeOf(target, property),
    type: soundOption("type", options.type),
    nullable: soundOption("nullable", options.nullable) ?? false,
    unique: soundOption("unique", options.unique) ?? false,
    indexed: typeof indexed === "object" ? draftIndexOptions(indexed) : indexed,
    default: options.default,
    length: options.length,
    precision: options.precision,
    scale: options.scale,
    mode: options.mode,
    dimensions: options.dimensions,
    enum: options.enum,
    native: options.native,
    store: options.store,
    array: options.array ?? false,
    collate: options.collate,
    generatedAs: options.generatedAs as SqlText | undefined,
    virtual: options.virtual ?? false,
    name: options.name,
    comment: options.comment,
    check: options.check as SqlText | undefined,
    renamedFrom: options.renamedFrom,
    values: draftValues(target, property, options),
    encrypt: draftEncryption(target, property, options.encrypt),
    server: options.server,
    trigger: options.trigger,
  };
}

/**
 * A decorator that makes a field a column: it checks the names of the options
 * that were given, and notes what they mean for the column.
 */
export function decorateColumn(
  role: ColumnRole,
  given: object | undefined,
  known: readonly string[],
  column: DraftOptions,
): (target: object, property: unknown) => void {
  return (target, property) => {
    const name = property as string;
    const draft = propertyDraft(target, property);
    checkOptions(draft, name, given, known);
    if (typeof column.indexed === "object")
      checkOptions(draft, name, column.indexed, indexOptionNames);
    appendProperty(target, name, draftColumn(target, name, role, column));
  };
}
