import { checkGivenName } from "../check/check-name";
import type { Blueprint } from "../blueprint";
import type { ColumnDefinition, UniqueDefinition } from "../definition";
import type { UniqueDraft } from "../draft";
import { prefixed, uniqueName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { columnsOf } from "./columns-of";

/** What the model says is unique: by @Unique, by a column, and by relations that one record alone may have. */
export function buildUniques(
  blueprint: Blueprint,
  context: ResolveContext,
): UniqueDefinition[] {
  const { definition } = blueprint;
  const uniques: UniqueDefinition[] = [];
  const add = (
    columns: readonly ColumnDefinition[],
    draft?: UniqueDraft,
  ): void => {
    const covered = [
      definition.primaryKey,
      ...uniques.map((unique) => unique.columns),
    ];
    if (
      columns.length === 0 ||
      covered.some((other) => isSameSet(other, columns))
    )
      return;
    const names = columns.map(({ name }) => name);
    uniques.push({
      name:
        draft?.name === undefined
          ? uniqueName(definition.table, names)
          : prefixed(draft.name),
      columns,
      nullsNotDistinct: draft?.nullsNotDistinct ?? false,
      deferrable: draft?.deferrable ?? "no",
    });
  };
  // What a class says itself goes first, so that its names and options are the ones kept.
  for (const draft of blueprint.chain.flatMap(({ uniques }) => uniques)) {
    const columns = findColumns(draft, blueprint, context);
    if (columns !== undefined) add(columns, draft);
    if (draft.nullsNotDistinct && blueprint.parent !== undefined)
      reportNulls(blueprint, context);
  }
  for (const column of blueprint.ownColumns) {
    if (blueprint.findColumn(column.property)?.unique === true) add([column]);
  }
  for (const columns of singleKeys(blueprint)) add(columns);
  return uniques;
}

/** The keys of relations that only one record may have: @HasOne on the other side says so, and a delegated type. */
function singleKeys(blueprint: Blueprint): (readonly ColumnDefinition[])[] {
  const claimed = [...blueprint.claims]
    .filter(([, { kind }]) => kind === "hasOne")
    .map(([property]) => blueprint.findBelongsTo(property)?.columns ?? []);
  const delegated = blueprint.ownPolymorphics
    .filter(({ isDelegated }) => isDelegated)
    .map(({ columns }) => columns);
  return [...claimed, ...delegated];
}

function reportNulls(blueprint: Blueprint, context: ResolveContext): void {
  const message =
    "has a @Unique with nullsNotDistinct, and the rows of other classes in its table are all NULL there.";
  const fix = "Leave nullsNotDistinct out.";
  context.report(blueprint, undefined, message, fix);
}

function findColumns(
  draft: UniqueDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): readonly ColumnDefinition[] | undefined {
  checkGivenName(
    draft.name,
    "unique constraint",
    undefined,
    blueprint,
    context,
  );
  const [first, ...rest] = draft.properties;
  if (first === undefined) {
    const fix = "Write @Unique(['tenant', 'slug']).";
    context.report(blueprint, undefined, "@Unique names no properties.", fix);
    return undefined;
  }
  const columns = draft.properties.map((name) =>
    columnsOf(name, "@Unique", blueprint, context),
  );
  if (columns.some((found) => found === undefined)) return undefined;
  if (rest.length > 0) return columns.flatMap((found) => found ?? []);
  const isColumn = blueprint.findColumn(first) !== undefined;
  const fix = isColumn
    ? `Write @Column({ unique: true }) at ${first}.`
    : `Write @HasOne on the other side of ${first}.`;
  context.report(
    blueprint,
    undefined,
    `@Unique names one property, ${first}.`,
    fix,
  );
  return undefined;
}

function isSameSet(
  left: readonly ColumnDefinition[],
  right: readonly ColumnDefinition[],
): boolean {
  return (
    left.length === right.length &&
    left.every((column) => right.includes(column))
  );
}
