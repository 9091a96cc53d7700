import fc from "fast-check";
import type {
  BinaryOperator,
  Expression,
  FunctionName,
  Join,
  ParameterExpression,
  RowLock,
  SelectStatement,
  Source,
  TableSource,
} from "../../lib/ast/expression";
import type { InsertStatement } from "../../lib/ast/insert";
import type { Statement } from "../../lib/ast/statement";

/**
 * Random statements over few words, so that two of them are often alike. Only
 * one way of writing each text is made (no `and` of one operand, no identifier
 * that looks like a column): equal texts then come from equal statements.
 */
const word = fc.constantFrom("a", "aa", "c", "1:a", ",");
const words = fc.array(word, { maxLength: 2 });
const value = fc.option(fc.constantFrom("x", "", "y"), { nil: null });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const parameter: fc.Arbitrary<ParameterExpression> = fc.record({
  kind: fc.constant("parameter" as const),
  value,
  cast: maybe(fc.constantFrom("int", "int[]")),
});
const table: fc.Arbitrary<TableSource> = fc.record({
  kind: fc.constant("table" as const),
  schema: maybe(word),
  name: word,
  alias: word,
});
const operator = fc.constantFrom<BinaryOperator>(
  "=",
  "<",
  "<=",
  "is distinct from",
  "is not distinct from",
  "?",
);
const functionName = fc.constantFrom<FunctionName>("lower", "coalesce");
const lock: fc.Arbitrary<RowLock> = fc.record({
  mode: fc.constantFrom("update", "no key update", "share", "key share"),
  wait: fc.constantFrom("wait", "skip locked", "nowait"),
  of: maybe(word),
});

const trees = fc.letrec<{
  expression: Expression;
  query: SelectStatement;
  source: Source;
}>((tie) => {
  const expression = tie("expression");
  const query = tie("query");
  const negated = fc.boolean();
  const shallow = fc.oneof(
    fc.record({
      kind: fc.constant("column" as const),
      table: word,
      name: word,
    }),
    parameter,
    fc.record({ kind: fc.constant("boolean" as const), value: fc.boolean() }),
    fc.record({
      kind: fc.constant("identifier" as const),
      path: fc.tuple(word),
    }),
    fc.constant({ kind: "default" as const }),
    fc.record({
      kind: fc.constant("output" as const),
      position: fc.constantFrom(1, 2, 12),
    }),
    fc.record({
      kind: fc.constant("text-cast" as const),
      operand: fc.record({
        kind: fc.constant("column" as const),
        table: word,
        name: word,
      }),
    }),
  );
  const several = fc.array(expression, { minLength: 2, maxLength: 3 });
  const deep = fc.oneof(
    fc.record({
      kind: fc.constant("binary" as const),
      operator,
      left: expression,
      right: expression,
    }),
    fc.record({
      kind: fc.constant("membership" as const),
      left: expression,
      array: expression,
      negated,
    }),
    fc.record({
      kind: fc.constant("null-test" as const),
      operand: expression,
      negated,
    }),
    fc.record({
      kind: fc.constant("between" as const),
      operand: expression,
      low: expression,
      high: expression,
      negated,
    }),
    fc.record({
      kind: fc.constant("logical" as const),
      operator: fc.constantFrom("and", "or"),
      operands: several,
    }),
    fc.record({ kind: fc.constant("not" as const), operand: expression }),
    fc.record({ kind: fc.constant("exists" as const), query, negated }),
    fc.record({
      kind: fc.constant("function" as const),
      name: functionName,
      operands: fc.array(expression, { maxLength: 2 }),
      cast: maybe(fc.constantFrom("int", "text")),
    }),
    // Of several parts it would look like one of a row.
    fc.record({
      kind: fc.constant("aggregate" as const),
      name: fc.constantFrom("count", "sum"),
      operands: fc.array(expression, { maxLength: 1 }),
      distinct: fc.boolean(),
      filter: maybe(expression),
    }),
    fc.record({
      kind: fc.constant("fragment" as const),
      texts: fc.constant(["greatest(", " , ", ")"]),
      operands: fc.tuple(expression, expression),
    }),
    fc.record({ kind: fc.constant("subquery" as const), query }),
    fc.record({ kind: fc.constant("array-query" as const), query }),
    fc.record({ kind: fc.constant("row" as const), operands: several }),
    fc.record({ kind: fc.constant("array" as const), operands: several }),
  );
  const join: fc.Arbitrary<Join> = fc.oneof(
    fc.record({
      kind: fc.constantFrom("inner", "left"),
      source: tie("source"),
      on: expression,
    }),
    fc.record({
      kind: fc.constant("cross" as const),
      source: tie("source"),
      on: fc.constant(undefined),
    }),
  );
  const rawJoin = fc.record({
    kind: fc.constant("fragment" as const),
    texts: fc.constant(["join raw on ", ""]),
    operands: fc.tuple(expression),
  });
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      shallow,
      deep,
    ),
    source: fc.oneof(
      { depthSize: "small" },
      table,
      fc.record({
        kind: fc.constant("unnest" as const),
        alias: word,
        columns: words,
        arrays: fc.array(parameter, { maxLength: 2 }),
      }),
      fc.record({ kind: fc.constant("lateral" as const), alias: word, query }),
      fc.record({ kind: fc.constant("joined" as const), first: table, join }),
      fc
        .record({
          kind: fc.constant("tree" as const),
          direction: fc.constantFrom("up" as const, "down" as const),
          table,
          pairs: fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 2 }),
          seed: expression,
          maxDepth: maybe(parameter),
        })
        .map(({ pairs, ...tree }) => ({
          ...tree,
          keys: pairs.map(([key]) => key),
          parents: pairs.map(([, parent]) => parent),
        })),
      fc.record({
        kind: fc.constant("statement" as const),
        alias: word,
        statement: fc.record({
          kind: fc.constant("fragment" as const),
          texts: fc.constant(["table ", ""]),
          operands: fc.tuple(expression),
        }),
      }),
    ),
    query: fc.record({
      kind: fc.constant("select" as const),
      distinct: fc.oneof(
        fc.boolean(),
        fc.array(expression, { minLength: 1, maxLength: 2 }),
      ),
      items: fc.array(fc.record({ expression, name: maybe(word) }), {
        maxLength: 2,
      }),
      from: tie("source"),
      joins: fc.array(fc.oneof(join, rawJoin), { maxLength: 1 }),
      where: maybe(expression),
      groupBy: fc.array(expression, { maxLength: 1 }),
      having: maybe(expression),
      orderBy: fc.array(
        fc.record({
          expression,
          direction: fc.constantFrom("asc", "desc"),
          nulls: maybe(fc.constantFrom("first", "last")),
        }),
        { maxLength: 2 },
      ),
      limit: maybe(parameter),
      offset: maybe(parameter),
      lock: maybe(lock),
    }),
  };
});

const names = fc.array(word, { minLength: 1, maxLength: 2 });

const insert: fc.Arbitrary<InsertStatement> = names.chain((columns) => {
  const row = fc.tuple(...columns.map(() => trees.expression));
  const array = fc.record({
    parameter,
    elementCast: maybe(fc.constantFrom("jsonb", "int[]")),
  });
  return fc.record({
    kind: fc.constant("insert" as const),
    into: table,
    columns: fc.constant(columns),
    rows: fc.oneof(
      fc.record({
        kind: fc.constant("values" as const),
        rows: fc.array(row, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        kind: fc.constant("unnest" as const),
        arrays: fc.tuple(...columns.map(() => array)),
      }),
      fc.record({
        kind: fc.constant("query" as const),
        query: trees.query,
      }),
    ),
    onConflict: maybe(
      fc.record({
        columns: names,
        where: maybe(trees.expression),
        update: words,
        set: fc.array(fc.record({ column: word, value: trees.expression }), {
          maxLength: 2,
        }),
      }),
    ),
    returning: words,
    returnInserted: fc.boolean(),
  });
});

/** Trees of so few parts that many have the same parts in the same order and differ in their nesting alone. */
const narrow = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small" },
    fc.constant<Expression>({
      kind: "parameter",
      value: "x",
      cast: undefined,
    }),
    fc.record({
      kind: fc.constant("logical" as const),
      operator: fc.constant("and" as const),
      operands: fc.array(tie("expression"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("function" as const),
      name: fc.constant("coalesce" as const),
      operands: fc.array(tie("expression"), { maxLength: 2 }),
      cast: maybe(fc.constant("int")),
    }),
  ),
}));

/** Any statement that can be compiled. */
export const statements: fc.Arbitrary<Statement> = fc.oneof(
  trees.query,
  insert,
  fc.record({
    kind: fc.constant("update" as const),
    table,
    set: fc.array(fc.record({ column: word, value: trees.expression }), {
      minLength: 1,
      maxLength: 2,
    }),
    where: maybe(trees.expression),
    returning: words,
  }),
  fc.record({
    kind: fc.constant("delete" as const),
    from: table,
    where: maybe(trees.expression),
    returning: words,
  }),
  ...[trees, narrow].map(({ expression }) =>
    fc.record({
      kind: fc.constant("fragment" as const),
      texts: fc.constant(["select ", ""]),
      operands: fc.tuple(expression),
    }),
  ),
);
