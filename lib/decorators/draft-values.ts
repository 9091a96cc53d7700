import type { ValueDraft } from "../metadata/draft-values";
import type { ModelDraft } from "../metadata/draft";
import type { Normalization } from "../types/normalize";
import type { ValueTransform } from "../types/transform";
import type { ValueOptions } from "../typing/value-options";
import { checkOptions, propertyDraft } from "./append";

/** What a column decorator says of its values; what is no function where one is needed is noted and left out. */
export function draftValues(
  target: object,
  property: string,
  options: ValueOptions,
): ValueDraft {
  const draft = propertyDraft(target, property);
  return Object.freeze({
    transform: draftTransform(draft, property, options.transform),
    normalization: draftNormalization(draft, property, options.normalize),
    coerce: options.coerce,
    private: options.private ?? false,
    omitByDefault: options.omitByDefault ?? false,
  });
}

function draftTransform(
  draft: ModelDraft,
  property: string,
  transform: ValueOptions["transform"],
): ValueTransform | undefined {
  if (transform === undefined) return undefined;
  checkOptions(draft, property, transform, ["to", "from", "equals"]);
  const { to, from, equals } = transform;
  if (
    isFunction(to) &&
    isFunction(from) &&
    (equals === undefined || isFunction(equals))
  )
    return Object.freeze({ to, from, equals });
  draft.problems.push({
    property,
    message: "has a transform that lacks a function for one direction.",
    fix: "Write transform: { to: (value: …) => …, from: (stored: …) => … }.",
  });
  return undefined;
}

function draftNormalization(
  draft: ModelDraft,
  property: string,
  normalize: ValueOptions["normalize"],
): Normalization | undefined {
  if (normalize === undefined) return undefined;
  if (typeof normalize === "function")
    return Object.freeze({ apply: normalize, toNull: false });
  checkOptions(draft, property, normalize, ["apply", "toNull"]);
  const { apply, toNull = false } = normalize;
  if (isFunction(apply)) return Object.freeze({ apply, toNull });
  draft.problems.push({
    property,
    message: "has a normalize that is no function.",
    fix: "Write normalize: (text) => text.trim(), or normalize: { apply: (value: …) => …, toNull: true }.",
  });
  return undefined;
}

/** Code that no compiler checked may give anything. */
function isFunction(value: unknown): boolean {
  return typeof value === "function";
}
