import { DefinitionError } from "../errors/definition-error";
import type {
  IndexKey,
  IndexOptions,
  KeyedProperty,
} from "../typing/index-options";
import type { ModelOf } from "../typing/keys";
import type { SeedRow } from "../typing/seed-row";
import type { Plurals } from "../util/inflection";
import { suggest } from "../util/suggest";
import { checkNames } from "./check/check-names";
import { checkTargets } from "./check/check-targets";
import type { ModelClass, ModelDefinition } from "./definition";
import { definitionOf, forget, resolve, resolveLoaded } from "./definitions";
import { draftIndex, indexOptionNames } from "./draft-index";
import { withFamilies } from "./hierarchy";
import type { NamingSettings } from "./naming-settings";
import { requireModel } from "./not-a-model";
import { Problems } from "./problems";
import { draftOf, state } from "./registry-state";
import { SeedChain } from "./seed-chain";
import { changeSetting, resetSettings, settings } from "./settings";

export { definitionOf, findDefinition, onModelResolved } from "./definitions";

/**
 * A set of models: the classes given, or, without a list, every class that is
 * loaded. What is added to a model here is added to the model itself.
 */
export class ModelRegistry {
  readonly #models: Set<ModelClass> | undefined;

  constructor(models?: Iterable<ModelClass>) {
    this.#models = models && new Set(Array.from(models, requireModel));
  }

  /**
   * What the name of every table, and of every index, constraint and type that has
   * a name of its own, begins with; empty unless set. Set before models are used.
   *
   * @throws DefinitionError when a model is in use already
   */
  get tablePrefix(): string {
    return settings().tablePrefix;
  }

  set tablePrefix(prefix: string) {
    this.#set("tablePrefix", prefix);
  }

  /**
   * The schema of the tables whose `@Table` names none: `public` unless set. Set
   * before models are used.
   *
   * @throws DefinitionError when a model is in use already
   */
  get schema(): string {
    return settings().schema;
  }

  set schema(schema: string) {
    this.#set("schema", schema);
  }

  /**
   * Whether tables and columns that have no name given are called in snake_case,
   * tables in the plural, or as their classes and properties: `snake` unless set
   * to `preserve`. Set before models are used.
   *
   * @throws DefinitionError when a model is in use already
   */
  get naming(): "snake" | "preserve" {
    return settings().naming;
  }

  set naming(naming: "snake" | "preserve") {
    this.#set("naming", naming);
  }

  /**
   * Plurals of words that arx does not make as you want: by singular, or a function
   * that gives undefined where arx is to make them. Set before models are used.
   *
   * @throws DefinitionError when a model is in use already
   */
  get plurals(): Plurals {
    return settings().plurals;
  }

  set plurals(plurals: Plurals) {
    this.#set("plurals", plurals);
  }

  /**
   * The definitions of all models, sorted by name.
   *
   * @example
   * ```ts
   * for (const { name, table } of registry.definitions())
   *   console.log(`${name} is kept in ${table}`);
   * ```
   *
   * @throws DefinitionError with every mistake of every model
   */
  definitions(): readonly ModelDefinition[] {
    if (this.#models === undefined) resolveLoaded();
    const models = withFamilies(this.#models ?? state.models);
    const pending = models.filter((model) => !state.definitions.has(model));
    const known = models.map((model) => state.definitions.get(model));
    if (pending.length > 0) {
      resolve(
        pending,
        known.filter((definition) => definition !== undefined),
      );
    }
    return this.#check(models.map(definitionOf));
  }

  /**
   * The definition of the class with this name, or undefined.
   *
   * @example
   * ```ts
   * registry.get("City")?.columns["name"]?.type.name;   // "text"
   * ```
   */
  get(name: string): ModelDefinition | undefined {
    return this.definitions().find((definition) => definition.name === name);
  }

  /**
   * Adds an index over two or more properties, for code that does not own the
   * model, which may be named by its class's name. It must be said before the
   * model is first used.
   *
   * @example
   * ```ts
   * @Table()
   * class Visit extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column() declare page: string;
   *   @Column() declare at: Date;
   * }
   *
   * registry.compositeIndex(Visit, ["page", { column: "at", direction: "desc" }]);
   * // create index "idx_visits_page_at" on "public"."visits" ("page", "at" desc)
   * ```
   *
   * @throws DefinitionError when the model is in use already
   */
  compositeIndex<T>(
    model: (ModelClass & ModelOf<T>) | string,
    keys: readonly IndexKey<KeyedProperty<T>>[],
    options: IndexOptions<KeyedProperty<T>> = {},
  ): this {
    return this.#addIndex("registry.compositeIndex", model, keys, options);
  }

  /**
   * Adds an index over one or more properties or expressions, for code that does
   * not own the model; the model may be named by its class's name. It must be
   * said before the model is first used.
   *
   * @example
   * ```ts
   * @Table()
   * class Visitor extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column() declare email: string;
   * }
   *
   * registry.index(Visitor, { expression: "lower(email)" }, { unique: true });
   * // create unique index "idx_visitors_expr" on "public"."visitors" ((lower(email)))
   * ```
   *
   * @throws DefinitionError when there is no such model, or it is in use already
   */
  index<T>(
    model: (ModelClass & ModelOf<T>) | string,
    keys: IndexKey<KeyedProperty<T>> | readonly IndexKey<KeyedProperty<T>>[],
    options: IndexOptions<KeyedProperty<T>> = {},
  ): this {
    const list = Array.isArray(keys) ? keys : [keys];
    return this.#addIndex("registry.index", model, list, options);
  }

  /**
   * Adds rows that `arx seed` writes: once, or each time after `.upsert()`.
   *
   * @example
   * ```ts
   * registry
   *   .seed(Country, [{ code: "de", name: "Germany" }])
   *   .upsert({ conflictKey: "code" });
   * ```
   *
   * @throws DefinitionError when the class has no `@Table`
   */
  seed<T>(
    model: ModelClass & ModelOf<T>,
    rows: SeedRow<T> | readonly SeedRow<T>[],
  ): SeedChain<T> {
    return new SeedChain<T>(draftOf(requireModel(model).prototype), rows);
  }

  /**
   * Forgets the models, for tests; a class that is used afterwards, by itself or by
   * a model that refers to it, is resolved anew.
   * On the registry of all models, the settings of names are as at first as well.
   *
   * @example
   * ```ts
   * afterEach(() => registry.reset());
   * ```
   */
  reset(): void {
    forget(withFamilies(this.#models ?? state.models));
    this.#models?.clear();
    if (this.#models === undefined) resetSettings();
  }

  /** A class has one definition, whichever registry it is asked of, and so one name. */
  #set<K extends keyof NamingSettings>(key: K, value: NamingSettings[K]): void {
    if (this.#models === undefined) {
      changeSetting(key, value);
      return;
    }
    const message = "is for all models, and this registry has some of them.";
    const fix = `Set it on the registry of all: registry.${key} = ….`;
    throw new DefinitionError([{ at: `Registry.${key}`, message, fix }]);
  }

  #addIndex(
    declaredBy: string,
    named: unknown,
    keys: readonly IndexKey<string>[],
    options: IndexOptions,
  ): this {
    const model = this.#find(named);
    if (state.definitions.has(model)) throw usedAlready(model, declaredBy);
    if (!Array.isArray(keys)) throw noList(model, declaredBy);
    const draft = draftOf(model.prototype);
    for (const option of Object.keys(options))
      if (!indexOptionNames.includes(option))
        draft.problems.push({
          property: undefined,
          message: `${declaredBy} has no option "${option}".`,
          fix: fixOption(option),
        });
    draft.indexes.push(draftIndex(declaredBy, keys, options));
    return this;
  }

  /** The class itself, or the one of this name. */
  #find(model: unknown): ModelClass {
    if (typeof model !== "string") return requireModel(model);
    const models = [...(this.#models ?? state.models)];
    const found = models.find(({ name }) => name === model);
    if (found !== undefined) return found;
    const near = suggest(
      model,
      models.map(({ name }) => name),
    );
    throw new DefinitionError([
      {
        at: model,
        message: "is the name of no model that is loaded.",
        fix:
          near === undefined
            ? "Import the file that declares it first, or give the class itself."
            : `Write '${near}'.`,
      },
    ]);
  }

  #check(definitions: readonly ModelDefinition[]): readonly ModelDefinition[] {
    const problems = new Problems();
    checkNames(definitions, problems);
    checkTargets(definitions, problems);
    problems.throwAny(definitions.map(({ name }) => name));
    return [...definitions].sort((left, right) =>
      left.name < right.name ? -1 : 1,
    );
  }
}

/** The registry of every class that is loaded. */
export function defaultRegistry(): ModelRegistry {
  return everyModel;
}

const everyModel = new ModelRegistry();

function fixOption(option: string): string {
  const near = suggest(option, indexOptionNames);
  return near === undefined
    ? `The options are ${indexOptionNames.join(", ")}.`
    : `Write ${near}.`;
}

function noList({ name }: ModelClass, method: string): DefinitionError {
  const message = `${method} was given no list of properties.`;
  const fix = `Write ${method}(${name}, ['tenant', 'slug']).`;
  return new DefinitionError([{ at: name, message, fix }]);
}

function usedAlready({ name }: ModelClass, method: string): DefinitionError {
  const message = "is in use, and an index added now would come too late.";
  const fix = `Call ${method} right after the imports, before anything is queried.`;
  return new DefinitionError([{ at: name, message, fix }]);
}
