import type { Blueprint } from "../blueprint";
import { thunksOf } from "../resolve-context";
import type { ResolveContext } from "../resolve-context";

/** Looks for a connection that is no name, and for relations to models of another connection: no statement reaches two databases. */
export function checkConnections(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  checkName(blueprint, context);
  for (const draft of blueprint.properties.values()) {
    const other = thunksOf(draft)
      .map((thunk) => context.follow(blueprint, draft.property, thunk))
      .find((target) => target && isApart(target, blueprint));
    if (other !== undefined) report(blueprint, draft.property, other, context);
  }
}

function checkName(blueprint: Blueprint, context: ResolveContext): void {
  const connection: unknown = connectionOf(blueprint);
  if (connection === undefined) return;
  if (typeof connection === "string" && connection !== "") return;
  context.report(
    blueprint,
    undefined,
    "has a connection that is no name.",
    "Write @Table({ connection: 'reports' }) with the name given to connect({ name }).",
  );
}

function report(
  blueprint: Blueprint,
  property: string,
  other: Blueprint,
  context: ResolveContext,
): void {
  const message = `refers to ${other.name}, which is bound to ${describe(other)}, while ${blueprint.name} is bound to ${describe(blueprint)}.`;
  const fix = `Bind both to one connection, or keep the key in a @Column and ask by it: ${other.name}.find(key).`;
  context.report(blueprint, property, message, fix);
}

function isApart(one: Blueprint, other: Blueprint): boolean {
  return connectionOf(one) !== connectionOf(other);
}

function connectionOf({ definition }: Blueprint): string | undefined {
  return definition.connection;
}

function describe(blueprint: Blueprint): string {
  const connection = connectionOf(blueprint);
  return connection === undefined ? "none" : `the connection "${connection}"`;
}
