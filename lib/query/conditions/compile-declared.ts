import type { Expression } from "../../ast/expression";
import type { CompileWhere, Scope } from "../scope";

let compile: CompileWhere;

/**
 * Told by the compiler of where objects when it is loaded. It cannot be imported
 * here: its conditions on relations need what models and relations declare, and
 * that is where objects again.
 */
export function compileDeclaredBy(compiler: CompileWhere): void {
  compile = compiler;
}

/** A where object that a model or a relation declares, or a function that gives one. */
export interface DeclaredWhere {
  /** What declares it. */
  readonly source: object;
  readonly where: unknown;
  /** The path for messages: `City.defaultScope`. */
  readonly at: string;
  /** The mistake of one that is met again while it is compiled: it would never end. */
  readonly leadsBack: () => Error;
}

/** What is being compiled. */
const underWay = new Set<object>();

/** The condition that is declared, on the rows of a scope. */
export function compileDeclared(
  scope: Scope,
  { source, where, at, leadsBack }: DeclaredWhere,
): Expression {
  if (underWay.has(source)) throw leadsBack();
  underWay.add(source);
  try {
    return compile(scope, read(where, scope), at);
  } finally {
    underWay.delete(source);
  }
}

/** How many functions that give conditions were called so far. */
let calls = 0;

/** A function makes its condition anew for each statement; in that of a model, `this` is the model. */
function read(where: unknown, { definition }: Scope): unknown {
  if (typeof where !== "function") return where;
  calls += 1;
  return Reflect.apply(where, definition.model, []);
}

/** Whether what is compiled by a function is another for each statement. */
export function isVarying(compileOnce: () => void): boolean {
  const before = calls;
  compileOnce();
  return calls > before;
}
