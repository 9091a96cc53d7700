import type { PolymorphicField } from "../typing/polymorphic-field";
import type { KnownOptions } from "../typing/refused";
import { appendPolymorphic } from "./polymorphic";
import type {
  Polymorphic,
  PolymorphicOptions,
  VariantModels,
} from "./polymorphic";

/**
 * The type of a field that holds what a record delegates to: a record of one of
 * several models, by the names they have in the column of the type.
 */
export type DelegatedType<M> = Polymorphic<M>;

/** The options of `@DelegatedType`. */
export type DelegatedTypeOptions = Pick<
  PolymorphicOptions,
  "name" | "keyType" | "strictLoading"
>;

/** A decorator of a field whose type is a `DelegatedType` of the same models. */
export type DelegatedTypeDecorator<M> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: PolymorphicField<T, K, M, { required: true }>,
) => void;

/**
 * Makes a field a delegated type: what all types have in common are the columns
 * of this model, and what is a type's own lies in a table of its own. The two
 * rows are one thing: every record has one of the types and no other record has
 * the same; a new one is saved and destroyed together with it, in one
 * transaction. Otherwise it is a `@Polymorphic` that is required.
 *
 * @example
 * ```ts
 * @Table()
 * class Message extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare subject: string;
 *   @HasOne(() => Entry, (entry) => entry.entryable) declare entry: HasOne<Entry>;
 * }
 *
 * @Table()
 * class Note extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare text: string;
 * }
 *
 * @Table()
 * class Entry extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @CreatedAt() declare createdAt: Date;
 *   @DelegatedType({ message: () => Message, note: () => Note })
 *   declare entryable: DelegatedType<{ message: Message; note: Note }>;
 * }
 *
 * const entryable = Object.assign(new Message(), { subject: "Hello" });
 * await Entry.create({ entryable });
 * // insert into "messages" ("subject") values ($1) returning …
 * // insert into "entries" ("entryable_type", "entryable_id") values ($1, $2) returning …
 * await Entry.where({ entryable: { type: "message" } });
 * // select … from "entries" where "entryable_type" = $1
 * ```
 */
export function DelegatedType<
  M extends object,
  const O extends DelegatedTypeOptions = object,
>(
  models: VariantModels<M>,
  options?: O & KnownOptions<O, DelegatedTypeOptions>,
): DelegatedTypeDecorator<M> {
  return (owner: object, property: unknown) => {
    appendPolymorphic(owner, property as string, models, options ?? {}, true);
  };
}
