import { reservedMembers } from "../../typing/reserved-members";
import type { Blueprint } from "../blueprint";
import type { PropertyDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { checkInheritance } from "./check-inheritance";
import { checkGivenName } from "./check-name";
import { findNameFlaw } from "./find-name-flaw";

/** How the names of the ledgers begin; migrations look at no table of such a name. */
const ownName = /^arx_/;

/** Looks for mistakes that show in one class alone, before anything is built from it. */
export function checkDraft(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  for (const { property, message, fix } of blueprint.chain.flatMap(
    ({ problems }) => problems,
  )) {
    context.report(blueprint, property, message, fix);
  }
  checkInheritance(blueprint, context);
  if (blueprint.parent === undefined) checkTable(blueprint, context);
  for (const { properties } of blueprint.chain)
    checkDoubles(properties, blueprint, context);
  for (const { property } of blueprint.ownProperties)
    checkReserved(property, blueprint, context);
  if (blueprint.parent === undefined && blueprint.primaryKey.length === 0) {
    const fix = "Write @PrimaryKey() declare id: number;";
    context.report(blueprint, undefined, "has no primary key.", fix);
  }
}

function checkTable(blueprint: Blueprint, context: ResolveContext): void {
  const table = blueprint.chain.at(-1)?.table;
  const flaw =
    table?.name === undefined && findNameFlaw(blueprint.name, "a table");
  if (flaw) {
    const fix = "Write @Table('…') with the name of the table.";
    context.report(blueprint, undefined, flaw, fix);
  }
  checkGivenName(table?.name, "table", undefined, blueprint, context);
  checkGivenName(table?.schema, "schema", undefined, blueprint, context);
  checkNotOwn(blueprint, context);
}

/** What migrations cannot see they would create again and again. */
function checkNotOwn(blueprint: Blueprint, context: ResolveContext): void {
  const { table } = blueprint.definition;
  if (!ownName.test(table)) return;
  const message = `has the table "${table}", but names that begin with arx_ belong to the tables of arx itself.`;
  const fix = "Write @Table('…') with another name.";
  context.report(blueprint, undefined, message, fix);
}

/** A property may be decorated anew in a subclass, but only once in one class. */
function checkDoubles(
  drafts: readonly PropertyDraft[],
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const first = new Map<string, PropertyDraft>();
  for (const draft of drafts) {
    const earlier = first.get(draft.property);
    if (earlier === undefined) first.set(draft.property, draft);
    else reportDouble(earlier, draft, blueprint, context);
  }
}

function reportDouble(
  one: PropertyDraft,
  other: PropertyDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { property } = one;
  if (
    one.kind === other.kind ||
    (one.kind !== "column" && other.kind !== "column")
  ) {
    const what = one.kind === "column" ? "column" : "relation";
    const fix = `Keep one of the ${what} decorators and put all options into it.`;
    context.report(blueprint, property, `is declared as a ${what} twice.`, fix);
    return;
  }
  const message = "is declared as a column and as a relation.";
  const fix = `Take @Column away; the key of the relation is the column ${property}Id.`;
  context.report(blueprint, property, message, fix);
}

function checkReserved(
  property: string,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  if (!(reservedMembers as readonly string[]).includes(property)) return;
  const message = "has a name that arx reserves.";
  const fix = `Rename the field; the column can keep its name: @Column({ name: '${property}' }).`;
  context.report(blueprint, property, message, fix);
}
