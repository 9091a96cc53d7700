import type { ModelClass, ModelDefinition } from "../../metadata/definition";
import { definitionOf } from "../../metadata/registry";
import type { ModelOf } from "../../typing/keys";
import type { Query } from "../../typing/query/query";
import { queryOf } from "../query/model-query";

/** Every record of a model, as a query. */
export function queryModel<T>(model: ModelOf<object>): Query<T> {
  return queryOf<T>(definitionOfModel(model));
}

/** Every class has a name; the type of `this` says no more than the inference needs. */
export function definitionOfModel(model: ModelOf<object>): ModelDefinition {
  return definitionOf(model as ModelClass);
}
