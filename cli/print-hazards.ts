import type { Step } from "../lib/migration/index";
import type { Output } from "./output";

/** Prints on stderr what can go wrong when the steps run on a database in use. */
export function printHazards(output: Output, steps: readonly Step[]): void {
  for (const { kind, message, advice } of steps.flatMap(
    ({ hazards }) => hazards,
  )) {
    output.note(`${kind}: ${message}`);
    if (advice !== undefined) output.note(`  ${advice}`);
  }
}
