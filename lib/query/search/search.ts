import {
  binary,
  callOf,
  castParameter,
  columnOf,
  parameter,
} from "../../ast/build-expression";
import { emptySelect } from "../../ast/empty-select";
import type { Join, OrderTerm } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import type { SearchDefinition } from "../../metadata/definition";
import { checkTold } from "../check-told";
import { orderByKey } from "../clauses";
import { requireText } from "../conditions/values";
import { narrow } from "../narrow";
import type { QueryData } from "../query-data";
import { rootScope, scopedColumn } from "../scope";

const told = "rank";
const alias = `arx_${told}`;
const words = columnOf(alias, "words");

/** The rows that have the words of a search, the best first, each with its `rank`. */
export function searchWords(query: QueryData, text: unknown): QueryData {
  const { definition } = query;
  const at = `${definition.name}.search`;
  const { search } = definition;
  if (search === undefined)
    throw new InvalidArgumentError(`${at}: the model has no @SearchIndex.`, {
      hint: `Write @SearchIndex(["…"]) at ${definition.name}, with the columns that are searched, and generate a migration.`,
    });
  checkTold(query, told, at);
  const document = scopedColumn(rootScope(definition), search.column);
  const rank = callOf("ts_rank", [document, words]);
  const best: OrderTerm = {
    expression: rank,
    direction: "desc",
    nulls: undefined,
  };
  return {
    ...query,
    where: narrow(query.where, binary("@@", document, words)),
    // Many texts have the same rank, and pages of them must not overlap.
    orderBy: [best, ...query.orderBy, ...orderByKey(definition)],
    told: [
      ...query.told,
      {
        property: told,
        join: wordsJoin(search, requireText(text, at)),
        value: rank,
        type: undefined,
        at: told,
      },
    ],
  };
}

/** Read once for the statement, in a sub-select that PostgreSQL takes apart again, so that the index serves. */
function wordsJoin({ language }: SearchDefinition, text: string): Join {
  const expression = callOf("websearch_to_tsquery", [
    castParameter(language, "regconfig"),
    parameter(text),
  ]);
  const items = [{ expression, name: "words" }];
  return {
    kind: "cross",
    source: { kind: "lateral", alias, query: { ...emptySelect, items } },
    on: undefined,
  };
}
