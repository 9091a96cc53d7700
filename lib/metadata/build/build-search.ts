import { tsvectorType } from "../../types/text";
import { quoteName, quoteText } from "../../util/quote";
import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type { ColumnDefinition } from "../definition";
import type { SearchDraft, SearchElementDraft } from "../draft";
import { columnName } from "../naming";
import type { ResolveContext } from "../resolve-context";

/** The property of the column that keeps the words. It is in no type and in no record. */
const searchProperty = "searchDocument";

/** Adds the column that the words of `@SearchIndex` are kept in. */
export function buildSearch(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  blueprint.definition.search = blueprint.parent?.definition.search;
  const drafts = blueprint.chain.flatMap(({ searches }) => searches);
  // What a class says takes the place of what its bases say.
  const draft = drafts.at(-1);
  if (draft === undefined) return;
  const own = blueprint.chain.at(-1)?.searches ?? [];
  const problem = findProblem(draft, own, blueprint);
  if (problem !== undefined) {
    context.report(blueprint, undefined, problem.message, problem.fix);
    return;
  }
  const expression = draft.elements.map((element) =>
    wordsOf(element, draft, blueprint, context),
  );
  if (expression.includes(undefined)) return;
  const column = addColumn(draft, expression.join(" || "), blueprint, context);
  blueprint.definition.search = Object.freeze({
    column,
    language: draft.language,
  });
}

interface Problem {
  readonly message: string;
  readonly fix: string;
}

/** As PostgreSQL names configurations, with a schema where need be. */
const configuration = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;

function findProblem(
  { elements, language }: SearchDraft,
  own: readonly SearchDraft[],
  { parent, properties }: Blueprint,
): Problem | undefined {
  if (parent !== undefined)
    return {
      message: `has @SearchIndex, and shares the table of ${parent.name}.`,
      fix: `Write @SearchIndex at ${parent.name}, or at the model above it that has the table.`,
    };
  if (own.length > 1)
    return {
      message: "has @SearchIndex twice.",
      fix: "Name all columns in one: @SearchIndex(['title', 'body']).",
    };
  if (elements.length === 0)
    return { message: "@SearchIndex names no column.", fix: usualFix };
  if (typeof language !== "string" || !configuration.test(language))
    return {
      message: `@SearchIndex has the language ${JSON.stringify(language)}, which is no name of a text search configuration.`,
      fix: "Write language: 'english', or another name that \\dF of psql lists.",
    };
  if (properties.has(searchProperty))
    return {
      message: `has @SearchIndex, which keeps words in "${searchProperty}", and a property of that name.`,
      fix: "Rename the property; its column can keep its name.",
    };
  return undefined;
}

const usualFix = "Write @SearchIndex(['title', 'body']).";

const weights: readonly unknown[] = [undefined, "A", "B", "C", "D"];

/** The words of one column as SQL; undefined when a mistake was reported. */
function wordsOf(
  { property, weight }: SearchElementDraft,
  { language }: SearchDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): string | undefined {
  const column = blueprint.definition.columns[property];
  const value = column && valueOf(column);
  if (value === undefined || !weights.includes(weight)) {
    const { message, fix } = problemOf(property, column, value);
    context.report(blueprint, undefined, `@SearchIndex ${message}`, fix);
    return undefined;
  }
  const words = `to_tsvector(${quoteText(language)}::regconfig, ${value})`;
  return weight === undefined ? words : `setweight(${words}, '${weight}')`;
}

function problemOf(
  property: string,
  column: ColumnDefinition | undefined,
  value: string | undefined,
): Problem {
  if (column === undefined)
    return {
      message: `names "${property}", which is no column of the model.`,
      fix: usualFix,
    };
  if (value === undefined)
    return {
      message: `names "${property}", whose values are no texts to the database.`,
      fix: "Name columns of text, varchar, char, citext or jsonb that are not encrypted.",
    };
  return {
    message: `has a weight of "${property}" that is none.`,
    fix: "Write weight: 'A', 'B', 'C' or 'D'.",
  };
}

/** A NULL would make the words of the whole row NULL. */
function valueOf({ name, type }: ColumnDefinition): string | undefined {
  if (type.encryption !== undefined) return undefined;
  switch (type.name) {
    case "text":
      return `coalesce(${quoteName(name)}, '')`;
    case "varchar":
    case "char":
    case "citext":
      return `coalesce(${quoteName(name)}::text, '')`;
    case "jsonb":
      return `coalesce(${quoteName(name)}, '{}'::jsonb)`;
    default:
      return undefined;
  }
}

function addColumn(
  { name }: SearchDraft,
  expression: string,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnDefinition {
  checkGivenName(name, "column", undefined, blueprint, context);
  const column: ColumnDefinition = {
    property: searchProperty,
    name: name ?? columnName(searchProperty),
    type: tsvectorType,
    at: blueprint.at(searchProperty),
    nullable: false,
    default: undefined,
    isPrimaryKey: false,
    role: undefined,
    trigger: false,
    enumValues: undefined,
    comment: undefined,
    renamedFrom: undefined,
    relation: undefined,
    collate: undefined,
    generated: Object.freeze({ expression, virtual: false }),
    isPrivate: true,
    isOmitted: true,
  };
  blueprint.addColumn(column);
  return column;
}
