/** What stands for a model in its queries, and what a query says of it. */
export interface QueryScopes {
  /**
   * Gives deleted records as well, of a model with `@SoftDelete`.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.where({ id: 1 }).withDeleted();   // select … from "notes" where "id" = $1
   * ```
   *
   * @throws InvalidArgumentError when the model has no `@SoftDelete`
   */
  withDeleted(): this;
  /**
   * Gives deleted records only, of a model with `@SoftDelete`.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.where({ id: 1 }).onlyDeleted();
   * // select … from "notes" where "id" = $1 and "deleted_at" is not null
   * ```
   *
   * @throws InvalidArgumentError when the model has no `@SoftDelete`
   */
  onlyDeleted(): this;
}
