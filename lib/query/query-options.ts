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
import { describeValue } from "../types/describe-value";
import { suggest } from "../util/suggest";
import { addOrder } from "./add-order";
import { parseColumns, parseCount } from "./clauses";
import {
  isPlainObject,
  requireBoolean,
  requireDefined,
} from "./conditions/values";
import { compileWhere } from "./conditions/where";
import { parseLockOption } from "./lock-rows";
import { allOfModel } from "./query-data";
import type { Deleted, Preload, QueryData } from "./query-data";
import { rootScope } from "./scope";
import { allowDeleted } from "./standing";

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
  { variants }: PolymorphicDefinition,
  options: unknown,
  at: string,
): ReadonlyMap<VariantDefinition, QueryData> {
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
      const { alias, target } = variant;
      const own = Object.hasOwn(given, alias) ? given[alias] : undefined;
      const query =
        own === true || own === undefined
          ? allOfModel(target)
          : parseOptions(target, own, `${at}.${alias}`, optionsOfVariant);
      return [variant, query];
    }),
  );
}

/**
 * A query in one object: `{ where, with, select, orderBy, limit, offset, lock }`.
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
 * The relations that `find` is to load: `{ with }`.
 * @throws UnknownColumnError for an option that there is not
 */
export function parseFindOptions(
  definition: ModelDefinition,
  options: unknown,
): readonly Preload[] {
  const at = `${definition.name}.find`;
  return parseOptions(definition, options, at, optionsOfFind).preloads;
}

type ParseOption = (
  definition: ModelDefinition,
  value: unknown,
  at: string,
) => Partial<QueryData>;
type OptionParsers = Readonly<Record<string, ParseOption>>;

const optionsOfFind: OptionParsers = {
  with: (definition, value, at) => ({
    preloads: parsePreloads(definition, value, at),
  }),
};

const optionsOfOne: OptionParsers = {
  ...optionsOfFind,
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
  ...optionsOfFind,
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
};

const optionsOfRelatedMany: OptionParsers = {
  ...optionsOfMany,
  ...optionsOfScope,
};

const optionsOfQuery: OptionParsers = {
  ...optionsOfMany,
  offset: (_, value, at) => ({ offset: parseCount(value, at) }),
  lock: (_, value, at) => ({ lock: parseLockOption(value, at) }),
};

function parseRelationOptions(
  relation: TargetedDefinition,
  options: unknown,
  at: string,
): QueryData {
  if (options === true) return allOfModel(relation.target);
  const parsers = isToMany(relation)
    ? optionsOfRelatedMany
    : optionsOfRelatedOne;
  return parseOptions(relation.target, options, at, parsers);
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
