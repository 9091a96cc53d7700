import type { ModelClass } from "../metadata/definition";
import { state } from "../metadata/registry-state";
import type { ModelOf } from "../typing/keys";
import { checkOptions, classDraft, refuseContext } from "./append";
import { repairFields } from "./repair-fields";

/** The options of `@Table`. */
export interface TableOptions {
  /** Left out, the plural of the class in snake_case. */
  name?: string;
  /** The schema of the database; left out, `public`. */
  schema?: string;
  comment?: string;
  /** The name of the table before a rename. */
  renamedFrom?: string;
}

/**
 * Makes a class a model with a table of its own.
 *
 * @example
 * ```ts
 * @Table()
 * export class UserProfile extends ManagedObject { … }
 * ```
 * ```sql
 * create table "user_profiles" (…)
 * ```
 */
export function Table(
  table?: string | TableOptions,
): <C extends ModelOf<object>>(model: C) => C {
  return <C extends ModelOf<object>>(model: C, ...rest: unknown[]): C => {
    refuseContext(model, rest);
    const options: TableOptions =
      typeof table === "string" ? { name: table } : (table ?? {});
    const draft = classDraft(model);
    checkOptions(draft, undefined, options, [
      "name",
      "schema",
      "comment",
      "renamedFrom",
    ]);
    const { name, schema, comment, renamedFrom } = options;
    draft.table = { name, schema, comment, renamedFrom };
    const repaired = repairFields(model as C & ModelClass);
    draft.model = repaired;
    state.models.add(repaired);
    return repaired;
  };
}
