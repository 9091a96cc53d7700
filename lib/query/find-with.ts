import { both } from "../ast/build-expression";
import type { ModelDefinition } from "../metadata/definition";
import { compile } from "../sql/compile";
import type { CompiledQuery } from "../sql/compiled-query";
import { BoundedMap } from "../util/bounded-map";
import { memoize } from "../util/memoize";
import { isPlainObject } from "./conditions/values";
import { isVarying } from "./conditions/compile-declared";
import { selectStatement, sendCompiled, toResults } from "./execute";
import { encodeKey, keyColumns, keyEquals } from "./find";
import { findWithin } from "./find-within";
import { withJoined } from "./loading/joined/join-relations";
import { givesNothing } from "./narrow";
import type { QueryData } from "./query-data";
import { parseFindOptions } from "./query-options";
import type { Selection } from "./selection";
import { resultSelectionOf } from "./tell-values";

/** What finding by key takes where relations come along: all but the key. */
interface FindPlan {
  readonly query: QueryData;
  readonly selection: Selection;
  readonly statement: CompiledQuery;
  /** Where the parts of the key stand among the parameters. */
  readonly keyPlaces: readonly number[];
}

/** Enough for the ways in which a program asks for a model. */
const capacity = 100;

/** By the names of the relations; null where no statement can be kept. */
const plansOf = memoize<ModelDefinition, BoundedMap<string, FindPlan | null>>(
  () => new BoundedMap(capacity),
);

/**
 * The record with a primary key, with relations, or undefined. Where they are
 * named and nothing more is said of them, the statement is compiled once for
 * the model and their names.
 */
export async function findByKeyWith(
  definition: ModelDefinition,
  key: unknown,
  options: Readonly<Record<string, unknown>>,
): Promise<object | undefined> {
  const plan = findPlan(definition, options);
  if (plan === null)
    return findWithin(parseFindOptions(definition, options), key);
  const { query, selection, statement, keyPlaces } = plan;
  const texts = encodeKey(definition, key);
  const parameters = [...statement.parameters];
  keyPlaces.forEach((place, part) => {
    parameters[place] = texts[part] ?? null;
  });
  const compiled = { text: statement.text, parameters };
  const answer = await sendCompiled(query, compiled);
  const width = selection.items.length;
  const [found] = await toResults(query, selection, answer, width, undefined);
  return found;
}

function findPlan(
  definition: ModelDefinition,
  options: Readonly<Record<string, unknown>>,
): FindPlan | null {
  const names = namesOf(options);
  if (names === undefined) return null;
  const plans = plansOf(definition);
  const known = plans.get(names);
  if (known !== undefined) return known;
  const plan = makePlan(definition, options);
  plans.set(names, plan);
  return plan;
}

function makePlan(
  definition: ModelDefinition,
  options: Readonly<Record<string, unknown>>,
): FindPlan | null {
  const query = parseFindOptions(definition, options);
  // No text that is sent can hold the character.
  const marks = definition.primaryKey.map((_, part) => `\0${String(part)}`);
  const where = both(query.where, keyEquals(keyColumns(definition), marks));
  let made: Pick<FindPlan, "selection" | "statement"> | undefined;
  const varies = isVarying(() => {
    const base = resultSelectionOf(query, definition.primaryKey);
    const selection = withJoined(query, base, 1);
    const { items, joins } = selection;
    const found = { ...query, where };
    const statement = compile(selectStatement(found, items, joins));
    made = { selection, statement };
  });
  if (varies || made === undefined || givesNothing(query)) return null;
  const { parameters } = made.statement;
  const keyPlaces = marks.map((mark) => parameters.indexOf(mark));
  return { query, ...made, keyPlaces };
}

/** The names of relations in options that say no more than names, as one text; undefined for options that say more. */
function namesOf({
  with: relations,
  strategy,
  ...others
}: Readonly<Record<string, unknown>>): string | undefined {
  if (Object.keys(others).length > 0) return undefined;
  if (strategy !== undefined && typeof strategy !== "string") return undefined;
  const names = relationNames(relations);
  return names === undefined ? undefined : `${strategy ?? ""}(${names}`;
}

function relationNames(relations: unknown): string | undefined {
  if (!isPlainObject(relations)) return undefined;
  let names = "";
  for (const name of Object.keys(relations)) {
    const below = namesBelow(relations[name]);
    if (below === undefined) return undefined;
    names += `${JSON.stringify(name)}${below}`;
  }
  return names;
}

function namesBelow(options: unknown): string | undefined {
  if (options === true) return ",";
  if (!isPlainObject(options)) return undefined;
  const { with: relations, ...others } = options;
  if (Object.keys(others).length > 0) return undefined;
  const names = relationNames(relations);
  return names === undefined ? undefined : `(${names})`;
}
