import type { ModelClass } from "../metadata/definition";
import type { ModelDraft } from "../metadata/draft";
import { state } from "../metadata/registry-state";
import type { ModelOf } from "../typing/keys";
import { repairFields } from "./repair-fields";

/** Makes a class known as a model, once, however many decorators say that it is one. */
export function registerModel<C extends ModelOf<object>>(
  model: C,
  draft: ModelDraft,
): C {
  if (draft.model !== undefined) {
    if (draft.subtype !== undefined) state.subtypes.add(draft.model);
    return draft.model as unknown as C;
  }
  const repaired = repairFields(model as C & ModelClass);
  draft.model = repaired;
  state.models.add(repaired);
  if (draft.subtype !== undefined) state.subtypes.add(repaired);
  return repaired;
}
