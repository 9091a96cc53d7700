import type { ModelOf } from "../../typing/keys";
import type { Query, QueryScope } from "../../typing/query/query";
import { queryModel } from "./query-model";

/** Statics: queries of what stands for a model, or does not. */
export abstract class ScopedModel {
  /**
   * A query of all records, those deleted softly included.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.withDeleted();   // select … from "notes"
   * ```
   *
   * @throws InvalidArgumentError when the model has no `@SoftDelete`
   */
  static withDeleted<T extends object>(this: ModelOf<T>): Query<T> {
    return queryModel<T>(this).withDeleted();
  }

  /**
   * A query of the records that were deleted softly.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.onlyDeleted();   // select … from "notes" where "deleted_at" is not null
   * ```
   *
   * @throws InvalidArgumentError when the model has no `@SoftDelete`
   */
  static onlyDeleted<T extends object>(this: ModelOf<T>): Query<T> {
    return queryModel<T>(this).onlyDeleted();
  }

  /**
   * A query narrowed by scopes, one after the other. A static function of the
   * model is a good place for one.
   *
   * @example
   * ```ts
   * @Table()
   * class Post extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ type: "timestamptz", nullable: true }) declare publishedAt: Date | null;
   *
   *   static readonly published: QueryScope<Post> = (posts) => posts.where({ publishedAt: { isNotNull: true } });
   *   static since(day: Date): QueryScope<Post> {
   *     return (posts) => posts.where({ publishedAt: { gte: day } });
   *   }
   * }
   *
   * await Post.scopes(Post.published, Post.since(new Date("2026-01-01"))).limit(10);
   * // select … from "posts" where "published_at" is not null and "published_at" >= $1 limit $2
   * ```
   *
   * @throws InvalidArgumentError when a scope gives a query that it did not make of the one it was given
   */
  static scopes<T extends object>(
    this: ModelOf<T>,
    ...scopes: readonly QueryScope<T>[]
  ): Query<T> {
    return queryModel<T>(this).scopes(...scopes);
  }

  /**
   * A query without the default scope of the model.
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
   * await Post.all();   // select … from "posts" where "draft" = $1
   * await Post.unscoped();   // select … from "posts"
   * ```
   */
  static unscoped<T extends object>(this: ModelOf<T>): Query<T> {
    return queryModel<T>(this).unscoped();
  }
}
