import { inspect } from "node:util";
import { RelationNotLoadedError } from "../errors/query-error";
import type { TargetedDefinition } from "../metadata/definition";
import { findLoaded } from "../record/loaded-relations";
import { loadLazily } from "../query/loading/lazy-load";
import { hasMember } from "./sets/has-member";
import { openSet, readSetOptions } from "./sets/open-set";
import type { SetWriter } from "./sets/set-writer";
import type { RowInput } from "../persistence/row-reader";
import { queryFrom } from "./query/model-query";
import type { LoadVerb } from "../query/loading/load-relations";
import { loadSet } from "../query/loading/load-set";
import { ownedQuery } from "../query/loading/owned-query";
import type { ManagedSet } from "../typing/managed-set";
import type { setBrand } from "../typing/markers";
import type { Query } from "../typing/query/query";
import type { LoadedRecords } from "../typing/relations";
import type {
  Member,
  SetChanges,
  SetOptions,
  WritableSet,
} from "../typing/set-writes";
import type { NoUndef, Where } from "../typing/where";

/**
 * A relation of one record to many. It can always be awaited, walked with
 * `for await` and narrowed; once loaded it is read like a list.
 */
export class RelatedSet<T> implements ManagedSet<T>, LoadedRecords<T> {
  declare readonly [setBrand]: T;
  readonly #record: object;
  readonly #relation: TargetedDefinition;

  constructor(record: object, relation: TargetedDefinition) {
    this.#record = record;
    this.#relation = relation;
  }

  /** The records of the relation, with further conditions. */
  where<const W extends Where<T>>(conditions: W & NoUndef<W, T>): Query<T> {
    return this.#query().where<W>(conditions);
  }

  // The interface tells what the records have then.
  async load(relations: object): Promise<never> {
    return this.#loadBelow(relations, "load");
  }

  async loadMissing(relations: object): Promise<never> {
    return this.#loadBelow(relations, "loadMissing");
  }

  async count(): Promise<number> {
    return this.#query().count();
  }

  async add(records: unknown, options?: SetOptions): Promise<number> {
    return this.#write("add", options, (set, pivot) => set.add(records, pivot));
  }

  async remove(records: unknown): Promise<number> {
    return this.#write("remove", undefined, (set) => set.remove(records));
  }

  async set(records: unknown, options?: SetOptions): Promise<SetChanges> {
    return this.#write("set", options, (set, pivot) =>
      set.replace(records, pivot),
    );
  }

  async clear(): Promise<number> {
    return this.#write("clear", undefined, (set) => set.clear());
  }

  async create(attributes: object, options?: SetOptions): Promise<T> {
    const record = await this.#write("create", options, (set, pivot) =>
      set.create(attributes, pivot),
    );
    return record as T;
  }

  async has(member: Member<T>): Promise<boolean> {
    return hasMember(this.#record, this.#relation, member);
  }

  async size(): Promise<number> {
    return this.#find()?.length ?? this.#query().count();
  }

  async any(): Promise<boolean> {
    return this.#ask(
      (length) => length > 0,
      (query) => query.any(),
    );
  }

  async many(): Promise<boolean> {
    return this.#ask(
      (length) => length > 1,
      (query) => query.many(),
    );
  }

  async one(): Promise<boolean> {
    return this.#ask(
      (length) => length === 1,
      (query) => query.one(),
    );
  }

  async isEmpty(): Promise<boolean> {
    return this.#ask(
      (length) => length === 0,
      (query) => query.isEmpty(),
    );
  }

  then<Done = T[], Failed = never>(
    onDone?: ((records: T[]) => Done | PromiseLike<Done>) | null,
    onFailed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return this.#load().then(onDone, onFailed);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    yield* await this.#load();
  }

  get length(): number {
    return this.#loaded().length;
  }

  at(index: number): T | undefined {
    return this.#loaded().at(index);
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#loaded()[Symbol.iterator]();
  }

  map<R>(transform: (record: T, index: number) => R): R[] {
    return this.#loaded().map((record, index) => transform(record, index));
  }

  filter(test: (record: T, index: number) => boolean): T[] {
    return this.#loaded().filter((record, index) => test(record, index));
  }

  toArray(): T[] {
    return [...this.#loaded()];
  }

  /** The loaded records; left out of JSON when there are none yet, for JSON must not load anything. */
  toJSON(): readonly T[] | undefined {
    return this.#find();
  }

  [inspect.custom](): unknown {
    return this.#find() ?? `[${this.#relation.at}: not loaded]`;
  }

  /** What is loaded answers for itself. */
  #ask(
    test: (length: number) => boolean,
    verb: (query: Query<T>) => Promise<boolean>,
  ): boolean | Promise<boolean> {
    const records = this.#find();
    return records === undefined ? verb(this.#query()) : test(records.length);
  }

  #write<R>(
    verb: keyof WritableSet<T>,
    options: SetOptions | undefined,
    write: (set: SetWriter, pivot: RowInput | undefined) => Promise<R>,
  ): Promise<R> {
    const set = openSet(this.#record, this.#relation, verb);
    return write(set, readSetOptions(this.#relation, verb, options));
  }

  #query(): Query<T> {
    return queryFrom<T>(ownedQuery(this.#record, this.#relation));
  }

  async #loadBelow(relations: object, verb: LoadVerb): Promise<never> {
    const set = [this.#record, this.#relation] as const;
    return (await loadSet(...set, relations, verb)) as never;
  }

  async #load(): Promise<T[]> {
    return [
      ...((await loadLazily(this.#record, this.#relation)) as readonly T[]),
    ];
  }

  #find(): readonly T[] | undefined {
    return findLoaded(this.#record, this.#relation.property) as
      readonly T[] | undefined;
  }

  #loaded(): readonly T[] {
    const records = this.#find();
    if (records === undefined)
      throw new RelationNotLoadedError(this.#relation.at);
    return records;
  }
}
