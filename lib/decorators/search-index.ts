import type { SearchElementDraft } from "../metadata/draft";
import type { ModelOf } from "../typing/keys";
import { optionNames } from "../util/option-names";
import { checkOptions, classDraft } from "./append";
import type { PropertiesDecorator } from "./indexes";

/** How much a column counts in a search: `A` counts most, `D` least. */
export type SearchWeight = "A" | "B" | "C" | "D";

/** A column that is searched: its property, or that with what it counts. */
export type SearchElement<P extends string = string> =
  P | { column: P; weight?: SearchWeight };

/** The options of `@SearchIndex`. */
export interface SearchIndexOptions {
  /**
   * The text search configuration of PostgreSQL by which words are found again
   * in other forms: `english` finds "rats" by "rat". `simple`, which is meant
   * when nothing is said, takes every word as it is.
   */
  language?: string;
  /** The name of the column that keeps the words; `search_document` unless said otherwise. */
  name?: string;
}

type PropertyOf<E> = E extends { column: infer P } ? P : E;

/**
 * Makes the records of a model findable by words: adds a column that the
 * database keeps the words of some texts in, and an index on it. `search` asks
 * for them. Texts and `jsonb` documents can be searched.
 *
 * @param elements what is searched; a column with weight A counts most, one without weight as D
 * @example
 * ```ts
 * @Table()
 * @SearchIndex([{ column: "title", weight: "A" }, "body"], { language: "english" })
 * class Page extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare title: string;
 *   @Column() declare body: string;
 * }
 * // "search_document" tsvector generated always as (…) stored not null
 * // create index "idx_pages_search_document" on "pages" using "gin" ("search_document")
 *
 * const found = Page.search('rats -cats "mice and men"');
 * ```
 */
export function SearchIndex<
  const E extends readonly [SearchElement, ...SearchElement[]],
>(
  elements: E,
  options: SearchIndexOptions = {},
): PropertiesDecorator<PropertyOf<E[number]>> {
  return (model: ModelOf<object>) => {
    const draft = classDraft(model);
    checkOptions(draft, undefined, options, searchOptionNames);
    const drafts = elements.map((element) => {
      const given = typeof element === "object" ? element : { column: element };
      checkOptions(draft, undefined, given, elementOptionNames);
      return draftElement(given);
    });
    // Decorators of a class are applied from the last to the first.
    draft.searches.unshift({
      elements: drafts,
      language: options.language ?? "simple",
      name: options.name,
    });
  };
}

const searchOptionNames = optionNames<SearchIndexOptions>({
  language: true,
  name: true,
});

const elementOptionNames = ["column", "weight"] as const;

function draftElement({
  column,
  weight,
}: Exclude<SearchElement, string>): SearchElementDraft {
  return { property: column, weight };
}
