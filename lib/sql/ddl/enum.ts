import type { ChangeOf, EnumColumn } from "../../schema/change";
import { addedValues } from "../../schema/diff-enums";
import type { EnumType } from "../../schema/schema";
import { temporaryName } from "../../schema/temporary-name";
import { quoteText } from "../../util/quote";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { alterTable, toStatement, writeName } from "./statement";

/** `create type "public"."mood" as enum ('calm', 'angry')` */
export function compileCreateEnum({
  enum: type,
}: ChangeOf<"create enum">): CompiledQuery[] {
  return [createType(type)];
}

/** `drop type "public"."mood"`, which PostgreSQL refuses while a column has it. */
export function compileDropEnum({
  enum: type,
}: ChangeOf<"drop enum">): CompiledQuery[] {
  return [toStatement(`drop type ${writeName(type)}`)];
}

/** `alter type "public"."mood" rename to "temper"` */
export function compileRenameEnum({
  enum: type,
  to,
}: ChangeOf<"rename enum">): CompiledQuery[] {
  return [renameType(type, to)];
}

/** `alter type "public"."mood" add value 'glad' after 'calm'`, or a new type in the place of the old one. */
export function compileAlterEnum(
  change: ChangeOf<"alter enum">,
): CompiledQuery[] {
  return change.rebuild ? makeAnew(change) : addValues(change);
}

function addValues({ from, to }: ChangeOf<"alter enum">): CompiledQuery[] {
  const there = [...from.values];
  return (addedValues(from, to) ?? []).map((value) => {
    const place = placeOf(value, to.values, there);
    there.push(value);
    const text = `alter type ${writeName(to)} add value ${quoteText(value)}${place}`;
    return toStatement(text);
  });
}

/** Where a value stands among those that are there already; at the end, nothing has to be said. */
function placeOf(
  value: string,
  values: readonly string[],
  there: readonly string[],
): string {
  const position = values.indexOf(value);
  const next = values.slice(position + 1).find((each) => there.includes(each));
  const previous = values[position - 1];
  if (next === undefined) return "";
  return previous === undefined
    ? ` before ${quoteText(next)}`
    : ` after ${quoteText(previous)}`;
}

/** PostgreSQL takes no value away and knows no other order: the columns move to a new type by way of text. */
function makeAnew({
  from,
  to,
  columns,
}: ChangeOf<"alter enum">): CompiledQuery[] {
  const old = temporaryName(from.name);
  return [
    renameType(from, old),
    createType(to),
    ...columns.map((column) => moveColumn(column, to)),
    toStatement(`drop type ${writeName({ ...from, name: old })}`),
  ];
}

function moveColumn(
  { table, column, isArray, from, to }: EnumColumn,
  type: EnumType,
): CompiledQuery {
  const name = quoteIdentifier(column);
  const suffix = isArray ? "[]" : "";
  const wanted = `${writeName(type)}${suffix}`;
  const actions = [
    ...(from === undefined && to === undefined ? [] : ["drop default"]),
    `type ${wanted} using ${name}::text${suffix}::${wanted}`,
    ...(to === undefined ? [] : [`set default ${to}`]),
  ];
  return alterTable(
    table,
    actions.map((action) => `alter column ${name} ${action}`),
  );
}

function createType(type: EnumType): CompiledQuery {
  const values = type.values.map(quoteText).join(", ");
  return toStatement(`create type ${writeName(type)} as enum (${values})`);
}

function renameType(
  type: EnumType | ChangeOf<"rename enum">["enum"],
  to: string,
): CompiledQuery {
  return toStatement(
    `alter type ${writeName(type)} rename to ${quoteIdentifier(to)}`,
  );
}
