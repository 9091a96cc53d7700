import type { ModelOf } from "../../typing/keys";
import type { Query } from "../../typing/query/query";
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
}
