import { TypeMismatchError, UnknownColumnError } from "../errors/query-error";
import type {
  ModelDefinition,
  PolymorphicDefinition,
  RelationDefinition,
  TargetedDefinition,
  VariantDefinition,
} from "../metadata/definition";
import { findRelation } from "../metadata/find-relation";
import { isToMany } from "../metadata/is-to-many";
import { isTree } from "../metadata/is-tree";
import { describeValue } from "../types/describe-value";
import { suggest } from "../util/suggest";
import { addOrder } from "./order/add-order";
import { parseColumns, parseCount } from "./clauses";
import {
  isPlainObject,
  requireBoolean,
  requireDefined,
} from "./conditions/values";
import { compileWhere } from "./conditions/where";
import { inDeclaredOrder } from "./order/declared-order";
import { parseLockOption } from "./lock-rows";
import { parseStrategy } from "./loading/loading-strategy";
import { allOfModel } from "./query-data";
import type {
  Deleted,
  Preload,
  QueryData,
  TargetedPreload,
} from "./query-data";
import { makeQuery } from "./loading/query-function";
import { rootScope } from "./scope";
import { allowDeleted } from "./standing";
import { tellingOf } from "./related/telling";
import { parseStrictLoading } from "./loading/strict-loading";

/**
 * The relations named by a with object, at every depth.
 * @param at the path for messages: `City.with`
 * @throws UnknownColumnError for a name that is no relation, or an option that it does not have
 */
export function parsePreloads(
  definition: ModelDefinition,
  relations: unknown,
  at: string,
): Preload[] {
  if (!isPlainObject(relations)) {
    throw new TypeMismatchError(
      at,
      "an object of relations",
      describeValue(relations),
    );
  }
  const names = Object.keys(relations).filter(
    (name) => relations[name] !== undefined,
  );
  return names.map((name) =>
    parsePreload(
      findRelation(definition, name),
      relations[name],
      `${at}.${name}`,
    ),
  );
}

/** A relation with all that it leads to. */
export function everythingOf(relation: TargetedDefinition): TargetedPreload;
export function everythingOf(relation: RelationDefinition): Preload;
export function everythingOf(relation: RelationDefinition): Preload {
  return parsePreload(relation, true, relation.at);
}

function parsePreload(
  relation: RelationDefinition,
  options: unknown,
  at: string,
): Preload {
  return relation.kind === "polymorphic"
    ? { relation, queries: parseVariants(relation, options, at) }
    : { relation, query: parseRelationOptions(relation, options, at) };
}

/** Options by the name of a model: `{ article: { with: { author: true } } }`; records of the others are loaded as well. */
function parseVariants(
  relation: PolymorphicDefinition,
  options: unknown,
  at: string,
): ReadonlyMap<VariantDefinition, QueryData> {
  const { variants } = relation;
  const given = options === true ? {} : options;
  if (!isPlainObject(given))
    throw new TypeMismatchError(
      at,
      "true, or options by type",
      describeValue(given),
    );
  const aliases = variants.map(({ alias }) => alias);
  const unknown = Object.keys(given).find((name) => !aliases.includes(name));
  if (unknown !== undefined)
    throw new UnknownColumnError(
      at,
      unknown,
      suggest(unknown, aliases),
      "type",
    );
  return new Map(
    variants.map((variant) => {
      const { alias } = variant;
      const own = Object.hasOwn(given, alias) ? given[alias] : undefined;
      const path = `${at}.${alias}`;
      return [variant, parseVariant(relation, variant, own ?? true, path)];
    }),
  );
}

function parseVariant(
  relation: PolymorphicDefinition,
  { target }: VariantDefinition,
  options: unknown,
  at: string,
): QueryData {
  if (options === true) return allOfModel(target);
  return isFunction(options)
    ? makeQuery(relation, target, options, at)
    : parseOptions(target, options, at, optionsOfVariant);
}

function isFunction(options: unknown): options is (query: object) => unknown {
  return typeof options === "function";
}

/**
 * A query in one object: `{ where, with, strategy, select, orderBy, limit, offset, lock, strictLoading }`.
 * @throws UnknownColumnError for an option that there is not
 */
export function parseQueryOptions(
  definition: ModelDefinition,
  options: unknown,
  at: string,
): QueryData {
  return parseOptions(definition, options, at, optionsOfQuery);
}

/**
 * The relations that `find` is to load, as a query of all records: `{ with, strategy }`.
 * @throws UnknownColumnError for an option that there is not
 */
export function parseFindOptions(
  definition: ModelDefinition,
  options: unknown,
): QueryData {
  const at = `${definition.name}.find`;
  return parseOptions(definition, options, at, optionsOfFind);
}

type ParseOption = (
  definition: ModelDefinition,
  value: unknown,
  at: string,
) => Partial<QueryData>;
type OptionParsers = Readonly<Record<string, ParseOption>>;

const optionsOfLoading: OptionParsers = {
  with: (definition, value, at) => ({
    preloads: parsePreloads(definition, value, at),
  }),
};

const optionsOfFind: OptionParsers = {
  ...optionsOfLoading,
  strategy: (_, value, at) => ({ strategy: parseStrategy(value, at) }),
};

const optionsOfOne: OptionParsers = {
  ...optionsOfLoading,
  select: (definition, value, at) => ({
    select: parseColumns(definition, value, at),
  }),
};

const optionsOfScope: OptionParsers = {
  withDeleted: (definition, value, at) => ({
    deleted: parseDeleted(definition, value, at),
  }),
  unscoped: (_, value, at) => ({ unscoped: requireBoolean(value, at) }),
};

const optionsOfVariant: OptionParsers = {
  ...optionsOfLoading,
  ...optionsOfScope,
};

const optionsOfRelatedOne: OptionParsers = {
  ...optionsOfOne,
  ...optionsOfScope,
};

const optionsOfMany: OptionParsers = {
  ...optionsOfOne,
  where: (definition, value, at) => ({
    where: compileWhere(rootScope(definition), value, at),
  }),
  orderBy: (definition, value, at) => {
    const orders: readonly unknown[] = Array.isArray(value) ? value : [value];
    const { joins, orderBy } = addOrder(allOfModel(definition), orders, at);
    return { joins, orderBy };
  },
  limit: (_, value, at) => ({ limit: parseCount(value, at) }),
  offset: (_, value, at) => ({ offset: parseCount(value, at) }),
};

const optionsOfRelatedMany: OptionParsers = {
  ...optionsOfMany,
  ...optionsOfScope,
};

const optionsOfQuery: OptionParsers = {
  ...optionsOfMany,
  ...optionsOfFind,
  lock: (_, value, at) => ({ lock: parseLockOption(value, at) }),
  strictLoading: (_, value, at) => ({
    strictLoading: parseStrictLoading(value, at),
  }),
};

const optionsOfTree: OptionParsers = {
  ...optionsOfRelatedMany,
  maxDepth: (_, value, at) => ({ maxDepth: parseMaxDepth(value, at) }),
};

function optionsOfRelation(relation: TargetedDefinition): OptionParsers {
  if (isTree(relation)) return optionsOfTree;
  return isToMany(relation) ? optionsOfRelatedMany : optionsOfRelatedOne;
}

/** A depth is an integer of the server; no tree is so deep that a larger one would matter. */
function parseMaxDepth(value: unknown, at: string): number {
  return Math.min(parseCount(value, at, 1), 2 ** 31 - 1);
}

function parseRelationOptions(
  relation: TargetedDefinition,
  options: unknown,
  at: string,
): QueryData {
  const query = inDeclaredOrder(parseRelated(relation, options, at), relation);
  return { ...query, telling: tellingOf(relation) };
}

function parseRelated(
  relation: TargetedDefinition,
  options: unknown,
  at: string,
): QueryData {
  const { target } = relation;
  if (options === true) return allOfModel(target);
  if (isFunction(options)) return makeQuery(relation, target, options, at);
  return parseOptions(target, options, at, optionsOfRelation(relation));
}

function parseOptions(
  definition: ModelDefinition,
  options: unknown,
  at: string,
  parsers: OptionParsers,
): QueryData {
  if (!isPlainObject(options))
    throw new TypeMismatchError(
      at,
      "an object of options",
      describeValue(options),
    );
  return Object.keys(options).reduce<QueryData>((query, name) => {
    const parse = Object.hasOwn(parsers, name) ? parsers[name] : undefined;
    if (parse === undefined)
      throw new UnknownColumnError(
        at,
        name,
        suggest(name, Object.keys(parsers)),
        "option",
      );
    const path = `${at}.${name}`;
    // An option that may be missing is fine; a condition that may be missing would widen the result in silence.
    if (name === "where") requireDefined(options[name], path);
    return options[name] === undefined
      ? query
      : { ...query, ...parse(definition, options[name], path) };
  }, allOfModel(definition));
}

function parseDeleted(
  definition: ModelDefinition,
  value: unknown,
  at: string,
): Deleted {
  return requireBoolean(value, at)
    ? allowDeleted(allOfModel(definition), "with")
    : "without";
}
