import { embed } from "../ast/embeddable";
import type { IdentifierExpression } from "../ast/expression";
import type { ModelClass, ModelDefinition } from "../metadata/definition";
import { definitionOf } from "../metadata/registry";
import { assignAttributes } from "../persistence/assign-attributes";
import type { BulkResult } from "../persistence/bulk-result";
import { restore } from "../persistence/destroy";
import { insertAll } from "../persistence/insert-all";
import type { InsertAllOptions } from "../persistence/insert-all";
import { reload } from "../persistence/reload";
import { save } from "../persistence/save";
import type { SaveOptions } from "../persistence/save";
import { normalizeAttribute } from "../persistence/normalize-attribute";
import { patchDocument } from "../persistence/patch-document";
import { upsertAll } from "../persistence/upsert-all";
import { loadRelations } from "../query/loading/load-relations";
import { parseStrictLoading } from "../query/loading/strict-loading";
import { changeSetOf, describeChanges } from "../record/change-set";
import type { Coercion } from "../record/coercion";
import { discardChanges } from "../record/discard-changes";
import { hasPending } from "../record/pending-passwords";
import { attachState, RecordState, stateOf } from "../record/record-state";
import type { CompleteCreate, Create, Update } from "../typing/create";
import type { DocumentChanges } from "../typing/document-changes";
import type { ColKey, ModelOf } from "../typing/keys";
import type { Loaded } from "../typing/loaded";
import type { StrictLoading } from "../typing/strict-loading";
import type { PasswordKey } from "../typing/password";
import type { KnownWith, With } from "../typing/with";
import { destroyWithDelegates } from "./destroy-delegates";
import { isPasswordOf } from "./authenticate";
import { becomeRecord } from "./becomes";
import { buildRecord } from "./build-record";
import { installPasswordAccessors } from "./password-accessors";
import { regenerateToken } from "./regenerate-token";
import { installColumnAccessors } from "./column-accessors";
import { installInspect } from "./inspect-record";
import { readInput } from "./read-input";
import type { ReadOptions } from "./read-input";
import { installRelationAccessors } from "./relation-accessors";
import type { ReloadOptions } from "./reload-options";
import { signedId } from "./signed-id";
import type { SignedIdOptions } from "./signed-id";
import { toJson } from "./to-json";
import type { UpsertOptions } from "./upsert-options";
import { FoundOrCreatedModel } from "./found-or-created-model";

installRelationAccessors();
installColumnAccessors();
installPasswordAccessors();

/**
 * The class that every model extends. Its statics read and write the table,
 * its methods one row.
 *
 * @example
 * ```ts
 * @Table()
 * class Town extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare name: string;
 * }
 *
 * const town = await Town.create({ name: "Bon" });
 * // insert into "towns" ("name") values ($1) returning …
 * town.name = "Bonn";
 * await town.save();
 * // update "towns" set "name" = $1 where "id" = $2 returning …
 * ```
 */
export abstract class ManagedObject extends FoundOrCreatedModel {
  constructor() {
    super();
    attachState(this, RecordState.forNew(definitionOf(new.target)));
  }

  /** Everything arx knows about the model, frozen: its table, columns, relations and indexes. */
  static get meta(): ModelDefinition {
    return definitionOf(this);
  }

  /** The table, as a part of sql`…`. */
  static [embed](): IdentifierExpression {
    const { schema, table } = definitionOf(this);
    return { kind: "identifier", path: [schema, table] };
  }

  /**
   * Makes a record and saves it.
   *
   * @example
   * ```ts
   * await City.create({ name: "Ulm", country });
   * // insert into "cities" ("name", "country_id") values ($1, $2) returning …
   * ```
   */
  static async create<T extends ManagedObject, D extends Create<T>>(
    this: ModelOf<T>,
    attributes: D & CompleteCreate<D, T>,
  ): Promise<T> {
    const record = buildRecord(definitionOfModel(this), attributes);
    await save(record);
    return record as T;
  }

  /**
   * Inserts any number of rows, all or none, without making records of them.
   *
   * @example
   * ```ts
   * await City.insertAll([
   *   { name: "Ulm", country },
   *   { name: "Jena", country },
   * ]);
   * // insert into "cities" (…) …
   * ```
   */
  static async insertAll<T extends ManagedObject>(
    this: ModelOf<T>,
    rows: readonly Create<T>[],
    options?: InsertAllOptions,
  ): Promise<BulkResult> {
    return insertAll(definitionOfModel(this), rows, options);
  }

  /**
   * Inserts rows, and updates those whose key is there already.
   *
   * @example
   * ```ts
   * await Country.upsertAll(
   *   [
   *     { code: "de", name: "Germany" },
   *     { code: "nl", name: "Netherlands" },
   *   ],
   *   { on: ["code"], update: ["name"] },
   * );
   * // insert into "countries" (…) … on conflict ("code") do update set "name" = excluded."name" …
   * ```
   */
  static async upsertAll<T extends ManagedObject>(
    this: ModelOf<T>,
    rows: readonly Create<T>[],
    options: UpsertOptions<T>,
  ): Promise<BulkResult> {
    return upsertAll(definitionOfModel(this), rows, options);
  }

  /** Whether the record was never saved. */
  get isNew(): boolean {
    return stateOf(this).status === "new";
  }

  /** Whether `save` has anything to write. */
  get isChanged(): boolean {
    return changeSetOf(this).changes.length > 0 || hasPending(stateOf(this));
  }

  /** What `save` would write: `{ name: ["Bon", "Bonn"] }`. */
  get changes(): Readonly<
    Record<string, readonly [before: unknown, after: unknown]>
  > {
    return describeChanges(changeSetOf(this));
  }

  /** What the last save took for values of other types, in columns with `coerce`. */
  get coercions(): readonly Coercion[] {
    return stateOf(this).coercions ?? [];
  }

  /** What the last save wrote. */
  get previousChanges(): Readonly<
    Record<string, readonly [before: unknown, after: unknown]>
  > {
    return describeChanges(stateOf(this).previousChanges);
  }

  /**
   * Whether the last save inserted the row; false again after a save that did
   * not, after `reload`, and when the insert was rolled back.
   *
   * @example
   * ```ts
   * const bonn = await City.findOrCreateBy({ name: "Bonn", country });
   * // select … from "cities" where "name" = $1 and "country_id" = $2 limit $3
   * // insert into "cities" ("name", "country_id") values ($1, $2) returning …
   * bonn.wasNew;   // true
   * ```
   */
  get wasNew(): boolean {
    return stateOf(this).previousChanges?.isNew === true;
  }

  /**
   * Takes back what was not saved, without asking the database: every column
   * holds what the database last gave, values that were changed in place
   * included, and relations to one are those of their keys. A record that was
   * never saved then holds nothing.
   *
   * @example
   * ```ts
   * city.name = "Bonn";
   * city.discardChanges().name;   // "Bon"
   * city.isChanged;   // false
   * ```
   */
  discardChanges(): this {
    discardChanges(this);
    return this;
  }

  /**
   * Writes what changed; nothing when nothing did.
   *
   * @example
   * ```ts
   * city.name = "Bonn";
   * await city.save();   // update "cities" set "name" = $1 where "id" = $2 returning …
   * ```
   */
  async save(options?: SaveOptions): Promise<this> {
    await save(this, options);
    return this;
  }

  /**
   * Sets attributes and saves.
   *
   * @example
   * ```ts
   * await city.update({ name: "Bonn" });   // update "cities" set "name" = $1 where "id" = $2 returning …
   * ```
   */
  async update<T extends ManagedObject>(
    this: T,
    attributes: Update<T>,
  ): Promise<T> {
    assignAttributes(this, attributes);
    await save(this);
    return this;
  }

  /**
   * Deletes the row; of a model with `@SoftDelete`, marks it deleted.
   *
   * @example
   * ```ts
   * await city.destroy();   // delete from "cities" where "id" = $1
   * ```
   *
   * @throws StaleRecordError when the row is not there any more, or is deleted already
   */
  async destroy(): Promise<void> {
    await destroyWithDelegates(this, false);
  }

  /**
   * Deletes the row for good, also of a model with `@SoftDelete`.
   *
   * @example
   * ```ts
   * await city.reallyDestroy();   // delete from "cities" where "id" = $1
   * ```
   *
   * @throws StaleRecordError when the row is not there any more
   */
  async reallyDestroy(): Promise<void> {
    await destroyWithDelegates(this, true);
  }

  /**
   * Undoes `destroy` of a model with `@SoftDelete`.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * const note = await Note.create({});   // insert into "notes" default values returning …
   * await note.destroy();
   * // update "notes" set "deleted_at" = now() where "id" = $1 and "deleted_at" is null returning …
   * await note.restore();   // update "notes" set "deleted_at" = $1 where "id" = $2 returning …
   * ```
   *
   * @throws StaleRecordError when the row is not there any more
   * @throws RecordStateError when the model has no `@SoftDelete`
   */
  async restore(): Promise<this> {
    await restore(this);
    return this;
  }

  /**
   * This record when the text is its password, as it is stored; otherwise false.
   *
   * @example
   * ```ts
   * @Table()
   * class User extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SecurePassword() declare password: SecurePassword;
   * }
   *
   * const user = await User.create({ password: "correct horse" });
   * await user.authenticate("wrong");   // false
   * ```
   *
   * @param property which password, where it is not `password` or the only one
   * @throws InvalidArgumentError when the model has no such password
   */
  async authenticate<T extends ManagedObject>(
    this: T,
    password: string,
    property?: PasswordKey<T>,
  ): Promise<T | false> {
    return (await isPasswordOf(this, password, property)) ? this : false;
  }

  /**
   * Gives the record another token, and saves it.
   *
   * @example
   * ```ts
   * @Table()
   * class User extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SecureToken() declare apiToken: string;
   *   declare [Defaulted]?: "apiToken";
   * }
   *
   * const user = await User.create({});   // insert into "users" ("api_token") values ($1) returning …
   * await user.regenerateToken("apiToken");   // update "users" set "api_token" = $1 where "id" = $2 returning …
   * ```
   *
   * @throws InvalidArgumentError when the column is no `@SecureToken`
   */
  async regenerateToken<T extends ManagedObject>(
    this: T,
    property: ColKey<T>,
  ): Promise<T> {
    await regenerateToken(this, property);
    return this;
  }

  /**
   * The key of the record as a text that goes into a URL and that nobody else
   * can make. Everybody can read the key from it.
   *
   * @example
   * ```ts
   * configureSecrets({ signing: ["a key for tokens, 32 characters or more"] });
   * const text = city.signedId({ purpose: "unsubscribe", expiresIn: "30 days" });
   * await City.findSigned(text, { purpose: "unsubscribe" });
   * // select … from "cities" where "id" = $1
   * ```
   *
   * @throws RecordStateError when the record is not saved
   * @throws ConfigError when there is no key for signing
   */
  signedId(options: SignedIdOptions = {}): string {
    return signedId(this, options);
  }

  /**
   * Reads the row again; unsaved changes and loaded relations are forgotten.
   *
   * @example
   * ```ts
   * await city.reload();   // select … from "cities" where "id" = $1
   * ```
   *
   * @example
   * ```ts
   * @Table()
   * class Paper extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ omitByDefault: true }) declare scan: string;
   * }
   *
   * await Paper.create({ scan: "…" });
   * // insert into "papers" ("scan") values ($1) returning …
   * const paper = await Paper.find(1);   // select "id" from "papers" where "id" = $1
   * await paper.reload({ columns: ["scan"] });
   * // select "id", "scan" from "papers" where "id" = $1
   * paper.scan;   // "…"
   * ```
   */
  async reload(options: ReloadOptions = {}): Promise<this> {
    await reload(this, options.columns);
    return this;
  }

  /**
   * A record of another class for the same row, where several classes share a
   * table: it has what both classes have in common, and saving it makes the row
   * one of that class. This record is to be used no more then.
   *
   * @example
   * ```ts
   * @Table()
   * abstract class Vehicle extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Discriminator() declare readonly type: string;
   *   declare [Generated]?: "type";
   * }
   *
   * @Subtype()
   * class Car extends Vehicle {}
   *
   * @Subtype()
   * class Truck extends Vehicle {
   *   @Column() declare payload: number;
   * }
   *
   * const car = await Car.create({});   // insert into "vehicles" ("type") values ($1) returning …
   * const truck = car.becomes(Truck);
   * truck.payload = 900;
   * await truck.save();
   * // update "vehicles" set "type" = $1, "payload" = $2 where "vehicles"."id" = $3 returning …
   * ```
   *
   * @throws InvalidArgumentError when the class has another table
   */
  becomes<T extends ManagedObject>(model: ModelOf<T>): T {
    return becomeRecord(this, definitionOfModel(model)) as T;
  }

  /**
   * Makes an error of every relation of this record that is awaited before it
   * was loaded, and of those of the records it leads to.
   *
   * @example
   * ```ts
   * city.strictLoading();
   * await city.country;
   * // throws StrictLoadingError: City.country is not loaded, and strict loading of the record keeps it from being loaded on its own.
   * ```
   *
   * @param mode `"nPlusOneOnly"` where it may load when it is alone in its result; `false` to load although its query, model or database is strict
   * @throws TypeMismatchError for anything else
   */
  strictLoading(mode: StrictLoading = true): this {
    const state = stateOf(this);
    const at = `${state.definition.name}.strictLoading`;
    state.strictLoading = parseStrictLoading(mode, at);
    return this;
  }

  /**
   * Loads relations onto this record.
   *
   * @example
   * ```ts
   * const loaded = await city.load({ country: true });   // select … from "countries" where "id" = any($1)
   * loaded.country.name;
   * ```
   */
  async load<T extends ManagedObject, const W extends With<T>>(
    this: T,
    relations: W & KnownWith<W, T>,
  ): Promise<Loaded<T, W>> {
    await loadRelations(this, relations, "load");
    return this as Loaded<T, W>;
  }

  /**
   * Loads those relations onto this record that are not loaded yet. What is
   * loaded stays as it is, and is gone into: of its records, what is missing of
   * the relations named below is loaded.
   *
   * @example
   * ```ts
   * const loaded = await city.load({ country: true });   // select … from "countries" where "id" = any($1)
   * await loaded.loadMissing({ country: { with: { languages: true } } });
   * // select … from "languages" inner join …
   * await loaded.loadMissing({ country: true });
   * loaded.country.name;
   * ```
   */
  async loadMissing<T extends ManagedObject, const W extends With<T>>(
    this: T,
    relations: W & KnownWith<W, T>,
  ): Promise<Loaded<T, W>> {
    await loadRelations(this, relations, "loadMissing");
    return this as Loaded<T, W>;
  }

  /**
   * Brings a value that was stored before its column had `normalize` into its
   * form; `save` then writes it, if it is another.
   *
   * @example
   * ```ts
   * @Table()
   * class Subscriber extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ normalize: (email) => email.trim().toLowerCase() })
   *   declare email: string;
   * }
   *
   * await sql`insert into ${Subscriber} (email) values ('Ada@Example.ORG')`;
   * // insert into "subscribers" (email) values ('Ada@Example.ORG')
   * const ada = await Subscriber.find(1);   // select … from "subscribers" where "id" = $1
   * ada.email;   // "Ada@Example.ORG"
   * await ada.normalizeAttribute("email").save();
   * // update "subscribers" set "email" = $1 where "id" = $2 returning …
   * ada.email;   // "ada@example.org"
   * ```
   */
  normalizeAttribute<T extends ManagedObject>(this: T, column: ColKey<T>): T {
    normalizeAttribute(this, column);
    return this;
  }

  /**
   * Changes some keys of a jsonb document in the database, in one statement: keys
   * that another program changes meanwhile are not lost, as they would be when the
   * whole document is saved. Undefined takes a key away.
   *
   * @example
   * ```ts
   * @Table()
   * class Reader extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ type: "jsonb" }) declare settings: { theme?: string; size?: number };
   * }
   *
   * const reader = await Reader.create({ settings: { size: 12 } });
   * // insert into "readers" ("settings") values ($1) returning …
   * await reader.patchDocument("settings", { theme: "dark" });
   * // update "readers" set "settings" = coalesce(nullif("settings", $1::jsonb), $2::jsonb) || $3::jsonb where "id" = $4 returning …
   * reader.settings;   // { size: 12, theme: "dark" }
   * ```
   *
   * @throws InvalidArgumentError when the column is not jsonb
   * @throws TypeMismatchError when the document is a list or a single value
   * @throws StaleRecordError when the row is not there any more
   */
  async patchDocument<T extends ManagedObject, K extends ColKey<T>>(
    this: T,
    column: K,
    changes: DocumentChanges<NonNullable<T[K]>>,
  ): Promise<NonNullable<T[K]>> {
    return (await patchDocument(
      this,
      column,
      changes as Record<string, unknown>,
    )) as NonNullable<T[K]>;
  }

  /**
   * Assigns plain data from outside, such as the body of a request: columns,
   * belongs-to relations as `{ id }`, and members with `@Serialize`. Texts in ISO
   * 8601 become Dates, base64 bytes, digits bigints. Everything is checked before
   * anything is assigned. Keys and timestamps are taken only where `accept` names
   * them, private columns never.
   *
   * @example
   * ```ts
   * const city = new City().read({ name: "Ulm", country: { id: 1 } }, { require: ["name"] });
   * city.name;   // "Ulm"
   * await city.save();   // insert into "cities" ("name", "country_id") values ($1, $2) returning …
   * ```
   *
   * @throws InvalidInputError listing every key that is unknown, wrong or missing
   */
  read(input: unknown, options: ReadOptions = {}): this {
    readInput(this, input, options);
    return this;
  }

  /**
   * The record as plain data: what `toJSON` gives where the class does not say it
   * otherwise. Columns that are null are there, columns that are not set are not.
   *
   * @example
   * ```ts
   * new City().asMap();                  // {}
   * const { name } = city.asMap();
   * name;                                // "Bon"
   * ```
   */
  asMap(): Record<string, unknown> {
    return toJson(this);
  }

  /**
   * The columns that are set and the relations that are loaded, as plain data:
   * what `JSON.stringify` calls. An unloaded relation is left out.
   *
   * @example
   * ```ts
   * const { name, country } = city.toJSON();
   * name;      // "Bon"
   * country;   // undefined
   * ```
   */
  toJSON(): Record<string, unknown> {
    return toJson(this);
  }
}

installInspect(ManagedObject.prototype);

/** Every class has a name; the type of `this` says no more than the inference needs. */
function definitionOfModel(model: ModelOf<ManagedObject>): ModelDefinition {
  return definitionOf(model as ModelClass);
}
