import type { ChangeOf } from "../../schema/change";
import { text } from "./source";
import type { Source } from "./source";

/** SQL as a tagged template, its parameters back in their places. */
export function renderSql({ text: sql, parameters }: ChangeOf<"sql">): Source {
  const body =
    parameters.length === 0
      ? escape(sql)
      : sql
          .split(/(\$\d+)/)
          .map((part) => renderPart(part, parameters))
          .join("");
  return { kind: "text", text: `m.sql\`${body}\`` };
}

function renderPart(
  part: string,
  parameters: readonly (string | null)[],
): string {
  const number = /^\$(\d+)$/.exec(part)?.[1];
  if (number === undefined) return escape(part);
  const value = parameters[Number(number) - 1];
  return typeof value === "string" ? `\${${literalOf(value)}}` : "${null}";
}

function literalOf(value: string): string {
  const source = text(value);
  return source.kind === "text" ? source.text : "";
}

function escape(sql: string): string {
  return sql
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${")
    .replaceAll("\r", "\\r");
}
