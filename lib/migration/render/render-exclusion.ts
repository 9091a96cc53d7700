import type {
  ExclusionConstraint,
  ExclusionElement,
} from "../../schema/schema";
import { keyOptions } from "./render-index";
import { nameUnless, object, text } from "./source";
import type { Source } from "./source";

/** The name and elements of an exclusion constraint, and what is not usual about it. */
export function renderExclusion(
  exclusion: ExclusionConstraint,
): readonly (Source | undefined)[] {
  const { name, method, elements, where, deferrable } = exclusion;
  const options = object({
    using: nameUnless("gist", method),
    where: where === undefined ? undefined : text(where),
    deferrable: nameUnless("no", deferrable),
  });
  const items = elements.flatMap((element) => renderElement(element) ?? []);
  return [text(name), { kind: "list", items }, options];
}

function renderElement(element: ExclusionElement): Source | undefined {
  return object({ ...keyOptions(element), with: text(element.operator) });
}
