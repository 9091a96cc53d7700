/**
 * Migrations: files that turn one state of a database into the next.
 *
 * @packageDocumentation
 */
export { migration } from "./migration";
export type { Migration, MigrationOptions } from "./migration";
export type { DescribeColumn, MigrationBuilder } from "./migration-builder";
export type { ColumnBuilder } from "./column-builder";
export type { DefaultValue } from "./column-default";
export type { ColumnList, TableBuilder } from "./table-builder";
export type { EnumColumnOptions } from "./enum-columns";
export type { FunctionOptions, TriggerOptions } from "./function-options";
export type { ObjectBuilder } from "./object-builder";
export type { TableReference } from "./table-reference";
export type {
  ExclusionElementOptions,
  ExclusionOptions,
} from "./exclusion-options";
export type { ForeignKeyOptions } from "./foreign-key-options";
export type { UniqueOptions } from "./unique-options";
export type { IndexKeyOptions, IndexOptions } from "./index-options";

export { migrate, previewMigrate } from "./up";
export type { MigrateOptions } from "./up";
export { migrateDown, previewMigrateDown } from "./down";
export type { MigrateDownOptions } from "./down";
export { describeChange } from "./describe-change";
export { checkPending } from "./check-pending";
export { status } from "./status";
export type { MigrationStatus, StatusReport } from "./status";
export { findDrift, generate } from "./generate";
export type {
  CompareOptions,
  GeneratedMigration,
  GenerateOptions,
} from "./generate";
export type { MigrationRun, MigrationScript } from "./prepared-migration";
export type { MigrationName } from "./run-changes";
export type { MigrationEvent, RunOptions } from "./run-options";
export type { ModuleLoader } from "./load";
export type { Hazard, HazardKind, Step } from "../schema/hazard";
export type { Change } from "../schema/change";
