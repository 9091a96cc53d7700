import { isDeepStrictEqual } from "node:util";
import type { Change } from "./change";
import type { FunctionDefinition, Schema } from "./schema";

/** What turns the functions of arx into the wanted ones. */
export function diffFunctions(from: Schema, to: Schema): Change[] {
  const before = indexFunctions(from.functions);
  const after = indexFunctions(to.functions);
  return [
    ...from.functions
      .filter((each) => !after.has(signatureOf(each)))
      .map((each): Change => ({ kind: "drop function", function: each })),
    ...to.functions.flatMap((each) =>
      bringAbout(before.get(signatureOf(each)), each),
    ),
  ];
}

function bringAbout(
  from: FunctionDefinition | undefined,
  to: FunctionDefinition,
): Change[] {
  if (from === undefined) return [{ kind: "create function", function: to }];
  return isDeepStrictEqual(from, to)
    ? []
    : [{ kind: "replace function", from, to }];
}

function indexFunctions(
  functions: readonly FunctionDefinition[],
): ReadonlyMap<string, FunctionDefinition> {
  return new Map(functions.map((each) => [signatureOf(each), each]));
}

/** What must stay for the function to be replaced instead of made anew. */
function signatureOf(each: FunctionDefinition): string {
  return JSON.stringify([each.schema, each.name, each.arguments, each.returns]);
}
