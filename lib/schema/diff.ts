import { applyEnums } from "./apply-enums";
import { applyRenames } from "./apply-renames";
import type { Change } from "./change";
import { diffEnums } from "./diff-enums";
import { diffExtensions } from "./diff-extensions";
import { diffForeignKeys } from "./diff-foreign-keys";
import { diffFunctions } from "./diff-functions";
import { diffSchemaNames } from "./diff-schema-names";
import { diffTables } from "./diff-tables";
import { findDisturbedKeys } from "./disturbed-keys";
import { keepIgnored } from "./keep-ignored";
import { emptySchema } from "./normalize";
import { orderChanges } from "./order";
import { findEnumRenames, renameEnums } from "./enum-renames";
import { renameChanges } from "./rename-changes";
import { breakRenameCycles } from "./rename-cycles";
import { findSchemaRenames } from "./renames";
import type { Schema } from "./schema";
import { splitEnumChanges } from "./split-enum-changes";
import { pairTables } from "./table-pair";
import type { TablePairs } from "./table-pair";

/**
 * The changes that turn one schema into another, in an order in which they can
 * run. Both must be canonical, so that what is equal has equal texts. Nothing
 * is taken for a rename unless `to` says so by `renamedFrom`.
 */
export function diffSchemas(from: Schema, to: Schema): Change[] {
  const renames = findSchemaRenames(from, to);
  const renamed = applyRenames(from, renames);
  const enumRenames = findEnumRenames(renamed, to);
  const named = renameEnums(renamed, enumRenames);
  const wanted = keepIgnored(named, to);
  const enums = diffEnums(named, wanted);
  const { schema, stale } = applyEnums(named, enums);
  const pairs = pairTables(schema, wanted, stale);
  const changes = [
    ...diffExtensions(from, to),
    ...diffSchemaNames(from, to),
    ...renameChanges(from, renames),
    ...enumRenames,
    ...enums,
    ...diffFunctions(from, wanted),
    ...splitEnumChanges(diffTables(pairs), enums),
  ];
  const all = [...changes, ...diffAllForeignKeys(pairs, changes)];
  return orderChanges(breakRenameCycles(all));
}

/** The changes that make a schema in an empty database, in order. */
export function createSchema(schema: Schema): Change[] {
  return diffSchemas(emptySchema, schema);
}

function diffAllForeignKeys(
  { created, dropped, kept }: TablePairs,
  changes: readonly Change[],
): Change[] {
  const isDisturbed = findDisturbedKeys(changes);
  return [...dropped, ...created, ...kept].flatMap((pair) =>
    diffForeignKeys(pair, (key) => isDisturbed(pair.name, key)),
  );
}
