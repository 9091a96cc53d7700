/**
 * The null of JSON, where `null` means SQL's NULL: a json or jsonb column that
 * holds a document, and the document is null. Both are read as `null`.
 *
 * @example
 * ```ts
 * const nothing: JsonNull = jsonNull;
 * JSON.stringify(nothing);   // "null"
 * ```
 */
export class JsonNull {
  /**
   * What `JSON.stringify` calls.
   *
   * @example
   * ```ts
   * JSON.stringify({ settings: jsonNull });   // '{"settings":null}'
   * ```
   */
  toJSON(): null {
    return null;
  }
}

/**
 * The one value of `JsonNull`, for writing and for conditions.
 *
 * @example
 * ```ts
 * @Table()
 * class Profile extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "jsonb" }) declare settings: unknown;
 * }
 *
 * await Profile.create({ settings: jsonNull });
 * // insert into "profiles" ("settings") values ($1) returning …
 * await Profile.where({ settings: { eq: jsonNull } });
 * // select … from "profiles" where "settings" = $1
 * ```
 */
export const jsonNull: JsonNull = Object.freeze(new JsonNull());
