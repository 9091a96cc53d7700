import {
  controlsTransaction,
  mayBeginTransaction,
  savepointStatements,
  transactionStatements,
} from "../../lib/sql/transaction";

describe("The statements around a transaction", () => {
  it.each([
    [
      { isolation: undefined, readOnly: undefined, deferrable: undefined },
      "begin",
    ],
    [
      { isolation: "serializable", readOnly: true, deferrable: true } as const,
      "begin isolation level serializable read only deferrable",
    ],
    [
      {
        isolation: "repeatable read",
        readOnly: false,
        deferrable: false,
      } as const,
      "begin isolation level repeatable read read write not deferrable",
    ],
  ])("begin as %j says", (mode, text) => {
    const { begin, commit, rollback } = transactionStatements(mode);
    expect(
      [begin, commit, ...rollback].map((statement) => statement.text),
    ).toEqual([text, "commit", "rollback"]);
  });

  it("are a savepoint named by its depth when nested", () => {
    const { begin, commit, rollback } = savepointStatements(2);
    expect(
      [begin, commit, ...rollback].map((statement) => statement.text),
    ).toEqual([
      "savepoint arx_2",
      "release savepoint arx_2",
      "rollback to savepoint arx_2",
      "release savepoint arx_2",
    ]);
  });

  it("are recognised when someone writes them by hand", () => {
    expect(
      [
        "begin",
        " BEGIN;",
        "start  transaction",
        "\nStart Transaction read only",
        "commit",
        "END;",
        "rollback",
        "rollback work",
        "abort",
        "prepare transaction 'x'",
      ].map(controlsTransaction),
    ).not.toContain(false);
    expect(
      [
        "select 1",
        "beginning",
        "insert into begin values (1)",
        "savepoint a",
        "rollback to a",
        "rollback work to savepoint a",
        "release a",
        "commits",
      ].map(controlsTransaction),
    ).not.toContain(true);
    expect(mayBeginTransaction("select 1; begin; select 2")).toBe(true);
    expect(mayBeginTransaction("select 1")).toBe(false);
  });
});
