import type { ChangeOf } from "../../schema/change";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { toStatement, writeName } from "./statement";

/** `create trigger "touch" before update on "public"."cities" for each row execute function "public"."touch"()` */
export function compileCreateTrigger({
  table,
  trigger,
}: ChangeOf<"create trigger">): CompiledQuery[] {
  const { name, timing, events, functionSchema, function: called } = trigger;
  const callee = writeName({ schema: functionSchema, name: called });
  const text = [
    `create trigger ${quoteIdentifier(name)} ${timing} ${events.join(" or ")}`,
    `on ${writeName(table)} for each row execute function ${callee}()`,
  ].join(" ");
  return [toStatement(text)];
}

/** `drop trigger "touch" on "public"."cities"` */
export function compileDropTrigger({
  table,
  trigger,
}: ChangeOf<"drop trigger">): CompiledQuery[] {
  const text = `drop trigger ${quoteIdentifier(trigger.name)} on ${writeName(table)}`;
  return [toStatement(text)];
}
