/** How a value of each kind is written, whichever way a library gives it: numeric as text or number, times as Date or text. */
const writers = {
  number: (value) => String(Number(value)),
  numeric: (value) => Number(value).toFixed(2),
  text: (value) => value,
  boolean: (value) => String(value),
  instant: (value) => new Date(value).toISOString(),
  document: (value) => JSON.stringify(value),
};

/** Rows as lines that are equal when their content is: only the columns asked for, in that order. */
export function canonicalRows(rows, columns) {
  return rows.map((row) => canonicalRow(row, columns));
}

export function canonicalRow(row, columns) {
  return JSON.stringify(writeCells(row, columns));
}

/** The same of records that hold others, as a tree of columns.mjs says. */
export function canonicalTrees(records, tree) {
  return records.map((record) => JSON.stringify(writeTree(record, tree)));
}

function writeTree(record, { columns, relations = {} }) {
  const related = Object.entries(relations).map(([name, tree]) =>
    writeRelated(name, record[name], tree),
  );
  return [...writeCells(record, columns), ...related];
}

/** Nobody asks for an order of related rows, so they are compared without one. */
function writeRelated(name, related, tree) {
  if (related === undefined) throw new Error(`The row has no ${name}.`);
  if (related?.[Symbol.iterator] === undefined) return writeTree(related, tree);
  return [...related]
    .sort((left, right) => left.id - right.id)
    .map((record) => writeTree(record, tree));
}

function writeCells(row, columns) {
  return Object.entries(columns).map(([name, kind]) =>
    writeCell(name, kind, readField(row, name)),
  );
}

/** mikro-orm holds a foreign key in the record that it refers to. */
function readField(row, name) {
  const reference = name.endsWith("Id") ? row[name.slice(0, -2)] : undefined;
  return row[name] ?? reference?.id ?? reference ?? row[name];
}

function writeCell(name, kind, value) {
  if (value === undefined) throw new Error(`The row has no ${name}.`);
  return value === null ? null : writers[kind](value);
}

/** Where two lists of lines first differ, in words, or undefined. */
export function findDifference(expected, actual) {
  if (expected.length !== actual.length)
    return `${actual.length} rows instead of ${expected.length}`;
  const index = expected.findIndex((line, at) => line !== actual[at]);
  if (index < 0) return undefined;
  return `row ${index + 1} is ${actual[index]} instead of ${expected[index]}`;
}
