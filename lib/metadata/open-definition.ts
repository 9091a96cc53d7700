import type {
  ColumnDefinition,
  ModelClass,
  ModelDefinition,
  RelationDefinition,
  SerializedDefinition,
  StoredDefinition,
} from "./definition";
import type { ModelDraft, TableDraft } from "./draft";
import { mergeHooks } from "./hook";
import { prefixed, tableName } from "./naming";
import { settings } from "./settings";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A definition that is being filled; it is frozen when all models are done. */
export type OpenDefinition = Writable<ModelDefinition> & {
  columns: Record<string, ColumnDefinition>;
  relations: Record<string, RelationDefinition>;
  stored: Record<string, StoredDefinition>;
  serialized: Record<string, SerializedDefinition>;
};

type TableFacts = Pick<
  ModelDefinition,
  | "schema"
  | "table"
  | "comment"
  | "renamedFrom"
  | "connection"
  | "ignoredColumns"
>;

function ownTable(
  model: ModelClass,
  draft: TableDraft | undefined,
): TableFacts {
  const renamedFrom = draft?.renamedFrom;
  return {
    schema: draft?.schema ?? settings().schema,
    table: prefixed(draft?.name ?? tableName(model.name)),
    comment: draft?.comment,
    renamedFrom: renamedFrom === undefined ? undefined : prefixed(renamedFrom),
    connection: draft?.connection,
    ignoredColumns: draft?.ignoredColumns ?? [],
  };
}

function sharedTable(parent: ModelDefinition): TableFacts {
  const { schema, table, comment, renamedFrom } = parent;
  const { connection, ignoredColumns } = parent;
  return { schema, table, comment, renamedFrom, connection, ignoredColumns };
}

/**
 * A definition to fill.
 * @param parent the definition of the model that has the table; undefined for a model with a table of its own
 */
export function openDefinition(
  model: ModelClass,
  chain: readonly ModelDraft[],
  parent: ModelDefinition | undefined,
): OpenDefinition {
  return {
    name: model.name,
    model,
    // Only the class's own @Table names a table; that of a base names the table of the base.
    ...(parent === undefined
      ? ownTable(model, chain.at(-1)?.table)
      : sharedTable(parent)),
    strictLoading: strictnessOf(chain),
    inheritance: undefined,
    columns: Object.create(null) as Record<string, ColumnDefinition>,
    columnList: [],
    selectedColumns: [],
    stored: Object.create(null) as Record<string, StoredDefinition>,
    serialized: Object.create(null) as Record<string, SerializedDefinition>,
    primaryKey: [],
    softDelete: undefined,
    version: undefined,
    publicId: undefined,
    primaryKeyName: "",
    relations: Object.create(null) as Record<string, RelationDefinition>,
    uniques: [],
    checks: [],
    exclusions: [],
    indexes: [],
    passwords: [],
    search: undefined,
    hooks: mergeHooks(chain.flatMap(({ hooks }) => hooks)),
    seeds: [],
  };
}

/** A class that says nothing is as strict as the nearest above it that does. */
function strictnessOf(
  chain: readonly ModelDraft[],
): ModelDefinition["strictLoading"] {
  return chain.findLast(({ table }) => table?.strictLoading !== undefined)
    ?.table?.strictLoading;
}
