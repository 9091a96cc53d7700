import type { Column } from "../../schema/schema";
import { constantOf } from "../column-default";
import { typeCallOf } from "../column-types";
import { object, plain, text } from "./source";
import type { Call, SourceOf } from "./source";

/** A column as a call on the table's builder: `t.text("title").notNull()`. */
export function renderColumn(
  column: Column,
  builder: string,
): SourceOf<"chain"> {
  const calls =
    column.identity === undefined
      ? [
          typeOf(column),
          ...collationOf(column),
          ...generatedOf(column),
          ...nullabilityOf(column),
          ...defaultOf(column),
        ]
      : [identityOf(column)];
  return {
    kind: "chain",
    root: builder,
    calls: [...calls, ...commentOf(column)],
  };
}

/** A collation of a schema, which the method has no place for, stays with the type. */
const collation = /^(.*) COLLATE "((?:[^"]|"")*)"$/s;

function typeOf({ name, type }: Column): Call {
  const { method, args } = typeCallOf(collation.exec(type)?.[1] ?? type);
  const rest = args.map((arg) =>
    typeof arg === "number" ? plain(arg) : text(arg),
  );
  return { method, args: [text(name), ...rest] };
}

function collationOf({ type }: Column): readonly Call[] {
  const name = collation.exec(type)?.[2];
  if (name === undefined) return [];
  return [{ method: "collate", args: [text(name.replaceAll('""', '"'))] }];
}

function generatedOf({ generated }: Column): readonly Call[] {
  if (generated === undefined) return [];
  const { expression, virtual } = generated;
  const options = virtual ? [object({ virtual: plain(true) })] : [];
  const args = [text(expression), ...options.flatMap((each) => each ?? [])];
  return [{ method: "generatedAs", args }];
}

function identityOf({ name, type, identity }: Column): Call {
  const options = object({
    type: type === "bigint" ? undefined : text(type),
    always: identity === "always" ? plain(true) : undefined,
  });
  const args = options === undefined ? [] : [options];
  return { method: "identity", args: [text(name), ...args] };
}

function nullabilityOf({ nullable }: Column): readonly Call[] {
  return nullable ? [] : [{ method: "notNull", args: [] }];
}

function defaultOf(column: Column): readonly Call[] {
  if (column.default === undefined) return [];
  const value = constantOf(column.default, column.type);
  if (value === undefined)
    return [{ method: "defaultSql", args: [text(column.default)] }];
  const literal = typeof value === "string" ? text(value) : plain(value);
  return [{ method: "default", args: [literal] }];
}

function commentOf({ comment }: Column): readonly Call[] {
  return comment === undefined
    ? []
    : [{ method: "comment", args: [text(comment)] }];
}
