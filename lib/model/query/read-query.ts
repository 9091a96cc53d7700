import { InvalidArgumentError } from "../../errors/query-error";
import type { ModelDefinition } from "../../metadata/definition";
import { findColumn } from "../../metadata/find-column";
import { orderByKey } from "../../query/clauses";
import { hasRows, loadAll, loadValues } from "../../query/execute";
import type { ColKey, KeyValue } from "../../typing/keys";
import type { QueryReads } from "../../typing/query/query-reads";
import { CalculatedQuery } from "./calculated-query";

/** The verbs that run a query. `R` is what a record becomes. */
export abstract class ReadQuery<T, R>
  extends CalculatedQuery<T>
  implements QueryReads<T, R>
{
  async all(): Promise<R[]> {
    return (await loadAll(this.data)) as R[];
  }

  /** The first in the query's order, or by primary key when it has none. */
  async first(): Promise<R | null> {
    const { definition, orderBy, limit = 1 } = this.data;
    const order = orderBy.length > 0 ? orderBy : orderByKey(definition);
    const [found] = await loadAll({
      ...this.data,
      orderBy: order,
      limit: Math.min(limit, 1),
    });
    return (found ?? null) as R | null;
  }

  async exists(): Promise<boolean> {
    return hasRows(this.data);
  }

  pluck<K extends ColKey<T>>(column: K): Promise<T[K][]>;
  pluck<const K extends readonly [ColKey<T>, ColKey<T>, ...ColKey<T>[]]>(
    ...columns: K
  ): Promise<{ -readonly [I in keyof K]: T[K[I]] }[]>;
  async pluck(...properties: readonly string[]): Promise<unknown[]> {
    const { definition } = this.data;
    if (properties.length === 0)
      throw new InvalidArgumentError(
        `${definition.name}.pluck takes names of columns.`,
      );
    const columns = properties.map((property) =>
      findColumn(definition, property),
    );
    const rows = await loadValues(this.data, columns);
    return columns.length === 1 ? rows.map(([value]) => value) : rows;
  }

  async ids(): Promise<KeyValue<T>[]> {
    const rows = await loadValues(this.data, singleKey(this.data.definition));
    return rows.map(([value]) => value as KeyValue<T>);
  }

  then<Done = R[], Failed = never>(
    onDone?: ((rows: R[]) => Done | PromiseLike<Done>) | null,
    onFailed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return this.all().then(onDone, onFailed);
  }
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
