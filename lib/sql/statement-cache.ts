import type { Statement } from "../ast/statement";
import { BoundedMap } from "../util/bounded-map";
import { compile } from "./compile";
import type { CompiledQuery } from "./compiled-query";
import { shapeOf } from "./shape";

/** Enough for every statement of a large program; user input (a filter form) cannot grow it further. */
const capacity = 2_000;

/** Longer ones hold lists that hardly come twice, and would make the bound on memory meaningless. */
const longestKey = 8_192;

const texts = new BoundedMap<string, string>(capacity);

/**
 * Compiles a statement, building its text only the first time a statement of
 * its shape is seen. The same shape gives the same string object, which
 * drivers then find quickly among their prepared statements.
 */
export function compileCached(statement: Statement): CompiledQuery {
  const { key, parameters } = shapeOf(statement);
  const known = texts.get(key);
  if (known !== undefined) return { text: known, parameters };
  const query = compile(statement);
  if (key.length <= longestKey) texts.set(key, query.text);
  return query;
}
