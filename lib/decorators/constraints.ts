import type { SqlText } from "../metadata/draft";
import type { ModelOf } from "../typing/keys";
import type { SqlSource } from "../typing/sql-fragment";
import { optionNames } from "../util/option-names";
import { checkOptions, classDraft } from "./append";
import { deferralOf } from "./deferral";
import type { DeferrableOption } from "./deferral";
import type { PropertiesDecorator } from "./indexes";

/** The options of `@Unique`. */
export interface UniqueOptions {
  /** The name in the database; left out, it is made from the table and columns. */
  name?: string;
  /** Whether two NULLs are the same. */
  nullsNotDistinct?: boolean;
  /** Whether the constraint may be checked as late as at commit; nothing can refer to it then, nor `upsertAll` go by it. */
  deferrable?: DeferrableOption;
}

/**
 * Makes two or more properties unique together.
 *
 * @example
 * ```ts
 * @Table()
 * @Unique(["slug", "locale"])
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare slug: string;
 *   @Column() declare locale: string;
 * }
 * // constraint "articles_slug_locale_key" unique ("slug", "locale")
 * ```
 */
export function Unique<const P extends readonly [string, string, ...string[]]>(
  properties: P,
  options: UniqueOptions = {},
): PropertiesDecorator<P[number]> {
  return (model: ModelOf<object>) => {
    const draft = classDraft(model);
    checkOptions(draft, undefined, options, uniqueOptionNames);
    const { name, nullsNotDistinct = false } = options;
    // Decorators of a class are applied from the last to the first.
    draft.uniques.unshift({
      properties: [...properties],
      name,
      nullsNotDistinct,
      deferrable: deferralOf(options.deferrable),
    });
  };
}

const uniqueOptionNames = optionNames<UniqueOptions>({
  name: true,
  nullsNotDistinct: true,
  deferrable: true,
});

/**
 * Adds a condition that every row must fulfil.
 *
 * @param name becomes part of the constraint's name
 * @example
 * ```ts
 * @Table()
 * @Check("price", "price > 0")
 * class Product extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "numeric" }) declare price: string;
 * }
 * // constraint "products_price_check" check (price > 0)
 * ```
 */
export function Check(
  name: string,
  condition: SqlSource,
): (model: ModelOf<object>) => void {
  return (model) => {
    // Decorators of a class are applied from the last to the first.
    classDraft(model).checks.unshift({
      name,
      expression: condition as SqlText,
    });
  };
}
