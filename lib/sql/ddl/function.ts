import type { ChangeOf } from "../../schema/change";
import type { FunctionDefinition } from "../../schema/schema";
import { quoteText } from "../../util/quote";
import type { CompiledQuery } from "../compiled-query";
import { toStatement, writeName } from "./statement";

/** `create function "public"."touch"() returns trigger language plpgsql as $$…$$`, and its comment. */
export function compileCreateFunction({
  function: each,
}: ChangeOf<"create function">): CompiledQuery[] {
  return [define("create function", each), ...commentOn(undefined, each)];
}

/** `create or replace function …`: what calls it goes on. */
export function compileReplaceFunction({
  from,
  to,
}: ChangeOf<"replace function">): CompiledQuery[] {
  return [define("create or replace function", to), ...commentOn(from, to)];
}

/** `drop function "public"."touch"()`, which PostgreSQL refuses while anything calls it. */
export function compileDropFunction({
  function: each,
}: ChangeOf<"drop function">): CompiledQuery[] {
  return [toStatement(`drop function ${writeSignature(each)}`)];
}

function define(verb: string, each: FunctionDefinition): CompiledQuery {
  const volatility =
    each.volatility === "volatile" ? "" : ` ${each.volatility}`;
  const quote = quoteFor(each.body);
  return toStatement(
    `${verb} ${writeSignature(each)} returns ${each.returns} language ${each.language}${volatility} as ${quote}${each.body}${quote}`,
  );
}

function commentOn(
  from: FunctionDefinition | undefined,
  to: FunctionDefinition,
): CompiledQuery[] {
  if (from?.comment === to.comment) return [];
  const text = to.comment === undefined ? "null" : quoteText(to.comment);
  return [toStatement(`comment on function ${writeSignature(to)} is ${text}`)];
}

function writeSignature(each: FunctionDefinition): string {
  return `${writeName(each)}(${each.arguments})`;
}

/** Dollar quotes that the body does not hold. */
function quoteFor(body: string): string {
  let tag = "";
  while (body.includes(`$${tag}$`)) tag += "_";
  return `$${tag}$`;
}
