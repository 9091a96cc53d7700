import { anyOf, nullTest } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import { RecordStateError } from "../../errors/record-error";
import type {
  ColumnDefinition,
  ModelDefinition,
} from "../../metadata/definition";
import { isKindOf } from "../../metadata/family";
import { findState } from "../../record/record-state";
import { scopedColumn } from "../scope";
import type { Scope } from "../scope";

/** The condition that a relation leads to no record: a part of its key is missing. */
export function hasNoKey(
  scope: Scope,
  { columns }: { readonly columns: readonly ColumnDefinition[] },
): Expression {
  return anyOf(
    columns.map((column) => nullTest(scopedColumn(scope, column), false)),
  );
}

/** The values of a key, column by column. */
export type KeyValues = readonly unknown[];

/**
 * The key that a value stands for, where a relation takes a record or its key.
 * @param columns the columns of the target that make up the key
 */
export function keyOf(
  value: unknown,
  target: ModelDefinition,
  columns: readonly ColumnDefinition[],
  at: string,
): KeyValues {
  const state =
    typeof value === "object" && value !== null ? findState(value) : undefined;
  if (state === undefined) return keyFromScalar(value, target, columns, at);
  if (!isKindOf(state.definition, target)) {
    throw new TypeMismatchError(
      at,
      `a ${target.name}`,
      `a ${state.definition.name}`,
    );
  }
  return keyFromRecord(
    value as Readonly<Record<string, unknown>>,
    target,
    columns,
    at,
  );
}

function keyFromScalar(
  value: unknown,
  target: ModelDefinition,
  columns: readonly ColumnDefinition[],
  at: string,
): KeyValues {
  if (columns.length === 1) return [value];
  const names = columns.map(({ property }) => property).join(", ");
  throw new InvalidArgumentError(
    `${at}: the key of ${target.name} has several columns.`,
    {
      hint: `Write { ${names} } or give a record.`,
    },
  );
}

function keyFromRecord(
  record: Readonly<Record<string, unknown>>,
  target: ModelDefinition,
  columns: readonly ColumnDefinition[],
  at: string,
): KeyValues {
  return columns.map(({ property }) => {
    const value = record[property];
    if (value !== undefined && value !== null) return value;
    throw new RecordStateError(
      `${at}: this ${target.name} has no ${property} yet.`,
      "Save it first.",
    );
  });
}
