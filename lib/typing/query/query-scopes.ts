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
  /**
   * Leaves out the default scope of the model; what the query itself says stays.
   *
   * @example
   * ```ts
   * @Table()
   * class Post extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ default: false }) declare draft: boolean;
   *   declare [Defaulted]?: "draft";
   *
   *   static defaultScope: Where<Post> = { draft: false };
   * }
   *
   * await Post.where({ id: 1 });   // select … from "posts" where "id" = $1 and "draft" = $2
   * await Post.where({ id: 1 }).unscoped();   // select … from "posts" where "id" = $1
   * ```
   */
  unscoped(): this;
}
