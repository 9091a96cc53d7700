export { ManagedObject } from "./model/managed-object";
export { Registry, registry } from "./model/registry";
export type {
  FindManyOptions,
  FindOptions,
  RecordKey,
} from "./model/find-options";

export { Column } from "./decorators/column";
export { Check, Unique } from "./decorators/constraints";
export { HasMany } from "./decorators/has-many";
export { HasOne } from "./decorators/has-one";
export { CompositeIndex, Index } from "./decorators/indexes";
export { ManyToMany } from "./decorators/many-to-many";
export { PrimaryKey } from "./decorators/primary-key";
export { Relate } from "./decorators/relate";
export { Seed } from "./decorators/seed";
export { Table } from "./decorators/table";
export { CreatedAt, UpdatedAt } from "./decorators/timestamps";
export { Defaulted, Virtual } from "./typing/markers";

export { afterCommit, connect, transaction } from "./database/current";
export { defineConfig } from "./database/define-config";
export { resolveConfig, resolveDatabase } from "./database/resolve-config";
export { sql } from "./database/sql";
/** @internal For the command, which finds and loads files as `connect` does. */
export { findFiles } from "./util/find-files";
/** @internal */
export { isEsModule } from "./util/module-format";
/** @internal */
export { loadModule } from "./util/load-module";
export { identifier } from "./sql/template";
export type { DatabaseAddress, DatabaseOptions } from "./database/config";
export type { PostgresAddress } from "./database/connection-options";
export type { Database } from "./database/database";
export type { ArxConfig } from "./database/define-config";
export type { ResolvedConfig } from "./database/resolve-config";
export type { PoolOptions } from "./database/pool-options";
export type {
  CloseReason,
  ConnectionClosedEvent,
  ConnectionCreatedEvent,
  ConnectionErrorEvent,
  DatabaseClosedEvent,
  DatabaseConnectedEvent,
  DatabaseEvent,
  DatabaseEventName,
  DatabaseEvents,
  DatabaseEventListener,
  QueryEvent,
  QueryListenerOptions,
  TransactionEvent,
} from "./database/database-event";
export type { QueryOptions } from "./database/deadline";
export type {
  Health,
  HealthOptions,
  HealthyReport,
  UnhealthyReport,
} from "./database/health";
export type { PoolStatistics } from "./database/pool-statistics";
export type { RawRow } from "./database/raw-rows";
export type { Session } from "./database/scope";
export type { Sql } from "./database/sql";
export type { TransactionOptions } from "./database/transaction";
export type { TlsMode } from "./driver/connection-options";
export type {
  DriverField,
  DriverResult,
  DriverRow,
  DriverStatement,
} from "./driver/driver";
export type { IsolationLevel } from "./sql/transaction";

export type { BulkResult } from "./persistence/bulk-result";
export type { InsertAllOptions } from "./persistence/insert-all";
export type { UpsertOptions } from "./model/upsert-options";
export type { Create, Update } from "./typing/create";
export type { ColKey, ModelOf, RecordOf, RelKey } from "./typing/keys";
export type { Loaded, Result } from "./typing/loaded";
export type { ManagedSet } from "./typing/managed-set";
export type { OrderBy, SortDirection, SortOrder } from "./typing/order-by";
export type { Query, StatementText } from "./typing/query";
export type { LazyRef, LoadedSet } from "./typing/relations";
export type { Where } from "./typing/where";
export type { With } from "./typing/with";

export type {
  BelongsToDefinition,
  ColumnDefinition,
  HasDefinition,
  ManyToManyDefinition,
  ModelClass,
  ModelDefinition,
  RelationDefinition,
} from "./metadata/definition";
export type { Schema } from "./schema/schema";
export type { ColumnType } from "./types/column-type";
export { jsonNull } from "./types/json-null";
export type { JsonNull } from "./types/json-null";
export type { Point } from "./types/point";
export { Range } from "./types/range";
export type { RangeBounds } from "./types/range";

export * from "./errors/arx-error";
export * from "./errors/database-error";
export * from "./errors/definition-error";
export * from "./errors/migration-error";
export * from "./errors/query-error";
export * from "./errors/record-error";
export * from "./errors/seed-error";
