import { allOf } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UnknownColumnError,
} from "../../errors/query-error";
import type {
  PolymorphicDefinition,
  VariantDefinition,
} from "../../metadata/definition";
import {
  describeVariants,
  findVariant,
  storedKey,
  variantOf,
} from "../../metadata/variants";
import { findState } from "../../record/record-state";
import { describeValue } from "../../types/describe-value";
import { suggest } from "../../util/suggest";
import type { CompileWhere, Scope } from "../scope";
import { columnCondition } from "./column-condition";
import { equals } from "./equality";
import { existsVariant } from "./joins";
import { hasNoKey, keyOf } from "./keys";
import { operandOf } from "./operand";
import { referencedKeyCondition } from "./referenced-key";
import { isPlainObject, namesIn, requireDefined } from "./values";
import { isVariant } from "./variants";

const conditionNames: readonly string[] = ["type", "where"];

/** A condition on a relation to records of several models: null, a record, or `{ type, where }`. */
export function polymorphicCondition(
  scope: Scope,
  relation: PolymorphicDefinition,
  value: unknown,
  at: string,
  compile: CompileWhere,
): Expression {
  if (value === null) return hasNoKey(scope, relation);
  return isPlainObject(value)
    ? typeCondition(scope, relation, value, at, compile)
    : recordCondition(scope, relation, value, at);
}

function recordCondition(
  scope: Scope,
  relation: PolymorphicDefinition,
  value: unknown,
  at: string,
): Expression {
  const state =
    typeof value === "object" && value !== null ? findState(value) : undefined;
  const variant = variantOf(relation, state?.definition);
  if (state === undefined || variant === undefined) {
    const received = state && `a ${state.definition.name}`;
    throw new TypeMismatchError(
      at,
      `${describeVariants(relation)}, { type } or null`,
      received ?? describeValue(value),
    );
  }
  const [key] = keyOf(value, state.definition, [variant.reference], at);
  return allOf([
    isVariant(scope, relation, variant),
    equals(
      operandOf(scope, relation.keyColumn),
      storedKey(relation, variant, key),
    ),
  ]);
}

function typeCondition(
  scope: Scope,
  relation: PolymorphicDefinition,
  value: Readonly<Record<string, unknown>>,
  at: string,
  compile: CompileWhere,
): Expression {
  for (const name of namesIn(value, at)) {
    if (!conditionNames.includes(name))
      throw new UnknownColumnError(
        at,
        name,
        suggest(name, conditionNames),
        "operator",
      );
  }
  const path = `${at}.type`;
  const type = requireDefined(value["type"], path);
  const isOfType = columnCondition(
    operandOf(scope, relation.typeColumn),
    type,
    path,
  );
  if (!Object.hasOwn(value, "where")) return isOfType;
  const where = requireDefined(value["where"], `${at}.where`);
  const variant = findVariant(relation, type);
  if (variant === undefined)
    throw new InvalidArgumentError(
      `${at}.where is about records of one model; say which.`,
      {
        hint: "Write { type: '…', where: … }, and several of them in `or` where there are several types.",
      },
    );
  return allOf([
    isOfType,
    variantCondition(scope, relation, variant, where, `${at}.where`, compile),
  ]);
}

/** A condition on the records of one of the models: on the key alone where that suffices. */
function variantCondition(
  scope: Scope,
  relation: PolymorphicDefinition,
  variant: VariantDefinition,
  where: unknown,
  at: string,
  compile: CompileWhere,
): Expression {
  const { keyColumn } = relation;
  const { target, reference } = variant;
  const isSameType = keyColumn.type.sqlName === reference.type.sqlName;
  const link = { columns: [keyColumn], references: [reference], target };
  const condition =
    isSameType && isPlainObject(where)
      ? referencedKeyCondition(scope, link, where, at)
      : undefined;
  return (
    condition ??
    existsVariant(scope, relation, variant, (inner) =>
      compile(inner, where, at),
    )
  );
}
