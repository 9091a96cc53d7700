import type { TreeSource } from "../ast/expression";
import { treeDepth, foundKey } from "../ast/tree-names";
import { writeFenced } from "./expression";
import { quotePath } from "./identifier";
import { writeTable } from "./table";
import type { SqlWriter } from "./writer";

/** What the rows of a walk are called while it lasts; no table of a model is called so. */
const walk = "arx_walk";

/** A row that the walk comes to. */
const node = "arx_node";

const next = (index: number): string => `arx_next${String(index + 1)}`;
const mark = (index: number): string => `arx_mark${String(index + 1)}`;

const depth = quotePath([walk, treeDepth]);

/** Writes a walk through a table, level by level, as a source of rows. */
export function writeTree(writer: SqlWriter, source: TreeSource): void {
  writer.write(`lateral (with recursive ${quotePath([walk])} as (`);
  if (source.direction === "down") writeDescent(writer, source);
  else writeAscent(writer, source);
  writer.write(" as ");
  writer.writeName(source.table.alias);
}

/**
 * A row has one parent, so that there is one way down to each; only where the
 * rows form a ring does the way lead back, and then to the row it began with.
 */
function writeDescent(writer: SqlWriter, source: TreeSource): void {
  const { keys, parents, table } = source;
  const { alias } = table;
  writer.write("select ");
  writeItems(writer, [
    ...parents.map((name) => quotePath([alias, name])),
    ...keys.map((name, index) =>
      named(quotePath([alias, name]), foundKey(index)),
    ),
    named("1", treeDepth),
  ]);
  writeSeed(writer, source, [
    differ(pathsOf(alias, keys), pathsOf(alias, parents)),
  ]);
  writeItems(writer, [
    ...pathsOf(walk, parents),
    ...pathsOf(node, keys),
    `${depth} + 1`,
  ]);
  writeStep(
    writer,
    source,
    parents,
    keys.map((_, index) => foundKey(index)),
  );
  writer.write(` where ${differ(pathsOf(node, keys), pathsOf(walk, parents))}`);
  writeBound(writer, source);
  writer.write(`) select * from ${quotePath([walk])})`);
}

/**
 * A way up may run into a ring that does not lead back to where it began. To
 * find that out, the walk marks the row it is at after one step, two, four,
 * eight and so on, and ends where it would come to the marked one again
 * (Brent's algorithm): nothing is kept of the rows before. What it came to
 * twice meanwhile counts once.
 */
function writeAscent(writer: SqlWriter, source: TreeSource): void {
  const { keys, parents } = source;
  writer.write("select ");
  writeItems(writer, startOfAscent(source));
  writeSeed(writer, source, []);
  const marked = keys.map(
    (_, index) =>
      `case when ${depth} & (${depth} - 1) = 0 then ${quotePath([walk, foundKey(index)])} else ${quotePath([walk, mark(index)])} end`,
  );
  writeItems(writer, [
    ...pathsOf(walk, keys),
    ...pathsOf(node, keys),
    ...pathsOf(node, parents),
    ...marked,
    `${depth} + 1`,
  ]);
  writeStep(
    writer,
    source,
    keys,
    parents.map((_, index) => next(index)),
  );
  const found = pathsOf(node, keys);
  writer.write(
    ` where ${differ(found, pathsOf(walk, keys))} and ${differ(found, marked)}`,
  );
  writeBound(writer, source);
  const given = [...keys, ...keys.map((_, index) => foundKey(index))]
    .map((name) => quotePath([name]))
    .join(", ");
  const leastDepth = named(`min(${quotePath([treeDepth])})`, treeDepth);
  writer.write(
    `) select ${given}, ${leastDepth} from ${quotePath([walk])} where ${quotePath([treeDepth])} > 0 group by ${given})`,
  );
}

/** The row that the walk begins with, as the one that it is at, and marks. */
function startOfAscent({
  keys,
  parents,
  table: { alias },
}: TreeSource): readonly string[] {
  return [
    ...pathsOf(alias, keys),
    ...keys.map((name, index) =>
      named(quotePath([alias, name]), foundKey(index)),
    ),
    ...parents.map((name, index) =>
      named(quotePath([alias, name]), next(index)),
    ),
    ...keys.map((name, index) => named(quotePath([alias, name]), mark(index))),
    named("0", treeDepth),
  ];
}

/** The rows that the walk begins with. */
function writeSeed(
  writer: SqlWriter,
  { table, seed }: TreeSource,
  conditions: readonly string[],
): void {
  writer.write(" from ");
  writeTable(writer, table);
  writer.write(" where ");
  for (const condition of conditions) writer.write(`${condition} and `);
  writeFenced(writer, seed);
  writer.write(" union all select ");
}

/** From the rows that the walk is at to those whose columns hold what it names. */
function writeStep(
  writer: SqlWriter,
  { table }: TreeSource,
  columns: readonly string[],
  names: readonly string[],
): void {
  writer.write(` from ${quotePath([walk])} inner join `);
  writeTable(writer, { ...table, alias: node });
  const on = pathsOf(node, columns).map(
    (column, index) => `${column} = ${quotePath([walk, names[index] ?? ""])}`,
  );
  writer.write(` on ${on.join(" and ")}`);
}

function writeBound(writer: SqlWriter, { maxDepth }: TreeSource): void {
  if (maxDepth === undefined) return;
  writer.write(` and ${depth} < `);
  writer.writeParameter(maxDepth);
}

function writeItems(writer: SqlWriter, items: readonly string[]): void {
  writer.write(items.join(", "));
}

function pathsOf(table: string, names: readonly string[]): string[] {
  return names.map((name) => quotePath([table, name]));
}

function named(expression: string, name: string): string {
  return `${expression} as ${quotePath([name])}`;
}

/** Two keys are not the same, column by column. */
function differ(left: readonly string[], right: readonly string[]): string {
  return left.length === 1
    ? `${left.join("")} <> ${right.join("")}`
    : `(${left.join(", ")}) <> (${right.join(", ")})`;
}
