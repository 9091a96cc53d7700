import { both } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import { loadStatement, selectStatement } from "../execute";
import { encodeKey, keyColumns, keyIsOneOf } from "../find";
import { oneOf } from "../clauses";
import { givesNothing } from "../narrow";
import type { QueryData } from "../query-data";
import { withoutDeclaredOrder } from "../order/without-declared-order";
import { afterKey, fromKey } from "./after-key";
import type { KeyTexts } from "./after-key";
import { keyOrder, orderOf, reverseKey } from "./key-order";
import type { KeyTerm } from "./key-order";
import { keyReader, keySelection } from "./key-selection";
import { readOptions } from "../read-options";
import { parseSize } from "./parse-size";
import { requireSingle } from "./require-single";

/** How many rows a batch has when nothing is said. */
export const usualBatch = 1000;

/** What is walked through by primary key, and in what portions. */
interface Walk {
  readonly query: QueryData;
  readonly terms: readonly KeyTerm[];
  readonly batch: number;
  readonly at: string;
}

/** A portion of a walk. */
interface KeyBatch {
  readonly results: object[];
  readonly keys: readonly KeyTexts[];
}

/**
 * The results of a query in portions, by primary key. Each portion is a query
 * of its own that begins after the last key: whatever is done to records
 * meanwhile makes it skip none.
 */
export async function* resultBatches(
  query: QueryData,
  options: unknown,
  verb: string,
): AsyncGenerator<object[], void, undefined> {
  for await (const { results } of walk(query, options, verb)) yield results;
}

/** The keys of a portion as a condition. */
export interface KeyCondition {
  readonly condition: Expression;
  readonly count: number;
}

/** The same portions as conditions; only the keys are read. */
export async function* keyConditions(
  query: QueryData,
  options: unknown,
  verb: string,
): AsyncGenerator<KeyCondition, void, undefined> {
  const { definition } = query;
  const columns = keyColumns(definition);
  const onlyKeys = { ...query, select: definition.primaryKey, preloads: [] };
  for await (const { keys } of walk(onlyKeys, options, verb)) {
    // No column of a primary key holds NULL.
    const texts = keys as readonly (readonly string[])[];
    yield {
      condition: keyIsOneOf(definition, columns, texts),
      count: keys.length,
    };
  }
}

async function* walk(
  query: QueryData,
  options: unknown,
  verb: string,
): AsyncGenerator<KeyBatch, void, undefined> {
  const plan = planWalk(query, options, verb);
  if (givesNothing(query)) return;
  let { query: rest } = plan;
  for (;;) {
    const { limit = Number.POSITIVE_INFINITY } = rest;
    const size = Math.min(plan.batch, limit);
    if (size === 0) return;
    const found = await loadBatch(plan, { ...rest, limit: size });
    const last = found.keys.at(-1);
    if (last === undefined) return;
    yield found;
    if (found.keys.length < size) return;
    rest = {
      ...plan.query,
      where: both(plan.query.where, afterKey(plan.terms, last)),
      limit: rest.limit && rest.limit - size,
      offset: undefined,
    };
  }
}

function planWalk(asked: QueryData, options: unknown, verb: string): Walk {
  const query = withoutDeclaredOrder(asked);
  const at = `${query.definition.name}.${verb}`;
  const names = ["batch", "order", "start", "finish"] as const;
  const given = readOptions(options, names, at);
  const { batch = usualBatch, order = "asc", start, finish } = given;
  requireNoOrder(query, at);
  requireSingle(query, at);
  const direction = oneOf(["asc", "desc"] as const, order, `${at}.order`);
  const ascending = keyOrder({ ...query, distinct: false }, at);
  const descending = reverseKey(ascending);
  const terms = direction === "asc" ? ascending : descending;
  const back = direction === "asc" ? descending : ascending;
  const bounds = [
    boundOf(query, terms, start, `${verb}.start`),
    boundOf(query, back, finish, `${verb}.finish`),
  ];
  return {
    query: {
      ...query,
      where: bounds.reduce(both, query.where),
      orderBy: orderOf(terms),
    },
    terms,
    batch: parseSize(batch, `${at}.batch`),
    at,
  };
}

/** The rows from a key on, it included. */
function boundOf(
  { definition }: QueryData,
  terms: readonly KeyTerm[],
  key: unknown,
  verb: string,
): Expression | undefined {
  return key === undefined
    ? undefined
    : fromKey(terms, encodeKey(definition, key, verb));
}

/** An order of the query's own would be ignored, and nobody told. */
function requireNoOrder({ orderBy }: QueryData, at: string): void {
  if (orderBy.length === 0) return;
  throw new InvalidArgumentError(
    `${at} goes by primary key, and the query has an order of its own.`,
    {
      hint: 'Take it away with reorder() and say order: "desc" to begin at the end, or use stream, which keeps it.',
    },
  );
}

async function loadBatch(
  { terms, at }: Walk,
  query: QueryData,
): Promise<KeyBatch> {
  const columns = terms.map(({ column }) => column);
  const selection = keySelection(query, columns, at);
  const statement = selectStatement(query, selection.items);
  const { rows, results } = await loadStatement(query, selection, statement);
  return { results, keys: rows.map(keyReader(selection, columns)) };
}
