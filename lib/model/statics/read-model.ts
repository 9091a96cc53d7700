import { loadRelationsOfEach } from "../../query/loading/load-relations";
import type { ModelOf, RecordOf } from "../../typing/keys";
import type { Loaded } from "../../typing/loaded";
import type { KnownWith, With } from "../../typing/with";
import { FoundModel } from "./found-model";
import { definitionOfModel, queryModel } from "./query-model";

/** Statics: the verbs that read every record, and more of records that are there. */
export abstract class ReadModel extends FoundModel {
  /**
   * Every record.
   *
   * @example
   * ```ts
   * await City.all();   // select … from "cities"
   * ```
   */
  static async all<M extends ModelOf<object>>(this: M): Promise<RecordOf<M>[]> {
    return queryModel<RecordOf<M>>(this).all();
  }

  /**
   * Loads relations onto records, wherever they came from: one statement for
   * each relation and level. What was loaded before is loaded anew.
   * @returns the same records, in the same order
   *
   * @example
   * ```ts
   * const found = [await City.find(1), await City.find(2)];
   * // select … from "cities" where "id" = $1
   * // select … from "cities" where "id" = $1
   * const cities = await City.load(found, { country: true });
   * // select … from "countries" where "id" = any($1)
   * cities.map(({ country }) => country.name);   // ["Germany", "Germany"]
   * ```
   *
   * @throws TypeMismatchError when one of them is no record of the model
   */
  static async load<T extends object, R extends T, const W extends With<T>>(
    this: ModelOf<T>,
    records: readonly R[],
    relations: W & KnownWith<W, T>,
  ): Promise<(R & Loaded<T, W>)[]> {
    const definition = definitionOfModel(this);
    return [
      ...(await loadRelationsOfEach(definition, records, relations, "load")),
    ] as (R & Loaded<T, W>)[];
  }

  /**
   * The same for those relations that are not loaded yet. What is loaded stays as
   * it is, and is gone into: of its records, what is missing of the relations
   * named below is loaded.
   *
   * @example
   * ```ts
   * const cities = await City.where({ capital: true }).with({ country: true });
   * // select … from "cities" where "capital" = $1
   * // select … from "countries" where "id" = any($1)
   * await City.loadMissing(cities, { country: { with: { languages: true } } });
   * // select … from "languages" inner join …
   * ```
   *
   * @throws TypeMismatchError when one of them is no record of the model
   */
  static async loadMissing<
    T extends object,
    R extends T,
    const W extends With<T>,
  >(
    this: ModelOf<T>,
    records: readonly R[],
    relations: W & KnownWith<W, T>,
  ): Promise<(R & Loaded<T, W>)[]> {
    const definition = definitionOfModel(this);
    return [
      ...(await loadRelationsOfEach(
        definition,
        records,
        relations,
        "loadMissing",
      )),
    ] as (R & Loaded<T, W>)[];
  }
}
