import { coercedType } from "../../types/coerce";
import type { ColumnType } from "../../types/column-type";
import { normalizedType } from "../../types/normalize";
import { transformedType } from "../../types/transform";
import { comparesWhole } from "../../types/wrapped-type";
import type { Blueprint } from "../blueprint";
import type { ColumnDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/** The type of a column with `transform`: what is stored is what its function makes of a value. */
export function wrapTransform(
  type: ColumnType,
  { values }: ColumnDraft,
): ColumnType {
  return values.transform === undefined
    ? type
    : transformedType(type, values.transform);
}

/** The type of a column with `coerce`, its own or that of its table. */
export function wrapCoercion(
  type: ColumnType,
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnType {
  const { coerce } = draft.values;
  const isAsked = coerce ?? blueprint.coerces;
  if (!isAsked || draft.role !== "plain") return type;
  const coerced = comparesWhole(type) ? type : coercedType(type);
  if (coerced === type && coerce === true) {
    const message =
      "has coerce: true, but nothing else than its own values is known to stand for them.";
    const fix = comparesWhole(type)
      ? "Leave coerce out, and take what comes in transform.to."
      : "Leave coerce out; it goes with numbers, booleans, times and texts.";
    context.report(blueprint, draft.property, message, fix);
  }
  return coerced;
}

/** The same for a key that is declared by its relation alone. */
export function wrapKeyCoercion(
  type: ColumnType,
  { coerces }: Blueprint,
): ColumnType {
  return coerces && !comparesWhole(type) ? coercedType(type) : type;
}

/** The type of a column with `normalize`: it writes and compares values in one form. */
export function wrapNormalization(
  type: ColumnType,
  { values }: ColumnDraft,
): ColumnType {
  return values.normalization === undefined
    ? type
    : normalizedType(type, values.normalization);
}
