import type { ValidationError, validate } from "class-validator";
import { RecordInvalidError } from "../errors/record-error";
import type { ValidationProblem } from "../errors/record-error";
import type { ModelDefinition } from "../metadata/definition";
import { askForAbsent } from "../record/absent-columns";

/**
 * Whether any class of the program can have rules: class-validator keeps them
 * on the global object, from the moment the first decorator is applied.
 */
export function hasRules(): boolean {
  return "classValidatorMetadataStorage" in globalThis;
}

/**
 * Checks a record against the rules that class-validator's decorators put on
 * its class. Properties that are not set or null are not checked: whether they
 * may be so is the column's own rule.
 * @throws RecordInvalidError listing every broken rule, in the order of declaration
 */
export async function validateRecord(
  definition: ModelDefinition,
  record: object,
): Promise<void> {
  const { validate } = loadClassValidator();
  const found = await askForAbsent(() =>
    validate(record, {
      skipMissingProperties: true,
      // A class without rules is fine.
      forbidUnknownValues: false,
      // Values never leave: they could be secrets.
      validationError: { target: false, value: false },
    }),
  );
  const problems = found.flatMap((error) => describeProblems(error, ""));
  if (problems.length === 0) return;
  throw new RecordInvalidError(
    definition.name,
    sortByDeclaration(definition, problems),
  );
}

/** Of class-validator's exports, what is used here. */
interface ClassValidator {
  readonly validate: typeof validate;
}

/** Loading it takes long, so that only a program that uses it anyway does. */
function loadClassValidator(): ClassValidator {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it for everybody
  return require("class-validator") as ClassValidator;
}

function describeProblems(
  { property, constraints = {}, children = [] }: ValidationError,
  path: string,
): ValidationProblem[] {
  const own = Object.entries(constraints)
    .map(([constraint, message]) => ({
      property: path + property,
      constraint,
      message,
    }))
    .sort((left, right) => (left.constraint < right.constraint ? -1 : 1));
  const nested = children.flatMap((child) =>
    describeProblems(child, `${path}${property}.`),
  );
  return [...own, ...nested];
}

/** class-validator reports in an order of its own. */
function sortByDeclaration(
  { columnList }: ModelDefinition,
  problems: readonly ValidationProblem[],
): ValidationProblem[] {
  const order = columnList.map(({ property }) => property);
  const positionOf = ({ property }: ValidationProblem): number => {
    const index = order.indexOf(property.split(".", 1)[0] ?? property);
    return index === -1 ? order.length : index;
  };
  return [...problems].sort(
    (left, right) => positionOf(left) - positionOf(right),
  );
}
