import { embed, isEmbeddable } from "../ast/embeddable";
import type { Embeddable } from "../ast/embeddable";
import type {
  Expression,
  FragmentExpression,
  IdentifierExpression,
} from "../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UndefinedConditionError,
} from "../errors/query-error";
import { describeValue } from "../types/describe-value";
import { encodeUntyped } from "../types/untyped";
import { quotePath } from "./identifier";
import { bindText } from "./placeholders";
import type { RawParameters } from "./placeholders";

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
 * @param texts undefined where JavaScript could not read what was written
 * @throws InvalidArgumentError when a piece of text could not be read
 * @throws UndefinedConditionError when a value is undefined
 * @throws TypeMismatchError when a value is nothing that PostgreSQL could store
 */
export function fragment(
  texts: readonly (string | undefined)[],
  values: readonly unknown[],
): FragmentExpression & Embeddable {
  if (!texts.every((text) => text !== undefined))
    throw new InvalidArgumentError(
      "The text of sql`…` has a backslash that JavaScript cannot read.",
      { hint: "Write it twice: sql`… '\\\\'`." },
    );
  return new Fragment(texts, values.map(toTagOperand));
}

/**
 * The same of a text and the values of its placeholders: `?`, `:name` or `$1`.
 * @throws InvalidArgumentError when values are missing or too many
 */
export function textFragment(
  text: string,
  parameters: RawParameters,
): FragmentExpression & Embeddable {
  const { texts, slots, values } = bindText(text, parameters);
  const operands = values.map(({ value, at }) =>
    toOperand(value, `The parameter ${at} of sql.raw`),
  );
  return new Fragment(
    texts,
    slots.flatMap((slot) => operands[slot] ?? []),
  );
}

/**
 * Values, or pieces of SQL, with a separator between them.
 * @throws InvalidArgumentError when there are none
 * @throws TypeMismatchError when they are no list, or the separator is no SQL
 */
export function joinFragment(
  parts: unknown,
  separator: unknown,
): FragmentExpression & Embeddable {
  if (!isEmbeddable(separator))
    throw new TypeMismatchError(
      "The separator of sql.join",
      "sql`…`",
      describeValue(separator),
    );
  if (!Array.isArray(parts))
    throw new TypeMismatchError("sql.join", "a list", describeValue(parts));
  if (parts.length === 0)
    throw new InvalidArgumentError("sql.join was given an empty list.", {
      hint: "Leave the clause out where the list is empty, or compare with a list as one parameter: = any(${list}).",
    });
  const operands = parts.flatMap((part: unknown, index) => {
    const operand = toOperand(part, `Part ${String(index + 1)} of sql.join`);
    return index === 0 ? [operand] : [separator[embed](), operand];
  });
  return new Fragment(Array<string>(operands.length + 1).fill(""), operands);
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

function toTagOperand(value: unknown, index: number): Expression {
  return toOperand(value, `Value ${String(index + 1)} of sql\`…\``);
}

function toOperand(value: unknown, at: string): Expression {
  if (value === undefined)
    throw new UndefinedConditionError(at, "Write null to send NULL.");
  if (isEmbeddable(value)) return value[embed]();
  return {
    kind: "parameter",
    value: encodeUntyped(value, at),
    cast: undefined,
  };
}
