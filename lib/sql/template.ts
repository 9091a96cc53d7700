import { embed, isEmbeddable } from "../ast/embeddable";
import type { Embeddable } from "../ast/embeddable";
import type {
  Expression,
  FragmentExpression,
  IdentifierExpression,
} from "../ast/expression";
import { UndefinedConditionError } from "../errors/query-error";
import { encodeUntyped } from "../types/untyped";
import { quotePath } from "./identifier";

/** A piece of SQL that knows how to become part of another. */
class Fragment implements FragmentExpression, Embeddable {
  readonly kind = "fragment";

  constructor(
    readonly texts: readonly string[],
    readonly operands: readonly Expression[],
  ) {}

  [embed](): FragmentExpression {
    return this;
  }
}

class Identifier implements IdentifierExpression, Embeddable {
  readonly kind = "identifier";

  constructor(readonly path: readonly string[]) {}

  [embed](): IdentifierExpression {
    return this;
  }
}

/**
 * SQL text with values between its pieces. Fragments, models and queries among
 * the values become part of the text; everything else becomes a parameter.
 * @throws UndefinedConditionError when a value is undefined
 * @throws TypeMismatchError when a value is nothing that PostgreSQL could store
 */
export function fragment(
  texts: readonly string[],
  values: readonly unknown[],
): FragmentExpression & Embeddable {
  return new Fragment(texts, values.map(toOperand));
}

/**
 * A name for use inside a fragment, quoted when it is compiled: that of a table
 * or column which the program knows only at run time.
 *
 * @example
 * ```ts
 * const column = identifier("cities", "name");
 * await sql`select ${column} from ${City} limit 1`;
 * // select "cities"."name" from "public"."cities" limit 1
 * ```
 *
 * @throws InvalidArgumentError when a part cannot be a name
 */
export function identifier(
  ...path: readonly [string, ...string[]]
): IdentifierExpression & Embeddable {
  // Quoted once for nothing, so that a bad name fails here and not where the statement runs.
  quotePath(path);
  return new Identifier(path);
}

function toOperand(value: unknown, index: number): Expression {
  const at = `Value ${String(index + 1)} of sql\`…\``;
  if (value === undefined)
    throw new UndefinedConditionError(at, "Write null to send NULL.");
  if (isEmbeddable(value)) return value[embed]();
  return {
    kind: "parameter",
    value: encodeUntyped(value, at),
    cast: undefined,
  };
}
