import type { FunctionDefinition, Trigger } from "../../schema/schema";
import { renderTableName } from "./render-table";
import { object, text, texts, nameUnless } from "./source";
import type { Source } from "./source";

/** What a function is, without its name. */
export function renderFunction(each: FunctionDefinition): Source | undefined {
  return object({
    arguments: nameUnless("", each.arguments),
    returns: text(each.returns),
    language: nameUnless("plpgsql", each.language),
    volatility: nameUnless("volatile", each.volatility),
    body: text(each.body),
    comment: each.comment === undefined ? undefined : text(each.comment),
  });
}

/** What a trigger does, without its name. */
export function renderTrigger(trigger: Trigger): Source | undefined {
  return object({
    timing: text(trigger.timing),
    events: texts(trigger.events),
    function: renderTableName({
      schema: trigger.functionSchema,
      name: trigger.function,
    }),
  });
}
