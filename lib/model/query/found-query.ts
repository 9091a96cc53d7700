import { parseCount } from "../../query/clauses";
import { loadFirst, loadLast, loadSole, loadSome } from "../../query/ends";
import { findWithin, findWithinOrFail } from "../../query/find-within";
import type { RecordKey } from "../../typing/record-key";
import type { SqlFragment } from "../../typing/sql-fragment";
import type { NoUndef, Where } from "../../typing/where";
import { ValuedQuery } from "./valued-query";

/** The part of a query that finds single records. `R` is what a record becomes. */
export abstract class FoundQuery<T, R> extends ValuedQuery<T> {
  find(key: RecordKey<T>): Promise<R>;
  find(keys: readonly RecordKey<T>[]): Promise<R[]>;
  async find(key: unknown): Promise<unknown> {
    return findWithinOrFail(this.data, key);
  }

  async findOrNull(key: RecordKey<T>): Promise<R | null> {
    return ((await findWithin(this.data, key)) ?? null) as R | null;
  }

  async findBy<const W extends Where<T> | SqlFragment>(
    conditions: W & NoUndef<W, T>,
  ): Promise<R | null> {
    const [found] = await loadSome(this.where<W>(conditions).data, 1);
    return (found ?? null) as R | null;
  }

  first(): Promise<R | null>;
  first(count: number): Promise<R[]>;
  async first(count?: number): Promise<unknown> {
    return this.oneOrSome(loadFirst, count, "first");
  }

  last(): Promise<R | null>;
  last(count: number): Promise<R[]>;
  async last(count?: number): Promise<unknown> {
    return this.oneOrSome(loadLast, count, "last");
  }

  take(): Promise<R | null>;
  take(count: number): Promise<R[]>;
  async take(count?: number): Promise<unknown> {
    return this.oneOrSome(loadSome, count, "take");
  }

  async sole(): Promise<R> {
    return (await loadSole(this.data)) as R;
  }

  /** Without a number it is one record, with one it is a list. */
  private async oneOrSome(
    load: typeof loadFirst,
    count: number | undefined,
    verb: string,
  ): Promise<unknown> {
    if (count !== undefined)
      return load(this.data, parseCount(count, this.at(verb)));
    const [found] = await load(this.data, 1);
    return found ?? null;
  }
}
