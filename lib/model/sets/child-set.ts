import { both } from "../../ast/build-expression";
import { databaseToWrite } from "../../database/current";
import type { Database } from "../../database/database";
import { InvalidArgumentError } from "../../errors/query-error";
import { RecordStateError } from "../../errors/record-error";
import type { HasDefinition } from "../../metadata/definition";
import { adoptRecord } from "../../persistence/adopt-record";
import { holdsOneOf } from "../../persistence/links/links";
import type { RowInput } from "../../persistence/row-reader";
import { hasRows } from "../../query/execute";
import { relatedQuery } from "../../query/related/related-query";
import type { QueryData } from "../../query/query-data";
import { rootScope } from "../../query/scope";
import { stateOf } from "../../record/record-state";
import type { SetChanges } from "../../typing/set-writes";
import { buildRecord } from "../build-record";
import { leaveFormerOwner } from "./former-owner";
import { holdOwner } from "./hold-owner";
import {
  findRecords,
  idOf,
  keyOf,
  readAdded,
  readMembers,
  recordsOf,
} from "./members";
import type { Member } from "./members";
import { canRelease, releaseRows } from "./release-rows";
import type { SetWriter } from "./set-writer";
import { findShown, showAdded, showRemoved } from "./shown-members";
import { together } from "./together";

/** Writes the records that refer to their owner: what changes is their key. */
export class ChildSet implements SetWriter {
  readonly #owner: object;
  readonly #relation: HasDefinition;
  readonly #at: string;
  readonly #database: Database;

  constructor(owner: object, relation: HasDefinition, at: string) {
    this.#owner = owner;
    this.#relation = relation;
    this.#at = at;
    this.#database = databaseToWrite(relation.target);
  }

  async add(members: unknown, pivot: RowInput | undefined): Promise<number> {
    this.#refusePivot(pivot);
    const { target } = this.#relation;
    const given = readAdded(target, members, this.#at);
    const records = await findRecords(target, given);
    return together(this.#database, records.length > 1, () =>
      this.#adopt(records),
    );
  }

  async remove(members: unknown): Promise<number> {
    const { target } = this.#relation;
    const given = readMembers(target, members, this.#at);
    if (given.length === 0) return 0;
    const ids = new Set(given.map((member) => idOf(target, member, this.#at)));
    const count = await this.#release(
      this.#among(given, false),
      recordsOf(given),
    );
    showRemoved(this.#owner, this.#relation, (id) => ids.has(id));
    return count;
  }

  async replace(
    members: unknown,
    pivot: RowInput | undefined,
  ): Promise<SetChanges> {
    this.#refusePivot(pivot);
    const { target } = this.#relation;
    const given = readAdded(target, members, this.#at);
    return together(this.#database, true, async () => {
      const { references } = this.#relation;
      await holdOwner(this.#database, this.#owner, references, this.#at);
      // Not sooner: whoever held the owner may have written these records.
      const records = await findRecords(target, given);
      const stored = readMembers(target, records, this.#at).filter(
        (member) => member.kind === "record" && !member.isNew,
      );
      const ids = new Set(
        stored.map((member) => idOf(target, member, this.#at)),
      );
      const others = this.#among(stored, true);
      const removed = await this.#release(others, []);
      showRemoved(this.#owner, this.#relation, (id) => !ids.has(id));
      return { added: await this.#adopt(records), removed, updated: 0 };
    });
  }

  async clear(): Promise<number> {
    const all = relatedQuery(this.#owner, this.#relation);
    const count = await this.#release(all, []);
    showRemoved(this.#owner, this.#relation, () => true);
    return count;
  }

  async create(
    attributes: object,
    pivot: RowInput | undefined,
  ): Promise<object> {
    this.#refusePivot(pivot);
    const { inverse, target } = this.#relation;
    const record = buildRecord(target, attributes);
    const names = [inverse, ...inverse.columns].map(({ property }) => property);
    const given = names.find(
      (name) => (attributes as RowInput)[name] !== undefined,
    );
    if (given !== undefined)
      throw new InvalidArgumentError(
        `${this.#at} sets ${inverse.at} by itself.`,
        { hint: `Leave "${given}" out.` },
      );
    await this.#adopt([record]);
    return record;
  }

  /** Records of keys are read before, for all are saved with their hooks. */
  async #adopt(records: readonly object[]): Promise<number> {
    let added = 0;
    for (const record of records) {
      const leave = leaveFormerOwner(record, this.#relation, this.#owner);
      if (await adoptRecord(this.#owner, this.#relation, record)) added++;
      leave?.();
    }
    await showAdded([this.#owner], this.#relation, records);
    return added;
  }

  /** The rows of the set that are among the members, or that are not. */
  #among(members: readonly Member[], isNegated: boolean): QueryData {
    const { target } = this.#relation;
    const query = relatedQuery(this.#owner, this.#relation);
    const { alias } = rootScope(target);
    const keys = members.map((member) => keyOf(target, member, this.#at));
    const condition = holdsOneOf(alias, target.primaryKey, keys, isNegated);
    return { ...query, where: both(query.where, condition) };
  }

  async #release(
    query: QueryData,
    records: readonly object[],
  ): Promise<number> {
    const { inverse, target } = this.#relation;
    if (canRelease(inverse)) {
      const shown = findShown(this.#owner, this.#relation) ?? [];
      return releaseRows(query, this.#relation, [...records, ...shown]);
    }
    // Where there is nothing to take away, there is nothing to refuse.
    if (!(await hasRows(query))) return 0;
    const { name } = stateOf(this.#owner).definition;
    throw new RecordStateError(
      `${this.#at} would leave records of ${target.name} without ${inverse.at}, which is required.`,
      `Destroy them, or set their "${inverse.property}" to another ${name}.`,
    );
  }

  #refusePivot(pivot: RowInput | undefined): void {
    if (pivot === undefined) return;
    throw new InvalidArgumentError(
      `${this.#at} is given a pivot, and no join model could hold it.`,
      { hint: "Leave it out, and set columns of the records themselves." },
    );
  }
}
