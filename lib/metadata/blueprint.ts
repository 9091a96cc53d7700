import type { ColumnType } from "../types/column-type";
import type {
  BelongsToDefinition,
  ColumnDefinition,
  ModelClass,
  ModelDefinition,
  RelationDefinition,
} from "./definition";
import type {
  BelongsToDraft,
  ColumnDraft,
  ModelDraft,
  PropertyDraft,
} from "./draft";
import { draftChain, mergeProperties } from "./merge-drafts";
import { tableName } from "./naming";
import { state } from "./registry-state";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A definition that is being filled; it is frozen when all models are done. */
export type OpenDefinition = Writable<ModelDefinition> & {
  columns: Record<string, ColumnDefinition>;
  relations: Record<string, RelationDefinition>;
};

/** One column of a foreign key and what it refers to, by property. */
export interface KeyPair {
  readonly property: string;
  readonly reference: string;
  /** The user's own declaration of the key property; undefined when arx makes it up. */
  readonly declared: ColumnDraft | undefined;
}

/** A has side that names a belongs-to as its inverse. */
export interface Claim {
  readonly kind: "hasMany" | "hasOne";
  readonly at: string;
}

/** A model on its way from drafts to a definition, or one that is there already. */
export class Blueprint {
  readonly name: string;
  readonly chain: readonly ModelDraft[];
  readonly properties: ReadonlyMap<string, PropertyDraft>;
  /** The finished definition when it was resolved earlier; otherwise one to fill. */
  readonly definition: OpenDefinition;
  readonly isDone: boolean;
  /** Types of columns as far as they were asked for; null while one is being found. */
  readonly types = new Map<string, ColumnType | undefined | null>();
  /** Columns of foreign keys, by relation. */
  readonly keys = new Map<string, readonly KeyPair[]>();
  /** Has sides of other models that name a belongs-to of this one, by its property. */
  readonly claims = new Map<string, Claim>();

  constructor(readonly model: ModelClass) {
    this.name = model.name;
    this.chain = draftChain(model);
    this.properties = mergeProperties(this.chain);
    const done = state.definitions.get(model);
    this.isDone = done !== undefined;
    this.definition =
      (done as OpenDefinition | undefined) ?? openDefinition(model, this.chain);
  }

  /** The properties of the primary key. */
  get primaryKey(): readonly string[] {
    return [...this.properties.values()]
      .filter((draft) => draft.kind === "column" && draft.role === "primaryKey")
      .map(({ property }) => property);
  }

  /** The place for messages: `City.population`. */
  at(property: string): string {
    return `${this.name}.${property}`;
  }

  findColumn(property: string): ColumnDraft | undefined {
    const draft = this.properties.get(property);
    return draft?.kind === "column" ? draft : undefined;
  }

  /** The relation of which a property is the key. */
  findRelationOf(property: string): BelongsToDraft | undefined {
    for (const draft of this.properties.values()) {
      if (draft.kind !== "belongsTo") continue;
      if (
        this.keys
          .get(draft.property)
          ?.some((pair) => pair.property === property)
      )
        return draft;
    }
    return undefined;
  }

  findBelongsTo(property: string): BelongsToDefinition | undefined {
    const relation = this.definition.relations[property];
    return relation?.kind === "belongsTo" ? relation : undefined;
  }
}

function openDefinition(
  model: ModelClass,
  chain: readonly ModelDraft[],
): OpenDefinition {
  // Only the class's own @Table names a table; that of a base names the table of the base.
  const table = chain.at(-1)?.table;
  return {
    name: model.name,
    model,
    schema: table?.schema ?? "public",
    table: table?.name ?? tableName(model.name),
    comment: table?.comment,
    renamedFrom: table?.renamedFrom,
    connection: table?.connection,
    columns: Object.create(null) as Record<string, ColumnDefinition>,
    columnList: [],
    primaryKey: [],
    primaryKeyName: "",
    relations: Object.create(null) as Record<string, RelationDefinition>,
    uniques: [],
    checks: [],
    indexes: [],
    seeds: [],
  };
}
