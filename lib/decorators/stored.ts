import type { KnownOptions } from "../typing/refused";
import type { StoredField, StoredOptions } from "../typing/stored";
import { checkOptions, propertyDraft } from "./append";

/** A decorator of a field that holds one key of a document. */
export type StoredDecorator<C extends string, O> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: StoredField<T, K, C, O>,
) => void;

/**
 * Makes a field one key of a json column. Reading it reads the document, writing
 * it gives the record a document with that key changed; all other keys stay. A
 * document that is null is empty; writing undefined takes the key away.
 *
 * @example
 * ```ts
 * @Table()
 * class Reader extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "jsonb", default: {} })
 *   declare settings: { theme?: string; page_size?: number };
 *   @Stored("settings") declare theme: string | undefined;
 *   @Stored("settings", { key: "page_size" }) declare pageSize: number | undefined;
 *   declare [Defaulted]?: "settings";
 *   declare [Assignable]?: "theme" | "pageSize";
 * }
 *
 * const reader = await Reader.create({ theme: "dark" });
 * // insert into "readers" ("settings") values ($1) returning …
 * reader.pageSize = 50;
 * reader.settings;   // { theme: "dark", page_size: 50 }
 * await reader.save();
 * // update "readers" set "settings" = $1 where "id" = $2 returning …
 * ```
 */
export function Stored<
  const C extends string,
  const O extends StoredOptions = object,
>(
  column: C,
  options?: O & KnownOptions<O, StoredOptions>,
): StoredDecorator<C, O> {
  return (target: object, property: unknown) => {
    const draft = propertyDraft(target, property);
    checkOptions(draft, property as string, options, ["key"]);
    const { key = property as string }: StoredOptions = options ?? {};
    draft.members.push({
      kind: "stored",
      property: property as string,
      column,
      key,
    });
  };
}
