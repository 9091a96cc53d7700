import type { ChangeOf } from "./change";
import type { Column } from "./schema";
import * as event from "./schema-event";
import type { ChangeEvents } from "./schema-event";
import { parseSqlType, typeNameOf } from "./sql-type";

/** A type that is made anew takes its columns along, as one that they are changed to. */
export function alterEnumEvents({
  to,
  rebuild,
  columns,
}: ChangeOf<"alter enum">): ChangeEvents {
  const tables = rebuild ? columns.map(({ table }) => table) : [];
  return {
    emits: [
      event.listed(to),
      ...tables.flatMap((table) => [event.shaped(table), event.laidOut(table)]),
    ],
    awaits: [
      event.renamed(to),
      // On the way back it is made anew in any case, before columns come that had it.
      event.unused(to),
      ...tables.flatMap((table) => [
        ...event.final(table),
        event.detached(table),
        event.uncomputed(table),
      ]),
    ],
  };
}

/** A column can have a type once it is there, under its final name. */
export function typeWanted({ type }: Column): string[] {
  const name = typeNameOf(type);
  return name === undefined ? [] : [event.renamed(name), event.listed(name)];
}

/** A column that goes no longer has its type. */
export function typeLeft({ type }: Column): string[] {
  const name = typeNameOf(type);
  return name === undefined ? [] : [event.unused(name)];
}

/** Whether two columns have one type, or one of them an array of it. */
export function isSameType(from: Column, to: Column): boolean {
  return parseSqlType(from.type).base === parseSqlType(to.type).base;
}
