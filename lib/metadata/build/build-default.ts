import type { FragmentExpression } from "../../ast/expression";
import { TypeMismatchError } from "../../errors/query-error";
import { TransformError } from "../../errors/value-error";
import type { ColumnType } from "../../types/column-type";
import { generateUuid } from "../../types/uuid";
import type { Blueprint } from "../blueprint";
import type { ColumnDefault } from "../definition";
import type { ColumnDraft } from "../draft";
import { inlineSql, isFragment, plainFragment } from "../fragment";
import type { ResolveContext } from "../resolve-context";

/** Versions count from 1. */
const first: ColumnDefault = Object.freeze({ kind: "value", value: 1 });

const now: ColumnDefault = Object.freeze({
  kind: "expression",
  expression: Object.freeze<FragmentExpression>({
    kind: "fragment",
    texts: Object.freeze(["now()"]),
    operands: Object.freeze([]),
  }),
});

const integerTypes: readonly string[] = ["bigint", "integer", "smallint"];

/** Where a column's value comes from when none is given. */
export function buildDefault(
  draft: ColumnDraft,
  type: ColumnType,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnDefault | undefined {
  switch (draft.role) {
    case "createdAt":
    case "updatedAt":
      return now;
    case "softDelete":
    case "discriminator":
      return undefined;
    case "version":
      return first;
    case "publicId":
      return publicIdDefault(draft);
    case "primaryKey":
      return buildKeyDefault(draft, type, blueprint, context);
    case "plain":
      return buildValueDefault(draft, type, blueprint, context);
  }
}

function uuidDefault(draft: ColumnDraft): ColumnDefault {
  const version = draft.default === "v7" ? 7 : 4;
  return Object.freeze({
    kind: draft.server === true ? "serverUuid" : "uuid",
    version,
  });
}

/** One that the program makes is there from `new` on. */
function publicIdDefault(draft: ColumnDraft): ColumnDefault {
  const declared = uuidDefault(draft);
  if (declared.kind !== "uuid") return declared;
  const { version } = declared;
  return Object.freeze({
    kind: "function",
    make: () => generateUuid(version),
  });
}

function buildValueDefault(
  draft: ColumnDraft,
  type: ColumnType,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnDefault | undefined {
  const value = draft.default;
  if (value === undefined) return undefined;
  if (typeof value === "function")
    return Object.freeze({ kind: "function", make: value as () => unknown });
  if (draft.encrypt !== undefined) {
    const message =
      "is encrypted, and the database would fill in its default as it is.";
    const fix =
      "Write a function, which arx calls for every record: default: () => ….";
    context.report(blueprint, draft.property, message, fix);
    return undefined;
  }
  const flaw = findFlaw(value, type, blueprint.at(draft.property));
  if (flaw !== undefined) {
    const fix =
      "Write a value of the column's type, an SQL expression with sql`…`, or leave the default out.";
    context.report(blueprint, draft.property, `has the default ${flaw}.`, fix);
    return undefined;
  }
  return Object.freeze(
    isFragment(value)
      ? { kind: "expression", expression: plainFragment(value) }
      : { kind: "value", value },
  );
}

function findFlaw(
  value: unknown,
  type: ColumnType,
  at: string,
): string | undefined {
  if (value === null) return "null, which a nullable column has anyway";
  if (isFragment(value)) {
    const isConstant = inlineSql(value) !== undefined;
    return isConstant
      ? undefined
      : "of an expression that holds a query or a column";
  }
  try {
    type.encode(value, at);
    return undefined;
  } catch (error) {
    if (error instanceof TypeMismatchError)
      return `${error.received}, but takes ${error.expected}`;
    if (error instanceof TransformError)
      return "that its transform or normalize cannot take";
    throw error;
  }
}

/** Integer keys are counted by the database, unless they consist of several columns or are another table's key. */
function buildKeyDefault(
  draft: ColumnDraft,
  type: ColumnType,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnDefault | undefined {
  const isInteger = integerTypes.includes(type.name);
  const kind =
    draft.default ??
    (isInteger && isOwnKey(draft, blueprint) ? "identity" : "none");
  if (type.name === "uuid" && (kind === "v4" || kind === "v7"))
    return uuidDefault(draft);
  if (draft.server !== undefined) {
    const message =
      "has the option server, which says who makes a uuid by default.";
    const fix = "Write { type: 'uuid', default: 'v7', server: true }.";
    context.report(blueprint, draft.property, message, fix);
  }
  if (kind === "none") return undefined;
  if (kind === "identity" && isInteger) return Object.freeze({ kind });
  const message = `is a key of type ${type.name}, for which there is no default ${JSON.stringify(kind)}.`;
  const fix =
    "Integer keys take default: 'identity', uuid keys 'v4' or 'v7', every key 'none'.";
  context.report(blueprint, draft.property, message, fix);
  return undefined;
}

function isOwnKey(draft: ColumnDraft, blueprint: Blueprint): boolean {
  return (
    blueprint.primaryKey.length === 1 &&
    blueprint.findRelationOf(draft.property) === undefined
  );
}
