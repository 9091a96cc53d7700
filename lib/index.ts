export { ManagedObject } from "./model/managed-object";
export { needsRehash, passwordSalt } from "./model/authenticate";
export { cacheKey } from "./model/cache-key";
export { enumOf } from "./model/enum-of";
export type { EnumValues } from "./model/enum-of";
export { tokenFor } from "./model/record-token";
export type { RecordToken, TokenOptions } from "./model/record-token";
export type { SignedIdOptions } from "./model/signed-id";
export { Registry, registry } from "./model/registry";
export type { FindManyOptions, FindOptions } from "./model/find-options";

export { Column } from "./decorators/column";
export { Discriminator } from "./decorators/discriminator";
export { Check, Unique } from "./decorators/constraints";
export { Exclude } from "./decorators/exclude";
export { DelegatedType } from "./decorators/delegated-type";
export {
  AfterCommit,
  AfterCreate,
  AfterDestroy,
  AfterFind,
  AfterInitialize,
  AfterRollback,
  AfterSave,
  AfterUpdate,
  AfterValidation,
  BeforeCreate,
  BeforeDestroy,
  BeforeSave,
  BeforeUpdate,
  BeforeValidation,
} from "./decorators/hooks";
export { HasMany } from "./decorators/has-many";
export { HasOne } from "./decorators/has-one";
export { CompositeIndex, Index } from "./decorators/indexes";
export { ManyToMany } from "./decorators/many-to-many";
export { Polymorphic } from "./decorators/polymorphic";
export { PrimaryKey } from "./decorators/primary-key";
export { Relate } from "./decorators/relate";
export { SearchIndex } from "./decorators/search-index";
export { SecurePassword } from "./decorators/secure-password";
export { SecureToken } from "./decorators/secure-token";
export { Seed } from "./decorators/seed";
export { Serialize } from "./decorators/serialize";
export { Stored } from "./decorators/stored";
export { Subtype } from "./decorators/subtype";
export { Table } from "./decorators/table";
export { PublicId } from "./decorators/public-id";
export { SoftDelete } from "./decorators/soft-delete";
export { Transient } from "./decorators/transient";
export { Ancestors, Descendants } from "./decorators/trees";
export { CreatedAt, UpdatedAt } from "./decorators/timestamps";
export { Version } from "./decorators/version";
export { Assignable, Defaulted, Generated, Virtual } from "./typing/markers";

export { abort } from "./metadata/run-hooks";
export { afterCommit, connect, transaction } from "./database/current";
export { analyzeVectorIndex } from "./database/analyze-vector-index";
export type { IndexUsage } from "./database/analyze-vector-index";
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
export type { RawParameters } from "./sql/placeholders";
export type { DatabaseAddress, DatabaseOptions } from "./database/config";
export type { PostgresAddress } from "./database/connection-options";
export type { Database } from "./database/database";
export type { ArxConfig } from "./database/define-config";
export type { ResolvedConfig } from "./database/resolve-config";
export type { PoolOptions } from "./database/pool-options";
export type { StrictLoadingOptions } from "./database/strict-loading-options";
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
  StrictLoadingEvent,
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
export type { Sql, SqlTag } from "./database/sql";
export type { TransactionOptions } from "./database/transaction";
export type { TlsMode } from "./driver/connection-options";
export type {
  DriverField,
  DriverResult,
  DriverRow,
  DriverStatement,
} from "./driver/driver";
export type { IsolationLevel } from "./sql/transaction";

export { avg, count, max, min, sum } from "./query/aggregates/aggregate";
export type { Aggregate, AggregateOptions } from "./typing/aggregate";
export type { RelatedCount, RelatedOptions } from "./typing/related-values";
export type { GroupedQuery } from "./typing/query/grouped-query";
export { reencrypt } from "./persistence/reencrypt";
export type { BulkResult } from "./persistence/bulk-result";
export type { InsertAllOptions } from "./persistence/insert-all";
export type { ReadOptions } from "./model/read-input";
export type { Coercion } from "./record/coercion";
export type { UpsertOptions } from "./model/upsert-options";
export type { Create, CreateWithin, Update, UpdateAll } from "./typing/create";
export type { Identity } from "./typing/identity";
export type { Computed } from "./typing/computed";
export type { ColKey, ModelOf, RecordOf, RelKey } from "./typing/keys";
export type { Loaded, Result } from "./typing/loaded";
export type {
  Linked,
  ManagedSet,
  PivotSet,
  TreeSet,
} from "./typing/managed-set";
export type { NearOptions, SimilarOptions } from "./typing/near";
export type { Joins } from "./typing/joins";
export type { LockMode, LockOptions } from "./typing/lock";
export type { StrictLoading } from "./typing/strict-loading";
export type {
  Order,
  OrderBy,
  OrderBySql,
  SortDirection,
  SortOrder,
} from "./typing/order-by";
export type { Query, QueryScope } from "./typing/query/query";
export type { WriteAllOptions } from "./typing/query/query-verbs";
export type {
  BatchOptions,
  CursorPage,
  NumberedPage,
  PageOptions,
  PaginateOptions,
  QueryBatch,
  StreamOptions,
} from "./typing/query/query-pages";
export type {
  ExplainOptions,
  QueryPlan,
  StatementText,
} from "./typing/query/query-statement";
export type { RecordKey } from "./typing/record-key";
export type { LoadingStrategy, WithOptions } from "./typing/loading-strategy";
export type { LazyRef, LoadedSet } from "./typing/relations";
export type {
  Member,
  SetChanges,
  SetOptions,
  WritableSet,
} from "./typing/set-writes";
export type { Where } from "./typing/where";
export type { With, WithQuery } from "./typing/with";

export type {
  BelongsToDefinition,
  ColumnDefinition,
  HasDefinition,
  InheritanceDefinition,
  ManyToManyDefinition,
  ModelClass,
  ModelDefinition,
  NarrowingDefinition,
  PolymorphicDefinition,
  RelationDefinition,
  SerializedDefinition,
  StoredDefinition,
  ThroughDefinition,
  TreeDefinition,
  VariantDefinition,
} from "./metadata/definition";
export { configureSecrets } from "./secrets/secrets";
export type { PasswordCost, Secrets } from "./secrets/secrets";
export type { Schema } from "./schema/schema";
export type { Duration } from "./util/duration";
export type { EncryptOptions } from "./typing/encrypt-options";
export type { ColumnType } from "./types/column-type";
export { jsonNull } from "./types/json-null";
export type { JsonNull } from "./types/json-null";
export type { Point } from "./types/point";
export { Range } from "./types/range";
export type { RangeBounds } from "./types/range";
export { isUuid, isUuidv7, uuidTimestamp, uuidv7 } from "./types/uuid";
export { Vector } from "./types/vector";

export * from "./errors/arx-error";
export * from "./errors/database-error";
export * from "./errors/definition-error";
export * from "./errors/inheritance-error";
export * from "./errors/input-error";
export * from "./errors/migration-error";
export * from "./errors/query-error";
export * from "./errors/record-error";
export * from "./errors/secret-error";
export * from "./errors/seed-error";
export * from "./errors/value-error";
