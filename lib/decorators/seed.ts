import { draftSeed } from "../metadata/draft-seed";
import type { KeyedProperty } from "../typing/index-options";
import type { ModelOf, RecordOf } from "../typing/keys";
import type { Refused } from "../typing/refused";
import type { SeedOptions, SeedRow } from "../typing/seed-row";
import { optionNames } from "../util/option-names";
import { checkOptions, classDraft } from "./append";

type RowOf<R> = R extends readonly (infer E)[] ? E : R;

type KeysOf<R> = R extends unknown ? keyof R : never;

/** Refuses rows that are none of the class; rows whose keys the types do not tell are checked when the model is resolved. */
type HasRows<C, R> =
  string extends KeysOf<R>
    ? unknown
    : [Exclude<KeysOf<R>, KeyedProperty<RecordOf<C>>>] extends [never]
      ? [R] extends [SeedRow<RecordOf<C>>]
        ? unknown
        : Refused<"arx: a row of the seed has a value that does not fit its column">
      : Refused<`arx: the class has no column or relation "${Exclude<KeysOf<R>, KeyedProperty<RecordOf<C>>> & string}"`>;

/** A decorator of a class that the rows belong to. */
export type SeedDecorator<R> = <C extends ModelOf<object>>(
  model: C & HasRows<C, R>,
) => void;

/**
 * Adds rows that `arx seed` writes: once, or every time with `upsert`.
 *
 * @example
 * ```ts
 * @Table()
 * @Seed([{ code: "EUR", name: "Euro" }], { upsert: { conflictKey: "code" } })
 * class Currency extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ unique: true }) declare code: string;
 *   @Column() declare name: string;
 * }
 *
 * await runSeeds(db, { models: [Currency] });
 * // …
 * // insert into "currencies" ("code", "name") … on conflict ("code") do update set "name" = excluded."name" …
 * // …
 * ```
 */
export function Seed<const R extends object>(
  rows: R,
  options: SeedOptions = {},
): SeedDecorator<RowOf<R>> {
  return (model: ModelOf<object>) => {
    const draft = classDraft(model);
    checkOptions(draft, undefined, options, seedOptionNames);
    // Decorators of a class are applied from the last to the first.
    draft.seeds.unshift(draftSeed(rows, options));
  };
}

const seedOptionNames = optionNames<SeedOptions>({
  upsert: true,
  when: true,
});
