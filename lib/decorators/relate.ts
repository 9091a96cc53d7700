import type { ReferentialRule } from "../metadata/definition";
import type { ColKey, ModelOf } from "../typing/keys";
import type { KnownOptions, Refused } from "../typing/refused";
import type { DefaultOf } from "../typing/default-of";
import type { RelateField } from "../typing/relation-field";
import type { LazyRef } from "../typing/relations";
import type { StrictLoading } from "../typing/strict-loading";
import { optionNames } from "../util/option-names";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { deferralOf } from "./deferral";
import type { DeferrableOption } from "./deferral";
import { soundOption } from "./option-kinds";

/**
 * The type of a field that holds a relation to one record: the record when it
 * is loaded, and something to await when it is not. `Relate<User | null>` where
 * the relation is optional.
 */
export type Relate<T> = T | LazyRef<T>;

/** The options of `@Relate`. */
export interface RelateOptions<U> {
  /** Whether every record must have it; optional unless this is true. */
  required?: boolean;
  /** What happens when the other record is deleted: `restrict` for required relations, otherwise `setNull`. */
  onDelete?: ReferentialRule;
  /** What happens when the key of the other record changes; nothing, so that PostgreSQL refuses it, unless said otherwise. */
  onUpdate?: ReferentialRule;
  /** The name of the key's column; left out, `author_id` for `author`. */
  name?: string;
  /** The property, or properties, of the other model that the key refers to; left out, its primary key. */
  references?: ColKey<U> | readonly ColKey<U>[];
  /** Whether the key may be checked as late as at commit. */
  deferrable?: DeferrableOption;
  /** Whether the key gets an index; yes unless this is false. */
  indexed?: boolean;
  /** What becomes of it where it is awaited before it was loaded; left out, as the query, the model and the database say. */
  strictLoading?: StrictLoading;
  /** What it is where there is no record: a new one that is never saved with this one, with these attributes, or those that a function makes of this one. The field is a `Relate` without null then. */
  withDefault?: true | DefaultOf<U> | ((owner: never) => DefaultOf<U>);
}

/** Refuses unknown options, and a rule that would break the relation. */
type FittingRelateOptions<O, U> = KnownOptions<O, RelateOptions<U>> &
  (O extends { required: true; onDelete: "setNull" }
    ? {
        onDelete: Refused<"arx: a required relation cannot be set to null; write 'cascade' or 'restrict'">;
      }
    : unknown) &
  (O extends { required: true; onUpdate: "setNull" }
    ? {
        onUpdate: Refused<"arx: a required relation cannot be set to null; write 'cascade' or 'restrict'">;
      }
    : unknown);

/** A decorator of a field whose type is a `Relate` of the same model. */
export type RelateDecorator<U, O> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: RelateField<T, K, U, O>,
) => void;

/**
 * Makes a field a relation to one record of another model, whose key is a
 * column of this one.
 *
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => User, { required: true, onDelete: "cascade" })
 *   declare author: Relate<User>;
 *   @Relate(() => User) declare editor: Relate<User | null>;
 * }
 * // "author_id" bigint not null
 * // "editor_id" bigint
 * // alter table "articles" add constraint "articles_author_id_fkey"
 * //   foreign key ("author_id") references "users" ("id") on delete cascade
 * ```
 *
 * @example
 * ```ts
 * @Table()
 * class Writer extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare name: string;
 * }
 *
 * @Table()
 * class Essay extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => Writer, { withDefault: { name: "Anonymous" } })
 *   declare writer: Relate<Writer>;
 *   declare [Defaulted]?: "writer";
 * }
 *
 * const essay = await Essay.create({});   // insert into "essays" default values returning …
 * const writer = await essay.writer;
 * `${writer.name}, ${String(writer.isNew)}`;   // "Anonymous, true"
 * ```
 */
export function Relate<U, const O extends RelateOptions<U> = object>(
  target: () => ModelOf<U>,
  options?: O & FittingRelateOptions<O, U>,
): RelateDecorator<U, O> {
  return (owner: object, property: unknown) => {
    checkOptions(
      propertyDraft(owner, property),
      property as string,
      options,
      relateOptionNames,
    );
    const {
      required,
      onDelete,
      onUpdate,
      name,
      references,
      deferrable,
      indexed,
      strictLoading,
      withDefault,
    }: RelateOptions<U> = options ?? {};
    appendProperty(owner, property as string, {
      kind: "belongsTo",
      property: property as string,
      target,
      required: required ?? false,
      onDelete,
      onUpdate: onUpdate ?? "noAction",
      name,
      references: [references ?? []].flat(),
      deferrable: deferralOf(deferrable),
      indexed: indexed ?? true,
      strictLoading: soundOption("strictLoading", strictLoading),
      withDefault: soundOption("withDefault", withDefault),
    });
  };
}

const relateOptionNames = optionNames<RelateOptions<unknown>>({
  required: true,
  onDelete: true,
  onUpdate: true,
  name: true,
  references: true,
  deferrable: true,
  indexed: true,
  strictLoading: true,
  withDefault: true,
});
