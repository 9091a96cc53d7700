// What an example shows, compared with what happened when it ran.
import { isControl, isShownBy } from "./sql-comments.mjs";
import { isShownValue } from "./value-comments.mjs";

/** A line for each thing that is shown wrongly. */
export function compareExample(module, shown, outcome) {
  const faults = [
    ...compareError(shown.thrown, outcome.error),
    ...compareValues(shown.values, outcome),
    ...compareStatements(shown.statements, outcome),
  ];
  return faults.map(
    ({ line = 0, message }) =>
      `${module.file}:${module.line + line} ${message}`,
  );
}

function compareError(thrown, error) {
  if (thrown === undefined)
    return error === undefined
      ? []
      : [{ message: `the example fails: ${error.message}` }];
  const { line, name, message } = thrown;
  const isThrown =
    error?.name === name &&
    (message === undefined || error.message === message);
  const wanted = `${name}: ${message ?? "…"}`;
  return isThrown
    ? []
    : [
        {
          line,
          message: differs(
            "throws",
            wanted,
            `${error?.name}: ${error?.message}`,
          ),
        },
      ];
}

function compareValues(values, { told, error }) {
  return values.flatMap((shown, index) =>
    (error !== undefined && !told.has(index)) ||
    isShownValue(told.get(index), shown)
      ? []
      : [
          {
            line: shown.line,
            message: differs(
              "has the value",
              JSON.stringify(shown.value),
              JSON.stringify(told.get(index)),
            ),
          },
        ],
  );
}

function compareStatements(all, { sent, made, error }) {
  if (all.length === 0 || error !== undefined) return [];
  const showsControl = all.some(({ sql }) => isControl(sql));
  const statements = sent.filter((sql) => showsControl || !isControl(sql));
  if (made.length > 0 && statements.length === 0)
    return all
      .filter(({ sql }) => !isMade(sql, made))
      .map(({ line, sql }) => ({
        line,
        message: differs("makes the SQL", sql, list(made)),
      }));
  // What is declared comes first, and below it what is done with it.
  const isGap = (index) => all[index]?.sql === "…";
  const done = all.findIndex(
    ({ sql }, index) => !isGap(index) && !isMade(sql, made),
  );
  if (done === -1) return [];
  const shown = all.slice(isGap(done - 1) ? done - 1 : done);
  if (isSequence(statements, shown)) return [];
  const wanted = list(shown.map(({ sql }) => sql));
  return [
    {
      line: shown[0].line,
      message: differs("sends the SQL", wanted, list(statements)),
    },
  ];
}

function isMade(shown, made) {
  return made.some((text) => isShownBy(text, shown));
}

/** Whether statements are those that are shown, in order; a comment that is `…` alone stands for any number of them. */
function isSequence(statements, [first, ...rest]) {
  if (first === undefined) return statements.length === 0;
  const [statement, ...others] = statements;
  if (first.sql === "…")
    return (
      isSequence(statements, rest) ||
      (statement !== undefined && isSequence(others, [first, ...rest]))
    );
  return (
    statement !== undefined &&
    isShownBy(statement, first.sql) &&
    isSequence(others, rest)
  );
}

function differs(what, shown, found) {
  return `does not do what it shows: ${what}\n  shown ${shown}\n  found ${found}`;
}

function list(statements) {
  return statements.join("\n        ");
}
