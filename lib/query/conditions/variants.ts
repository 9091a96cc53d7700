import { binary, parameter } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import type {
  HasDefinition,
  PolymorphicDefinition,
  VariantDefinition,
} from "../../metadata/definition";
import { scopedColumn } from "../scope";
import type { Scope } from "../scope";

/** The rows of a scope whose polymorphic relation leads to this model. */
export function isVariant(
  scope: Scope,
  { typeColumn }: PolymorphicDefinition,
  { alias }: VariantDefinition,
): Expression {
  return binary("=", scopedColumn(scope, typeColumn), parameter(alias));
}

/** A polymorphic inverse holds keys of other models as well: only those of this one count. */
export function variantConditions(
  target: Scope,
  { inverse, variant }: HasDefinition,
): readonly Expression[] {
  return inverse.kind === "polymorphic" && variant !== undefined
    ? [isVariant(target, inverse, variant)]
    : [];
}
