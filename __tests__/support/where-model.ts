/**
 * What a where object means, said in JavaScript over plain rows: the yardstick
 * for the SQL. Every condition is true or false, never unknown.
 */
export type Row = Readonly<Record<string, unknown>>;
export type Condition = Readonly<Record<string, unknown>>;

/** How a relation finds rows: the model it leads to, and which of that model's rows. */
export interface RelationModel {
  readonly to: string;
  readonly isMany: boolean;
  related(row: Row): readonly Row[];
}

export type RelationModels = Readonly<
  Record<string, Readonly<Record<string, RelationModel>>>
>;

export class WhereModel {
  constructor(private readonly relations: RelationModels) {}

  matches(model: string, row: Row, where: Condition): boolean {
    return Object.entries(where).every(([name, value]) =>
      this.#entry(model, row, name, value),
    );
  }

  #entry(model: string, row: Row, name: string, value: unknown): boolean {
    if (name === "and")
      return (value as Condition[]).every((each) =>
        this.matches(model, row, each),
      );
    if (name === "or")
      return (value as Condition[]).some((each) =>
        this.matches(model, row, each),
      );
    if (name === "not") return !this.matches(model, row, value as Condition);
    const relation = this.relations[model]?.[name];
    return relation === undefined
      ? matchesColumn(row[name], value)
      : this.#relation(relation, relation.related(row), value);
  }

  #relation(
    { to, isMany }: RelationModel,
    related: readonly Row[],
    value: unknown,
  ): boolean {
    if (value === null) return related.length === 0;
    if (typeof value !== "object")
      return related.some((row) => row["id"] === value);
    if (!isMany)
      return related.some((row) => this.matches(to, row, value as Condition));
    return Object.entries(value).every(([quantifier, where]) => {
      const matches = related.map((row) =>
        this.matches(to, row, where as Condition),
      );
      if (quantifier === "some") return matches.includes(true);
      if (quantifier === "none") return !matches.includes(true);
      return !matches.includes(false);
    });
  }
}

const operators: Readonly<
  Record<string, (held: unknown, given: never) => boolean>
> = {
  eq: (held, given) => isSame(held, given),
  ne: (held, given) => !isSame(held, given),
  in: (held, given: unknown[]) => given.some((each) => isSame(held, each)),
  notIn: (held, given: unknown[]) => !given.some((each) => isSame(held, each)),
  gt: (held, given: number) => held !== null && (held as number) > given,
  gte: (held, given: number) => held !== null && (held as number) >= given,
  lt: (held, given: number) => held !== null && (held as number) < given,
  lte: (held, given: number) => held !== null && (held as number) <= given,
  between: (held, [low, high]: [number, number]) => isBetween(held, low, high),
  notBetween: (held, [low, high]: [number, number]) =>
    !isBetween(held, low, high),
  isNull: (held, given) => (held === null) === given,
  isNotNull: (held, given) => (held !== null) === given,
  contains: (held, given: string) =>
    typeof held === "string" && held.includes(given),
  icontains: (held, given: string) =>
    typeof held === "string" &&
    held.toLowerCase().includes(given.toLowerCase()),
  startsWith: (held, given: string) =>
    typeof held === "string" && held.startsWith(given),
  endsWith: (held, given: string) =>
    typeof held === "string" && held.endsWith(given),
  ieq: (held, given: string) =>
    typeof held === "string" && held.toLowerCase() === given.toLowerCase(),
  istartsWith: (held, given: string) =>
    typeof held === "string" &&
    held.toLowerCase().startsWith(given.toLowerCase()),
  iendsWith: (held, given: string) =>
    typeof held === "string" &&
    held.toLowerCase().endsWith(given.toLowerCase()),
  like: (held, given: string) => isLike(held, given, "s"),
  ilike: (held, given: string) => isLike(held, given, "is"),
  matches: (held, given: string) =>
    typeof held === "string" && new RegExp(given).test(held),
  imatches: (held, given: string) =>
    typeof held === "string" && new RegExp(given, "i").test(held),
  has: (held, given) => Array.isArray(held) && held.includes(given),
  hasAny: (held, given: unknown[]) =>
    Array.isArray(held) && given.some((each) => held.includes(each)),
  hasAll: (held, given: unknown[]) =>
    Array.isArray(held) && given.every((each) => held.includes(each)),
  within: (held, given: unknown[]) =>
    Array.isArray(held) && held.every((each) => given.includes(each)),
  isEmpty: (held, given) =>
    Array.isArray(held) && (held.length === 0) === given,
};

function matchesColumn(held: unknown, condition: unknown): boolean {
  if (condition === null || typeof condition !== "object")
    return isSame(held, condition);
  if (Array.isArray(condition)) {
    return Array.isArray(held)
      ? isSame(held, condition)
      : condition.some((each) => isSame(held, each));
  }
  const { path, ...asked } = condition as Condition;
  return path === undefined
    ? Object.entries(asked).every(([name, given]) =>
        operators[name]?.(held, given as never),
      )
    : Object.entries(asked).every(([name, given]) =>
        matchesPlace(placeOf(held, path as string[]), name, given),
      );
}

/** What lies at a place of a document; undefined where nothing does. */
function placeOf(held: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Row | null | undefined)?.[key],
    held,
  );
}

const nullOfJson: object = {};
const inOrder: readonly string[] = ["gt", "gte", "lt", "lte"];

/** The null of a condition asks for nothing at the place; the null of JSON is a value like any other. */
function matchesPlace(held: unknown, name: string, given: unknown): boolean {
  if (name === "notBetween") return !matchesPlace(held, "between", given);
  const isComparable =
    name === "between"
      ? typeof held === typeof (given as unknown[])[0]
      : !inOrder.includes(name) || typeof held === typeof given;
  const seen = held === undefined ? null : held === null ? nullOfJson : held;
  return isComparable && operators[name]?.(seen, given as never) === true;
}

/** Whether a text matches a pattern of SQL. */
function isLike(held: unknown, pattern: string, flags: string): boolean {
  const source = pattern.replace(
    /\\(.)|([%_])|([.*+?^${}()|[\]\\])/gs,
    (_, escaped: string | undefined, wildcard: string | undefined, sign) =>
      escaped ??
      (wildcard === undefined
        ? `\\${String(sign)}`
        : wildcard === "%"
          ? ".*"
          : "."),
  );
  return (
    typeof held === "string" && new RegExp(`^${source}$`, flags).test(held)
  );
}

function isSame(left: unknown, right: unknown): boolean {
  return Array.isArray(left) && Array.isArray(right)
    ? left.join() === right.join()
    : left === right;
}

function isBetween(held: unknown, low: number, high: number): boolean {
  return held !== null && (held as number) >= low && (held as number) <= high;
}
