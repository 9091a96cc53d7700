import type { Change } from "../../schema/change";
import { handleChange } from "../../schema/handle-change";
import type { ChangeHandlers } from "../../schema/handle-change";
import type { CompiledQuery } from "../compiled-query";
import { compileAlterColumn } from "./alter-column";
import {
  compileAddColumn,
  compileDropColumn,
  compileRenameColumn,
} from "./column";
import { compileCommentOnTable } from "./comment";
import {
  compileAddConstraint,
  compileDropConstraint,
  compileRenameConstraint,
} from "./constraint";
import {
  compileAlterEnum,
  compileCreateEnum,
  compileDropEnum,
  compileRenameEnum,
} from "./enum";
import { compileCreateExtension, compileDropExtension } from "./extension";
import {
  compileCreateFunction,
  compileDropFunction,
  compileReplaceFunction,
} from "./function";
import {
  compileCreateIndex,
  compileDropIndex,
  compileRenameIndex,
} from "./indexes";
import { compileCreateSchema, compileDropSchema } from "./schema";
import { compileRenameSequence } from "./sequence";
import {
  compileCreateTable,
  compileDropTable,
  compileRenameTable,
} from "./table";
import { compileCreateTrigger, compileDropTrigger } from "./trigger";

/** The statements that make a change, in order. */
export function compileChange(change: Change): CompiledQuery[] {
  return handleChange(compilers, change);
}

const compilers: ChangeHandlers<CompiledQuery[]> = {
  "create schema": compileCreateSchema,
  "drop schema": compileDropSchema,
  "create extension": compileCreateExtension,
  "drop extension": compileDropExtension,
  "create enum": compileCreateEnum,
  "drop enum": compileDropEnum,
  "rename enum": compileRenameEnum,
  "alter enum": compileAlterEnum,
  "create function": compileCreateFunction,
  "drop function": compileDropFunction,
  "replace function": compileReplaceFunction,
  "create table": compileCreateTable,
  "drop table": compileDropTable,
  "rename table": compileRenameTable,
  "comment on table": compileCommentOnTable,
  "add column": compileAddColumn,
  "drop column": compileDropColumn,
  "rename column": compileRenameColumn,
  "alter column": compileAlterColumn,
  "add constraint": compileAddConstraint,
  "drop constraint": compileDropConstraint,
  "rename constraint": compileRenameConstraint,
  "create index": compileCreateIndex,
  "drop index": compileDropIndex,
  "rename index": compileRenameIndex,
  "rename sequence": compileRenameSequence,
  "create trigger": compileCreateTrigger,
  "drop trigger": compileDropTrigger,
  sql: ({ text, parameters }) => [{ text, parameters }],
};
