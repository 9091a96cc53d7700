import { memoize } from "../util/memoize";
import type {
  StepDefinition,
  ThroughDefinition,
  ThroughStep,
} from "./definition";

/** What a relation goes through, with all that is declared of the records there: itself, or the steps of one that goes through others. */
export const stepsOf = memoize(
  (relation: StepDefinition | ThroughDefinition): readonly ThroughStep[] => {
    if (relation.kind === "belongsTo") return [stepBy(relation, [])];
    const { conditions } = relation.narrowing;
    if (relation.kind !== "through") return [stepBy(relation, conditions)];
    const { steps } = relation;
    return steps.map((step, index) =>
      index < steps.length - 1
        ? step
        : stepBy(step.relation, [...step.conditions, ...conditions]),
    );
  },
);

function stepBy(
  relation: StepDefinition,
  conditions: ThroughStep["conditions"],
): ThroughStep {
  return Object.freeze({ relation, conditions });
}
