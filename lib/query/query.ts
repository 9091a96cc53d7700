import { both } from "../ast/build-expression";
import { inspect } from "node:util";
import { embed } from "../ast/embeddable";
import type { Embeddable } from "../ast/embeddable";
import type { SubqueryExpression } from "../ast/expression";
import { checkTimeout } from "../database/deadline";
import { InvalidArgumentError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import { findColumn } from "../metadata/find-column";
import type { ColKey, KeyValue } from "../typing/keys";
import type { Result } from "../typing/loaded";
import type { OrderBy } from "../typing/order-by";
import type { Query, StatementText } from "../typing/query";
import type { NearOptions, SimilarOptions, VectorKey } from "../typing/near";
import type { VectorShape } from "../typing/vector-shape";
import type { NoUndef, Where } from "../typing/where";
import type { KnownWith, With } from "../typing/with";
import { orderByKey, parseColumns, parseCount, parseOrder } from "./clauses";
import { compileWhere } from "./conditions/where";
import {
  compileQuery,
  countRows,
  hasRows,
  loadAll,
  loadValues,
  toStatement,
} from "./execute";
import { similarTo, withinDistance } from "./nearest";
import { parsePreloads } from "./query-options";
import { allOfModel } from "./query-data";
import type { Preload, QueryData } from "./query-data";
import { rootScope } from "./scope";
import { allowDeleted } from "./standing";

/**
 * A query over one model: immutable, run by awaiting it or by a verb. Methods
 * that narrow it check their arguments at once; verbs only ever reject.
 */
class ModelQuery<T, O = object> implements Query<T, O>, Embeddable {
  readonly #data: QueryData;

  constructor(data: QueryData) {
    this.#data = data;
  }

  where<const W extends Where<T>>(
    conditions: W & NoUndef<W, T>,
  ): ModelQuery<T, O> {
    const { definition, where } = this.#data;
    const condition = compileWhere(
      rootScope(definition),
      conditions,
      `${definition.name}.where`,
    );
    return this.#with({ where: both(where, condition) });
  }

  with<const W extends With<T>>(
    relations: W & KnownWith<W, T>,
  ): ModelQuery<T, O & { with: W }> {
    const { definition, preloads } = this.#data;
    const added = parsePreloads(
      definition,
      relations,
      `${definition.name}.with`,
    );
    return this.#with({ preloads: mergePreloads(preloads, added) });
  }

  select<const S extends readonly ColKey<T>[]>(
    ...columns: S
  ): ModelQuery<T, O & { select: S }> {
    const { definition } = this.#data;
    return this.#with({
      select: parseColumns(definition, columns, `${definition.name}.select`),
    });
  }

  orderBy(...orders: readonly OrderBy<T>[]): ModelQuery<T, O> {
    const { definition, orderBy } = this.#data;
    return this.#with({
      orderBy: [
        ...orderBy,
        ...parseOrder(definition, orders, `${definition.name}.orderBy`),
      ],
    });
  }

  reorder(...orders: readonly OrderBy<T>[]): ModelQuery<T, O> {
    const { definition } = this.#data;
    return this.#with({
      orderBy: parseOrder(definition, orders, `${definition.name}.reorder`),
    });
  }

  limit(count: number): ModelQuery<T, O> {
    return this.#with({
      limit: parseCount(count, `${this.#data.definition.name}.limit`),
    });
  }

  offset(count: number): ModelQuery<T, O> {
    return this.#with({
      offset: parseCount(count, `${this.#data.definition.name}.offset`),
    });
  }

  withDeleted(): ModelQuery<T, O> {
    return this.#with({ deleted: allowDeleted(this.#data, "with") });
  }

  onlyDeleted(): ModelQuery<T, O> {
    return this.#with({ deleted: allowDeleted(this.#data, "only") });
  }

  similarTo(
    column: VectorKey<T>,
    vector: VectorShape,
    options?: SimilarOptions,
  ): ModelQuery<T, O & { told: { similarity: number } }> {
    return new ModelQuery(similarTo(this.#data, column, vector, options));
  }

  withinDistance(
    column: VectorKey<T>,
    vector: VectorShape,
    max: number,
    options?: NearOptions,
  ): ModelQuery<T, O & { told: { distance: number } }> {
    return new ModelQuery(
      withinDistance(this.#data, column, vector, max, options),
    );
  }

  timeout(milliseconds: number): ModelQuery<T, O> {
    const at = `${this.#data.definition.name}.timeout`;
    return this.#with({ timeoutMs: checkTimeout(at, milliseconds) });
  }

  async all(): Promise<Result<T, O>[]> {
    return (await loadAll(this.#data)) as Result<T, O>[];
  }

  /** The first in the query's order, or by primary key when it has none. */
  async first(): Promise<Result<T, O> | null> {
    const { definition, orderBy, limit = 1 } = this.#data;
    const order = orderBy.length > 0 ? orderBy : orderByKey(definition);
    const [found] = await loadAll({
      ...this.#data,
      orderBy: order,
      limit: Math.min(limit, 1),
    });
    return (found ?? null) as Result<T, O> | null;
  }

  /** How many rows the query gives; a limit counts: `limit(2).count()` is at most 2. */
  async count(): Promise<number> {
    return countRows(this.#data);
  }

  async exists(): Promise<boolean> {
    return hasRows(this.#data);
  }

  pluck<K extends ColKey<T>>(column: K): Promise<T[K][]>;
  pluck<const K extends readonly [ColKey<T>, ColKey<T>, ...ColKey<T>[]]>(
    ...columns: K
  ): Promise<{ -readonly [I in keyof K]: T[K[I]] }[]>;
  async pluck(...properties: readonly string[]): Promise<unknown[]> {
    const { definition } = this.#data;
    if (properties.length === 0)
      throw new InvalidArgumentError(
        `${definition.name}.pluck takes names of columns.`,
      );
    const columns = properties.map((property) =>
      findColumn(definition, property),
    );
    const rows = await loadValues(this.#data, columns);
    return columns.length === 1 ? rows.map(([value]) => value) : rows;
  }

  async ids(): Promise<KeyValue<T>[]> {
    const { definition } = this.#data;
    const rows = await loadValues(this.#data, singleKey(definition));
    return rows.map(([value]) => value as KeyValue<T>);
  }

  toSQL(): StatementText {
    return compileQuery(this.#data);
  }

  /** Whoever prints a query forgot to await it, or looks for its SQL. Without parameters: they may be secret. */
  [inspect.custom](): string {
    return `[Query of ${this.#data.definition.name}, run by await: ${this.toSQL().text}]`;
  }

  then<Done = Result<T, O>[], Failed = never>(
    onDone?: ((rows: Result<T, O>[]) => Done | PromiseLike<Done>) | null,
    onFailed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return this.all().then(onDone, onFailed);
  }

  /** The query as a sub-select inside an SQL fragment. */
  [embed](): SubqueryExpression {
    const { definition, timeoutMs } = this.#data;
    if (timeoutMs !== undefined)
      throw new InvalidArgumentError(
        `A query of ${definition.name} with a timeout is part of another statement, which cannot be stopped in part.`,
        { hint: "Set the timeout on the whole: sql`…`.timeout(ms)." },
      );
    return { kind: "subquery", query: toStatement(this.#data) };
  }

  #with<Options = O>(changes: Partial<QueryData>): ModelQuery<T, Options> {
    return new ModelQuery({ ...this.#data, ...changes });
  }
}

/** Every record of a model, as a query. */
export function queryOf<T>(definition: ModelDefinition): Query<T> {
  return queryFrom<T>(allOfModel(definition));
}

/** Compared once, for all models and options: of given ones compilers differ in what fits. */
export function queryFrom<T, O = object>(data: QueryData): Query<T, O> {
  return new ModelQuery<T, O>(data);
}

/** A relation that is named again is loaded as said last. */
function mergePreloads(
  preloads: readonly Preload[],
  added: readonly Preload[],
): Preload[] {
  const named = new Set(added.map(({ relation }) => relation));
  return [...preloads.filter(({ relation }) => !named.has(relation)), ...added];
}

function singleKey({
  name,
  primaryKey,
}: ModelDefinition): ModelDefinition["primaryKey"] {
  if (primaryKey.length === 1) return primaryKey;
  const names = primaryKey
    .map(({ property }) => JSON.stringify(property))
    .join(", ");
  throw new InvalidArgumentError(`The key of ${name} has several columns.`, {
    hint: `Write pluck(${names}).`,
  });
}
