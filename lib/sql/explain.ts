import { skipLeadingComments } from "../util/leading-comments";
import type { CompiledQuery } from "./compiled-query";

/** What EXPLAIN is to do; what is undefined is as the server has it. */
export interface ExplainSettings {
  readonly analyze: boolean | undefined;
  readonly buffers: boolean | undefined;
  readonly verbose: boolean | undefined;
  readonly format: "json" | "text";
}

/** How a statement begins that has a plan; NOTIFY and FETCH have none. */
const planned =
  /^[(\s]*(?:select|insert|update|delete|merge|values|with|table)\b/i;

/** Whether EXPLAIN takes a statement. */
export function hasPlan({ text }: CompiledQuery): boolean {
  return planned.test(skipLeadingComments(text));
}

/** `explain (analyze true, format json) select …` */
export function explain(
  { text, parameters }: CompiledQuery,
  { format, ...switches }: ExplainSettings,
): CompiledQuery {
  const said = Object.entries(switches).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${String(value)}`],
  );
  const options = [...said, `format ${format}`].join(", ");
  return {
    text: `explain (${options}) ${text}`,
    parameters,
    isTransient: true,
  };
}
