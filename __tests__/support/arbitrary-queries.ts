import fc from "fast-check";
import { relations, whereOf } from "./arbitrary-conditions";
import type { WhereModel, Condition, Row } from "./where-model";

/** A call on a query: what combines conditions, and what it is given. */
export type Call =
  | readonly ["where" | "whereNot" | "rewhere", Condition]
  | readonly ["and" | "or" | "not", Condition | Program]
  | readonly ["merge", Program]
  | readonly ["none"]
  | readonly ["whereHas" | "whereMissing", string, Condition];

/** A query as the calls that make it. */
export interface Program {
  readonly calls: readonly Call[];
}

/** Programs whose arguments are programs again, to a depth. */
export function programOf(model: string, depth: number): fc.Arbitrary<Program> {
  const where = whereOf(model, 1);
  const inner = depth > 0 ? programOf(model, depth - 1) : undefined;
  const combinable: fc.Arbitrary<Condition | Program> =
    inner === undefined ? where : fc.oneof(where, inner);
  const related = Object.entries(relations[model] ?? {}).map(([name, { to }]) =>
    fc.tuple(
      fc.constantFrom("whereHas" as const, "whereMissing" as const),
      fc.constant(name),
      whereOf(to, 0),
    ),
  );
  const call: fc.Arbitrary<Call> = fc.oneof(
    fc.tuple(fc.constantFrom("where" as const, "whereNot" as const), where),
    fc.tuple(fc.constant("where" as const), where),
    fc.tuple(fc.constant("rewhere" as const), where),
    fc.tuple(
      fc.constantFrom("and" as const, "or" as const, "not" as const),
      combinable,
    ),
    ...(inner === undefined
      ? []
      : [fc.tuple(fc.constant("merge" as const), inner)]),
    fc.tuple(fc.constantFrom("none" as const)),
    ...related,
  );
  return fc.array(call, { maxLength: 5 }).map((calls) => ({ calls }));
}

export function isProgram(given: Condition | Program): given is Program {
  return Array.isArray(given["calls" as never]);
}

/** One condition of a query: what it is about, and the rows that meet it. */
interface Clause {
  readonly subject: string | undefined;
  readonly isEquality: boolean;
  matches(row: Row): boolean;
}

/** What a program means, said in JavaScript: the yardstick for the queries. */
export class QueryModel {
  constructor(
    private readonly meaning: WhereModel,
    private readonly model: string,
  ) {}

  matches(program: Program, row: Row): boolean {
    return holds(this.#clausesOf(program), row);
  }

  #clausesOf({ calls }: Program): readonly Clause[] {
    return calls.reduce<readonly Clause[]>(
      (clauses, call) => this.#apply(clauses, call),
      [],
    );
  }

  #apply(clauses: readonly Clause[], call: Call): readonly Clause[] {
    switch (call[0]) {
      case "where":
        return [...clauses, ...this.#parse(call[1])];
      case "and":
        return [...clauses, ...this.#read(call[1])];
      case "whereNot":
      case "not": {
        const others = this.#read(call[1]);
        return [...clauses, whole((row) => !holds(others, row))];
      }
      case "or": {
        const others = this.#read(call[1]);
        return [whole((row) => holds(clauses, row) || holds(others, row))];
      }
      case "rewhere":
        return replace(clauses, this.#parse(call[1]), () => true);
      case "merge":
        return replace(
          clauses,
          this.#clausesOf(call[1]),
          (clause) => clause.isEquality,
        );
      case "none":
        return [...clauses, whole(() => false)];
      case "whereHas":
      case "whereMissing": {
        const [method, name, where] = call;
        const has = (row: Row): boolean => this.#isRelated(name, where, row);
        return [
          ...clauses,
          whole((row) => has(row) === (method === "whereHas")),
        ];
      }
    }
  }

  #read(given: Condition | Program): readonly Clause[] {
    return isProgram(given) ? this.#clausesOf(given) : this.#parse(given);
  }

  #parse(where: Condition): Clause[] {
    return Object.entries(where).map(([name, value]) => ({
      subject: this.#subjectOf(name),
      isEquality: asksForValues(value),
      matches: (row) =>
        this.meaning.matches(this.model, row, { [name]: value }),
    }));
  }

  /** A belongs-to is about the column of its key, which has its name with `Id`. */
  #subjectOf(name: string): string | undefined {
    if (["and", "or", "not"].includes(name)) return undefined;
    return ["mentor", "author", "editor"].includes(name) ? `${name}Id` : name;
  }

  #isRelated(name: string, where: Condition, row: Row): boolean {
    const relation = relations[this.model]?.[name];
    return (relation?.related(row) ?? []).some((each) =>
      this.meaning.matches(relation?.to ?? "", each, where),
    );
  }
}

function holds(clauses: readonly Clause[], row: Row): boolean {
  return clauses.every((clause) => clause.matches(row));
}

function whole(matches: (row: Row) => boolean): Clause {
  return { subject: undefined, isEquality: false, matches };
}

function replace(
  clauses: readonly Clause[],
  others: readonly Clause[],
  isReplaced: (clause: Clause) => boolean,
): readonly Clause[] {
  const subjects = others.filter(isReplaced).map(({ subject }) => subject);
  const kept = clauses.filter(
    (clause) =>
      clause.subject === undefined ||
      !isReplaced(clause) ||
      !subjects.includes(clause.subject),
  );
  return [...kept, ...others];
}

function asksForValues(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return true;
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => ["eq", "in"].includes(name));
}
