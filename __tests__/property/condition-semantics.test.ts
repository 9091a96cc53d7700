import fc from "fast-check";
import type { Expression } from "../../lib/ast/expression";
import type { Driver, DriverConnection } from "../../lib/driver/driver";
import { openDriver } from "../../lib/driver/open-driver";
import { compile } from "../../lib/sql/compile";
import { column, select } from "../support/ast";

/** SQL's truth values; null is unknown. */
type Truth = boolean | null;
type Row = readonly [p: Truth, q: Truth, r: Truth];

/** A condition over three boolean columns with its meaning, worked out apart from the compiler. */
interface Meant {
  readonly expression: Expression;
  readonly evaluate: (row: Row) => Truth;
}

const truths: readonly Truth[] = [true, false, null];
const rows: readonly Row[] = truths.flatMap((p) =>
  truths.flatMap((q) => truths.map((r) => [p, q, r] as const)),
);

const meaning = fc.letrec<{ condition: Meant }>((tie) => {
  const condition = tie("condition");
  const pair = fc.tuple(condition, condition);
  const list = fc.array(condition, { maxLength: 3 });
  return {
    condition: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fc.constantFrom(0, 1, 2).map(readColumn),
      fc.boolean().map(constant),
      pair.map(equal),
      pair.map(distinct),
      fc
        .tuple(list, fc.constantFrom("and" as const, "or" as const))
        .map(logical),
      condition.map(not),
      fc.tuple(condition, fc.boolean()).map(nullTest),
      fc.tuple(condition, condition, condition, fc.boolean()).map(between),
      fc
        .tuple(
          condition,
          fc.array(fc.boolean(), { maxLength: 2 }),
          fc.boolean(),
        )
        .map(membership),
      pair.map(fragmentOr),
    ),
  };
});

describe("a condition", () => {
  let driver: Driver;
  let connection: DriverConnection;

  beforeAll(async () => {
    driver = openDriver({ kind: "pglite", directory: undefined });
    connection = await driver.connect({ onClose: () => undefined });
    const values = rows.map(
      (row, id) => `(${[id, ...row].map(String).join(", ")})`,
    );
    await connection.script(
      `create table cities (id int primary key, p bool, q bool, r bool); insert into cities values ${values.join(", ")}`,
    );
  });

  afterAll(async () => {
    await connection.close();
    await driver.close();
  });

  it("means in SQL what its parts mean, whatever is nested in what", async () => {
    await fc.assert(
      fc.asyncProperty(meaning.condition, async ({ expression, evaluate }) => {
        const expected = rows.flatMap((row, id) =>
          evaluate(row) === true ? [String(id)] : [],
        );
        expect(await idsWhere(connection, expression)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("and its negation share out all rows between them", async () => {
    await fc.assert(
      fc.asyncProperty(meaning.condition, async ({ expression }) => {
        const matching = await idsWhere(connection, expression);
        const others = await idsWhere(connection, {
          kind: "not",
          operand: expression,
        });
        expect(
          [...matching, ...others].map(Number).toSorted((a, b) => a - b),
        ).toEqual([...rows.keys()]);
      }),
      { numRuns: 100 },
    );
  });
});

async function idsWhere(
  connection: DriverConnection,
  where: Expression,
): Promise<(string | null)[]> {
  const orderBy = [
    { expression: column("id"), direction: "asc", nulls: undefined },
  ] as const;
  const result = await connection.query(
    compile(select({ where, orderBy })),
    false,
  );
  return result.rows.map(([id]) => id ?? null);
}

function readColumn(index: number): Meant {
  return {
    expression: column("pqr".charAt(index)),
    evaluate: (row) => row[index] ?? null,
  };
}

function constant(value: boolean): Meant {
  return { expression: { kind: "boolean", value }, evaluate: () => value };
}

function equal([left, right]: [Meant, Meant]): Meant {
  return {
    expression: {
      kind: "binary",
      operator: "=",
      left: left.expression,
      right: right.expression,
    },
    evaluate: (row) =>
      compareTruths(left.evaluate(row), right.evaluate(row), (a, b) => a === b),
  };
}

function distinct([left, right]: [Meant, Meant]): Meant {
  return {
    expression: {
      kind: "binary",
      operator: "is distinct from",
      left: left.expression,
      right: right.expression,
    },
    evaluate: (row) => left.evaluate(row) !== right.evaluate(row),
  };
}

function logical([operands, operator]: [Meant[], "and" | "or"]): Meant {
  return {
    expression: {
      kind: "logical",
      operator,
      operands: operands.map(({ expression }) => expression),
    },
    evaluate: (row) =>
      combine(
        operator,
        operands.map(({ evaluate }) => evaluate(row)),
      ),
  };
}

function combine(operator: "and" | "or", values: readonly Truth[]): Truth {
  const deciding = operator === "or";
  if (values.includes(deciding)) return deciding;
  return values.includes(null) ? null : !deciding;
}

function not({ expression, evaluate }: Meant): Meant {
  return {
    expression: { kind: "not", operand: expression },
    evaluate: (row) => evaluate(row) !== true,
  };
}

function nullTest([{ expression, evaluate }, negated]: [
  Meant,
  boolean,
]): Meant {
  return {
    expression: { kind: "null-test", operand: expression, negated },
    evaluate: (row) => (evaluate(row) === null) !== negated,
  };
}

function between([operand, low, high, negated]: [
  Meant,
  Meant,
  Meant,
  boolean,
]): Meant {
  return {
    expression: {
      kind: "between",
      operand: operand.expression,
      low: low.expression,
      high: high.expression,
      negated,
    },
    evaluate: (row) => {
      const value = operand.evaluate(row);
      const isWithin = combine("and", [
        compareTruths(value, low.evaluate(row), (a, b) => a >= b),
        compareTruths(value, high.evaluate(row), (a, b) => a <= b),
      ]);
      return isWithin === null ? null : isWithin !== negated;
    },
  };
}

function membership([left, values, negated]: [
  Meant,
  boolean[],
  boolean,
]): Meant {
  const value = `{${values.join(",")}}`;
  return {
    expression: {
      kind: "membership",
      left: left.expression,
      array: { kind: "parameter", value, cast: "boolean[]" },
      negated,
    },
    evaluate: (row) => {
      const isMember = combine(
        "or",
        values.map((item) =>
          compareTruths(left.evaluate(row), item, (a, b) => a === b),
        ),
      );
      return isMember === null ? null : isMember !== negated;
    },
  };
}

/** Text that binds looser than anything around it. */
function fragmentOr([left, right]: [Meant, Meant]): Meant {
  return {
    expression: {
      kind: "fragment",
      texts: ["", " or ", ""],
      operands: [left.expression, right.expression],
    },
    evaluate: (row) => combine("or", [left.evaluate(row), right.evaluate(row)]),
  };
}

function compareTruths(
  left: Truth,
  right: Truth,
  compare: (a: boolean, b: boolean) => boolean,
): Truth {
  return left === null || right === null ? null : compare(left, right);
}
