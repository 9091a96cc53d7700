import { foreignKeyName, primaryKeyName } from "../../metadata/naming";
import type {
  Change,
  ChangeOf,
  Constraint,
  TableName,
} from "../../schema/change";
import { handleChange } from "../../schema/handle-change";
import type { ChangeHandlers } from "../../schema/handle-change";
import type { ForeignKey } from "../../schema/schema";
import { renderColumn } from "./render-column";
import { renderAlterEnum } from "./render-enum";
import { renderFunction, renderTrigger } from "./render-function";
import { renderIndex, trueOrNothing } from "./render-index";
import { renderExclusion } from "./render-exclusion";
import { renderSql } from "./render-sql";
import { renderTable, renderTableName, renderUnique } from "./render-table";
import { call, nameUnless, object, text, texts } from "./source";
import type { Source } from "./source";

/** A change as the call on `m` that describes it. */
export function renderChange(change: Change): Source {
  return handleChange(renderers, change);
}

const renderers: ChangeHandlers<Source> = {
  "create schema": ({ name }) => call("m", "createSchema", text(name)),
  "drop schema": ({ name }) => call("m", "dropSchema", text(name)),
  "create extension": ({ name }) => call("m", "createExtension", text(name)),
  "drop extension": ({ name }) => call("m", "dropExtension", text(name)),
  "create enum": ({ enum: type }) => on(type, "createEnum", texts(type.values)),
  "drop enum": ({ enum: type }) => on(type, "dropEnum"),
  "rename enum": ({ enum: type, to }) => on(type, "renameEnum", text(to)),
  "alter enum": renderAlterEnum,
  "create function": ({ function: each }) =>
    on(each, "createFunction", renderFunction(each)),
  "drop function": ({ function: each }) =>
    on(each, "dropFunction", nameUnless("", each.arguments)),
  "replace function": ({ to }) => on(to, "replaceFunction", renderFunction(to)),
  "create table": ({ table }) =>
    on(table, "createTable", {
      kind: "block",
      parameter: "t",
      statements: renderTable(table),
    }),
  "drop table": ({ table }) => on(table, "dropTable"),
  "rename table": ({ table, to }) => on(table, "renameTable", text(to)),
  "comment on table": ({ table, to }) =>
    on(table, "commentOnTable", to === undefined ? undefined : text(to)),
  "add column": ({ table, column }) =>
    on(table, "addColumn", arrow("t", column)),
  "drop column": ({ table, column }) =>
    on(table, "dropColumn", text(column.name)),
  "rename column": ({ table, column, to }) =>
    on(table, "renameColumn", text(column), text(to)),
  "alter column": renderAlteration,
  "add constraint": ({ table, constraint }) =>
    renderAddition(table, constraint),
  "drop constraint": ({ table, constraint }) => renderDrop(table, constraint),
  "rename constraint": ({ table, constraint, to }) =>
    on(table, "renameConstraint", text(constraint), text(to)),
  "create index": (change) =>
    on(change.table, "createIndex", ...renderIndex(change)),
  "drop index": ({ table, index, concurrently }) =>
    on(
      table,
      "dropIndex",
      text(index.name),
      object({ concurrently: trueOrNothing(concurrently) }),
    ),
  "rename index": ({ table, index, to }) =>
    on(table, "renameIndex", text(index), text(to)),
  "rename sequence": ({ sequence, to }) =>
    on(sequence, "renameSequence", text(to)),
  "create trigger": ({ table, trigger }) =>
    on(table, "createTrigger", text(trigger.name), renderTrigger(trigger)),
  "drop trigger": ({ table, trigger }) =>
    on(table, "dropTrigger", text(trigger.name)),
  sql: renderSql,
};

function on(
  table: TableName,
  method: string,
  ...args: readonly (Source | undefined)[]
): Source {
  return call("m", method, renderTableName(table), ...args);
}

function arrow(
  parameter: string,
  column: Parameters<typeof renderColumn>[0],
): Source {
  return { kind: "arrow", parameter, body: renderColumn(column, parameter) };
}

function renderAlteration({
  table,
  alteration: { from, to, using },
}: ChangeOf<"alter column">): Source {
  const options = object({
    using: using === undefined ? undefined : text(using),
  });
  return on(
    table,
    "alterColumn",
    arrow("from", from),
    arrow("to", to),
    options,
  );
}

function renderAddition(table: TableName, constraint: Constraint): Source {
  switch (constraint.kind) {
    case "primary key":
      return on(
        table,
        "addPrimaryKey",
        texts(constraint.columns),
        nameUnless(primaryKeyName(table.name), constraint.name),
      );
    case "unique":
      return on(table, "addUnique", ...renderUnique(table.name, constraint));
    case "foreign key":
      return on(table, "addForeignKey", ...renderForeignKey(table, constraint));
    case "check":
      return on(
        table,
        "addCheck",
        text(constraint.name),
        text(constraint.expression),
      );
    case "exclusion":
      return on(table, "addExclusion", ...renderExclusion(constraint));
  }
}

function renderForeignKey(
  table: TableName,
  key: ForeignKey,
): readonly (Source | undefined)[] {
  const usual = "no action";
  return [
    texts(key.columns),
    renderTableName({
      schema: key.referencedSchema,
      name: key.referencedTable,
    }),
    texts(key.referencedColumns),
    object({
      name: nameUnless(foreignKeyName(table.name, key.columns), key.name),
      onDelete: nameUnless(usual, key.onDelete),
      onUpdate: nameUnless(usual, key.onUpdate),
      deferrable: nameUnless("no", key.deferrable),
    }),
  ];
}

const dropMethods: Readonly<Record<Constraint["kind"], string>> = {
  "primary key": "dropPrimaryKey",
  unique: "dropUnique",
  "foreign key": "dropForeignKey",
  check: "dropCheck",
  exclusion: "dropExclusion",
};

function renderDrop(table: TableName, { kind, name }: Constraint): Source {
  const given =
    kind === "primary key"
      ? nameUnless(primaryKeyName(table.name), name)
      : text(name);
  return on(table, dropMethods[kind], given);
}
