import type { ColumnType } from "../../types/column-type";
import { distanceNames } from "../../types/vector-distance";
import { isVectorType } from "../../types/vector-type";
import type { IndexKeyDefinition } from "../definition";
import type { IndexDraft, IndexOptionsDraft } from "../draft";

interface Problem {
  readonly message: string;
  readonly fix: string;
}

type Keys = readonly IndexKeyDefinition[];

/** Looks for what no index of vectors can be, and for vectors in an index that does not serve them. */
export function findVectorIndexProblem(
  { options }: IndexDraft,
  keys: Keys,
): Problem | undefined {
  const { method } = options;
  if (method === "hnsw" || method === "ivfflat")
    return (
      findShapeProblem(method, options, keys) ??
      findDistanceProblem(method, options, keys) ??
      findColumnProblem(method, keys)
    );
  if (options.distance !== undefined)
    return {
      message: "has a distance, which only an index of vectors has.",
      fix: "Add method: 'hnsw' or method: 'ivfflat', or leave the distance out.",
    };
  const isPlain = method === undefined && !options.unique;
  const vector = keys.find(({ column }) => column && isVectorType(column.type));
  if (!isPlain || vector === undefined) return undefined;
  return {
    message: `sorts ${vector.column?.property ?? ""} by its first number, which no search for similar vectors uses.`,
    fix: "Write indexed: { method: 'hnsw' }, or @Index('…', { method: 'hnsw' }).",
  };
}

function findShapeProblem(
  method: string,
  { unique, nullsNotDistinct, include }: IndexOptionsDraft,
  keys: Keys,
): Problem | undefined {
  if (keys.length > 1)
    return {
      message: `is of method ${method}, which indexes one column, and has several.`,
      fix: "Make an index of each.",
    };
  const isSorted = keys.some(
    ({ direction, nulls }) => direction === "desc" || nulls !== undefined,
  );
  if (!unique && !nullsNotDistinct && include.length === 0 && !isSorted)
    return undefined;
  return {
    message: `is of method ${method}, which has no unique, include, direction or nulls.`,
    fix: "Leave them out.",
  };
}

function findDistanceProblem(
  method: string,
  { distance }: IndexOptionsDraft,
  keys: Keys,
): Problem | undefined {
  if (distance === undefined) return undefined;
  if (keys.some(({ operatorClass }) => operatorClass !== undefined))
    return {
      message: "has an operatorClass and a distance, which say the same thing.",
      fix: "Leave one of them out.",
    };
  if (!distanceNames.includes(distance))
    return {
      message: `has the distance ${JSON.stringify(distance)}, which there is not.`,
      fix: `Write one of ${distanceNames.join(", ")}.`,
    };
  if (method !== "ivfflat" || distance !== "l1") return undefined;
  return {
    message: "is of method ivfflat, which does not know the distance l1.",
    fix: "Write method: 'hnsw', or another distance.",
  };
}

/** The most dimensions that pgvector indexes: what fits onto a page. */
const mostDimensions: Readonly<Record<string, number>> = {
  vector: 2_000,
  halfvec: 4_000,
};

function findColumnProblem(method: string, keys: Keys): Problem | undefined {
  const [key] = keys;
  if (key === undefined) return undefined;
  const { column, operatorClass } = key;
  if (column === undefined)
    return operatorClass === undefined
      ? {
          message: `is of method ${method} over an expression, whose type only the database knows.`,
          fix: "Name the class of operators: { expression, operatorClass: 'halfvec_cosine_ops' }.",
        }
      : undefined;
  if (!isVectorType(column.type))
    // Types that arx does not know, of bits for instance, have classes of their own.
    return operatorClass === undefined
      ? {
          message: `is of method ${method}, and ${column.property} is ${column.type.name}.`,
          fix: "Name a column of type vector or halfvec, or its operatorClass.",
        }
      : undefined;
  return findSizeProblem(method, column.property, column.type);
}

function findSizeProblem(
  method: string,
  property: string,
  { name, sqlName }: ColumnType,
): Problem | undefined {
  const dimensions = Number(/\((\d+)\)$/.exec(sqlName)?.[1] ?? 0);
  if (dimensions === 0)
    return {
      message: `is of method ${method}, and ${property} has no number of dimensions.`,
      fix: "Write it at the column: dimensions: 1536.",
    };
  const most = mostDimensions[name] ?? 0;
  if (dimensions <= most) return undefined;
  return {
    message: `is of method ${method}, which takes ${name} of up to ${String(most)} dimensions, and ${property} has ${String(dimensions)}.`,
    fix:
      name === "vector" && dimensions <= 4_000
        ? "Make the column a halfvec, which takes 4000."
        : "Keep fewer dimensions of the embedding, or search without an index.",
  };
}
