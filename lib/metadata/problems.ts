import { DefinitionError } from "../errors/definition-error";
import type { DefinitionProblem } from "../errors/definition-error";

/** Collects the mistakes of all models, so that one error can tell all of them. */
export class Problems {
  readonly #byModel = new Map<string, DefinitionProblem[]>();

  /**
   * @param model the name of the class
   * @param property undefined when the class itself is to blame
   * @param fix the line to write
   */
  add(
    model: string,
    property: string | undefined,
    message: string,
    fix: string,
  ): void {
    const problems = this.#byModel.get(model) ?? [];
    this.#byModel.set(model, problems);
    const at = property === undefined ? model : `${model}.${property}`;
    problems.push({ at, message, fix });
  }

  /**
   * @param order the names of the classes, to tell mistakes class by class
   * @throws DefinitionError when anything was added
   */
  throwAny(order: readonly string[]): void {
    const names = new Set([...order, ...this.#byModel.keys()]);
    const all = [...names].flatMap((name) => this.#byModel.get(name) ?? []);
    if (all.length > 0) throw new DefinitionError(all);
  }
}
