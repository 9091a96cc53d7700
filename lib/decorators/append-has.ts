import type {
  HasDraft,
  ModelDraft,
  OfManyDraft,
  ThroughDraft,
} from "../metadata/draft";
import type { ThroughPath } from "../typing/narrowing";
import { optionNames } from "../util/option-names";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { draftNarrowing } from "./draft-narrowing";
import { soundOption } from "./option-kinds";

/** The arguments of a has side, unchecked. */
interface GivenHas {
  readonly kind: HasDraft["kind"];
  readonly target: () => unknown;
  /** The inverse relation, or the way through another relation. */
  readonly inverse: HasDraft["inverse"] | ThroughPath;
  readonly options: object | undefined;
  readonly known: readonly string[];
}

/** Appends what `@HasMany` or `@HasOne` said of a property to the draft of its class. */
export function appendHas(
  owner: object,
  property: unknown,
  { kind, target, inverse, options, known }: GivenHas,
): void {
  const draft = propertyDraft(owner, property);
  const name = property as string;
  checkOptions(draft, name, options, known);
  const given: Readonly<Record<string, unknown>> = { ...options };
  const common = {
    property: name,
    target,
    narrowing: draftNarrowing(draft, name, given),
    ofMany: ofManyNames.flatMap((option): OfManyDraft[] =>
      given[option] === undefined ? [] : [{ option, value: given[option] }],
    ),
    strictLoading: soundOption(
      "strictLoading",
      given["strictLoading"] as HasDraft["strictLoading"],
    ),
  };
  if (!isThroughPath(inverse)) {
    appendProperty(owner, name, { kind, inverse, ...common });
    return;
  }
  checkPath(draft, name, inverse, known);
  const { through, source } = inverse;
  const isMany = kind === "hasMany";
  const way: ThroughDraft = {
    kind: "through",
    isMany,
    through,
    source,
    ...common,
  };
  appendProperty(owner, name, way);
}

/** What a way has beside its two names is an option, and stands in an argument of its own. */
function checkPath(
  draft: ModelDraft,
  property: string,
  path: ThroughPath,
  known: readonly string[],
): void {
  const options = Object.keys(path).filter((name) => known.includes(name));
  for (const option of options) {
    const message = `has the option ${option} beside through and source.`;
    const fix = `Write it in an argument of its own: { through: '…', source: '…' }, { ${option}: … }.`;
    draft.problems.push({ property, message, fix });
  }
  checkOptions(draft, property, path, [...pathNames, ...options]);
}

function isThroughPath(inverse: GivenHas["inverse"]): inverse is ThroughPath {
  return typeof inverse === "object";
}

const ofManyNames: readonly OfManyDraft["option"][] = [
  "latestOfMany",
  "oldestOfMany",
  "ofMany",
];

const pathNames = optionNames<ThroughPath>({ through: true, source: true });
