import type { ColumnType } from "../types/column-type";
import type {
  BelongsToDefinition,
  ColumnDefinition,
  ModelClass,
  PolymorphicDefinition,
  RelationDefinition,
  ThroughDefinition,
  UniqueDefinition,
} from "./definition";
import type {
  BelongsToDraft,
  ColumnDraft,
  ModelDraft,
  PropertyDraft,
} from "./draft";
import { aliasesOf, discriminatorOf } from "./hierarchy";
import { draftChain, mergeProperties } from "./merge-drafts";
import { openDefinition } from "./open-definition";
import type { OpenDefinition } from "./open-definition";
import { state } from "./registry-state";

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
  /** The drafts of the class and of what it extends; of a class that shares a table, those below the model it shares it with. */
  readonly chain: readonly ModelDraft[];
  /** The drafts of the class and of everything it extends. */
  readonly lineage: readonly ModelDraft[];
  /** The properties of the class, inherited ones included. */
  readonly properties: ReadonlyMap<string, PropertyDraft>;
  /** The finished definition when it was resolved earlier; otherwise one to fill. */
  readonly definition: OpenDefinition;
  readonly isDone: boolean;
  /** Types of columns as far as they were asked for; null while one is being found. */
  readonly types = new Map<string, ColumnType | undefined | null>();
  /** Columns of foreign keys, by relation. */
  readonly keys = new Map<string, readonly KeyPair[]>();
  /** Relations that go through others as far as they were looked at, undefined for a mistake; null while its steps are being found. */
  readonly throughs = new Map<string, ThroughDefinition | undefined | null>();
  /** What is unique among the rows that live, of a model with `@SoftDelete`. */
  aliveUniques: readonly UniqueDefinition[] = [];
  /** Has sides of other models that name a belongs-to of this one, by its property. */
  readonly claims = new Map<string, Claim>();
  /** The same of a polymorphic relation, by its property and then by the alias of the other model. */
  readonly variantClaims = new Map<string, Map<string, Claim>>();

  /** @param parent the model right above that has the table; undefined for a model with a table of its own */
  constructor(
    readonly model: ModelClass,
    readonly parent?: Blueprint,
  ) {
    this.name = model.name;
    this.lineage = draftChain(model);
    this.chain = this.lineage.slice(parent?.lineage.length ?? 0);
    const properties = mergeProperties(this.lineage);
    this.properties = withAliases(properties, model, parent);
    const done = state.definitions.get(model);
    this.isDone = done !== undefined;
    this.definition =
      (done as OpenDefinition | undefined) ??
      openDefinition(model, this.lineage, parent?.definition);
  }

  /** Whether the table says that its columns take what stands for their values. */
  get coerces(): boolean {
    return this.lineage.some(({ table }) => table?.coerce === true);
  }

  /** The properties of the primary key. */
  get primaryKey(): readonly string[] {
    return [...this.properties.values()]
      .filter((draft) => draft.kind === "column" && draft.role === "primaryKey")
      .map(({ property }) => property);
  }

  /** The properties that the class does not share with the model above. */
  get ownProperties(): readonly PropertyDraft[] {
    const own = [...this.properties.values()];
    if (this.parent === undefined) return own;
    const { properties } = this.parent;
    return own.filter((draft) => properties.get(draft.property) !== draft);
  }

  /** The columns that the class does not share with the model above. */
  get ownColumns(): readonly ColumnDefinition[] {
    const shared = this.parent?.definition.columnList ?? [];
    return this.definition.columnList.filter(
      (column) => !shared.includes(column),
    );
  }

  /** The relations that the class does not share with the model above. */
  get ownRelations(): readonly RelationDefinition[] {
    const shared = Object.values(this.parent?.definition.relations ?? {});
    return Object.values(this.definition.relations).filter(
      (relation) => !shared.includes(relation),
    );
  }

  /** Those of them that lead to records of several models. */
  get ownPolymorphics(): readonly PolymorphicDefinition[] {
    return this.ownRelations.filter(
      (relation) => relation.kind === "polymorphic",
    );
  }

  /** The place for messages: `City.population`. */
  at(property: string): string {
    return `${this.name}.${property}`;
  }

  addColumn(column: ColumnDefinition): void {
    this.definition.columns[column.property] = Object.freeze(column);
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

  findPolymorphic(property: string): PolymorphicDefinition | undefined {
    const relation = this.definition.relations[property];
    return relation?.kind === "polymorphic" ? relation : undefined;
  }
}

/** The column that tells classes apart takes the aliases of these classes and nothing else. */
function withAliases(
  properties: ReadonlyMap<string, PropertyDraft>,
  model: ModelClass,
  parent: Blueprint | undefined,
): ReadonlyMap<string, PropertyDraft> {
  const draft = discriminatorOf(model);
  if (draft === undefined) return properties;
  const aliases = aliasesOf(model);
  const known = parent?.properties.get(draft.property);
  const own = aliases.length === 0 ? draft : { ...draft, enum: aliases };
  return new Map(properties).set(draft.property, known ?? own);
}
