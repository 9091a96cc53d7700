import Table from "cli-table3";

/** Prints a title and a table; numbers stand to the right. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const isNumeric = head.map((_, column) =>
    rows.every((row) => typeof row[column] === "number"),
  );
  const table = new Table({
    head: [...head],
    colAligns: isNumeric.map((right) => (right ? "right" : "left")),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => row.map(format)));
  console.log(`\n${title}\n${table.toString()}`);
}

export type Cell = string | number;

/** Always the same digits, whatever the language of the computer. */
export function format(value: Cell): string {
  return typeof value === "number" ? value.toLocaleString("en-US") : value;
}
