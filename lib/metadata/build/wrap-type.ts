import type { ColumnType } from "../../types/column-type";
import type { Blueprint } from "../blueprint";
import type { ColumnDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { wrapCoercion, wrapNormalization, wrapTransform } from "./wrap-values";
import { wrapEncryption } from "./wrap-encryption";

type Wrap = (
  type: ColumnType,
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
) => ColumnType;

/** What options of a column do to its values, from the database outwards. */
const wraps: readonly Wrap[] = [
  wrapTransform,
  wrapEncryption,
  wrapCoercion,
  wrapNormalization,
];

/**
 * The type of a column with what its options do to values: a value passes the
 * last of them first on its way to the database, and last on its way back.
 */
export function wrapType(
  type: ColumnType,
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnType {
  return wraps.reduce(
    (inner, wrap) => wrap(inner, draft, blueprint, context),
    type,
  );
}
