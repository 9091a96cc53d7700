import { draftExclusionElement } from "../metadata/draft-index";
import type { SqlText } from "../metadata/draft";
import type { IndexKeyOptions } from "../typing/index-options";
import type { ModelOf } from "../typing/keys";
import type { SqlSource } from "../typing/sql-fragment";
import { optionNames } from "../util/option-names";
import { checkOptions, classDraft } from "./append";
import { deferralOf } from "./deferral";
import type { DeferrableOption } from "./deferral";
import type { PropertiesDecorator } from "./indexes";

/** One part of an exclusion constraint: a property or an SQL expression, and the operator that compares it in two rows. */
export type ExclusionElement<P extends string = string> = IndexKeyOptions & {
  /** The operator: `=`, `&&` for ranges that overlap. */
  with: string;
} & (
    | { column: P; expression?: never }
    | { expression: SqlSource; column?: never }
  );

/** The options of `@Exclude`. */
export interface ExcludeOptions<E extends ExclusionElement = ExclusionElement> {
  /** What is compared; two rows must not agree in all of it. */
  elements: readonly E[];
  /** How its index is built; `gist` unless said otherwise. */
  using?: "gist" | "spgist" | "btree" | "hash";
  /** The condition of the rows that it is about. */
  where?: SqlSource;
  /** Whether the constraint may be checked as late as at commit. */
  deferrable?: DeferrableOption;
}

/** The property that an element names; `string` where it is an expression. */
type ColumnsOf<E> = E extends { column: infer P } ? P : never;

/**
 * Forbids two rows that agree in every element, each by its operator: bookings
 * of one room whose times overlap. The second is an `ExclusionViolationError`.
 *
 * @param name becomes part of the constraint's name
 * @example
 * ```ts
 * @Table()
 * @Exclude("during", { elements: [{ column: "during", with: "&&" }] })
 * class Booking extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "tstzrange" }) declare during: Range<Date>;
 * }
 * // constraint "bookings_during_excl" exclude using "gist" ("during" with &&)
 * ```
 */
export function Exclude<const E extends ExclusionElement>(
  name: string,
  options: ExcludeOptions<E>,
): PropertiesDecorator<ColumnsOf<E>> {
  return (model: ModelOf<object>) => {
    const draft = classDraft(model);
    checkOptions(draft, undefined, options, excludeOptionNames);
    const { elements, using = "gist", where, deferrable } = options;
    for (const element of elements)
      checkOptions(draft, undefined, element, elementOptionNames);
    // Decorators of a class are applied from the last to the first.
    draft.exclusions.unshift({
      name,
      method: using,
      elements: elements.map(draftExclusionElement),
      where: where as SqlText | undefined,
      deferrable: deferralOf(deferrable),
    });
  };
}

const excludeOptionNames = optionNames<ExcludeOptions>({
  elements: true,
  using: true,
  where: true,
  deferrable: true,
});

const elementOptionNames = [
  "column",
  "expression",
  "with",
  "operatorClass",
  "direction",
  "nulls",
] as const;
