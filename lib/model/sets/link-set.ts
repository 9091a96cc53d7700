import { allOf } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import { databaseToWrite } from "../../database/current";
import type { Database } from "../../database/database";
import type { ManyToManyDefinition } from "../../metadata/definition";
import { holdsOneOf, isLinkOf } from "../../persistence/links/links";
import { readPivot } from "../../persistence/links/pivot";
import type { Pivot } from "../../persistence/links/pivot";
import { takesSeveral, writeLinks } from "../../persistence/links/write-links";
import type { Kept } from "../../persistence/links/write-links";
import type { RowInput } from "../../persistence/row-reader";
import { save } from "../../persistence/save";
import { allOfModel } from "../../query/query-data";
import { rootScope } from "../../query/scope";
import { hasStanding } from "../../query/standing";
import type { SetChanges } from "../../typing/set-writes";
import { buildRecord } from "../build-record";
import { deleteAll } from "../write-all";
import { holdOwner } from "./hold-owner";
import { narrowedLinks } from "./narrowed-links";
import {
  findRecords,
  idOf,
  keyOf,
  readAdded,
  readMembers,
  readTexts,
  recordsOf,
} from "./members";
import type { Member } from "./members";
import type { SetWriter } from "./set-writer";
import { hideOwner, showOwner } from "./other-side";
import { findShown, idOfRecord, showAdded, showRemoved } from "./shown-members";
import { together } from "./together";

/** Writes the records that a join model links to their owner: what changes are its rows. */
export class LinkSet implements SetWriter {
  readonly #owner: object;
  readonly #relation: ManyToManyDefinition;
  readonly #at: string;
  readonly #database: Database;
  /** The key of the owner. */
  readonly #near: readonly string[];

  constructor(owner: object, relation: ManyToManyDefinition, at: string) {
    this.#owner = owner;
    this.#relation = relation;
    this.#at = at;
    this.#database = databaseToWrite(relation.through);
    this.#near = readTexts(owner, relation.near.references, at);
  }

  async add(members: unknown, given: RowInput = {}): Promise<number> {
    const pivot = readPivot(this.#relation, given, this.#at);
    const read = await this.#read(members);
    const isSeveral = read.some(isNew) || takesSeveral(this.#relation, pivot);
    return together(this.#database, isSeveral, async () => {
      const { added } = await this.#link(read, pivot);
      return added;
    });
  }

  async remove(members: unknown): Promise<number> {
    const { target } = this.#relation;
    const given = readMembers(target, members, this.#at);
    if (given.length === 0) return 0;
    const ids = new Set(given.map((member) => idOf(target, member, this.#at)));
    const keys = await this.#keysOf(given);
    const count = await this.#unlink(this.#linksTo(keys, false));
    this.#showUnlinked(given, (id) => ids.has(id));
    return count;
  }

  async replace(members: unknown, given: RowInput = {}): Promise<SetChanges> {
    const { target } = this.#relation;
    const pivot = readPivot(this.#relation, given, this.#at);
    const read = await this.#read(members);
    return together(this.#database, true, async () => {
      const { references } = this.#relation.near;
      await holdOwner(this.#database, this.#owner, references, this.#at);
      await saveNew(read);
      const keys = await this.#keysOf(read);
      const others = this.#linksTo(keys, true);
      const removed = await this.#unlink(others);
      const ids = new Set(read.map((member) => idOf(target, member, this.#at)));
      this.#showUnlinked([], (id) => !ids.has(id));
      const { added, updated } = await this.#link(read, pivot, "owner");
      return { added, removed, updated };
    });
  }

  async clear(): Promise<number> {
    const count = await this.#unlink(undefined);
    this.#showUnlinked([], () => true);
    return count;
  }

  async create(attributes: object, given: RowInput = {}): Promise<object> {
    const pivot = readPivot(this.#relation, given, this.#at);
    const record = buildRecord(this.#relation.target, attributes);
    const member: Member = { kind: "record", record, isNew: true };
    await together(this.#database, true, () =>
      this.#link([member], pivot, "everything"),
    );
    return record;
  }

  /**
   * What was given. The records of keys are read before anything is written: where
   * the set shows them, and where a key may be that of a row which no query of
   * their model gives, so that it cannot be linked unseen.
   */
  async #read(members: unknown): Promise<readonly Member[]> {
    const { target } = this.#relation;
    const given = readAdded(target, members, this.#at);
    const shown = findShown(this.#owner, this.#relation);
    if (shown === undefined && !hasStanding(target)) return given;
    const known = new Map(
      shown?.map((record) => [idOfRecord(target, record), record]),
    );
    const named = given.map((member): Member => {
      if (member.kind === "record") return member;
      const record = known.get(idOf(target, member, this.#at));
      return record ? { kind: "record", record, isNew: false } : member;
    });
    const records = await findRecords(target, named);
    return readMembers(target, records, this.#at);
  }

  async #link(
    members: readonly Member[],
    pivot: Pivot,
    isKept: Kept = "nothing",
  ): Promise<{ readonly added: number; readonly updated: number }> {
    await saveNew(members);
    const keys = await this.#keysOf(members);
    // In one order, so that two who link the same records do not wait for each other.
    const far = keys.toSorted((left, right) => compare(left, right));
    const links = { relation: this.#relation, near: this.#near, far };
    const counts = await writeLinks(this.#database, links, pivot, isKept);
    const linked = recordsOf(members);
    await showAdded([this.#owner], this.#relation, linked);
    await showOwner(this.#owner, this.#relation, linked);
    return counts;
  }

  /** The keys by which the join model refers to the records; that is not the primary key in every model. */
  async #keysOf(
    members: readonly Member[],
  ): Promise<readonly (readonly string[])[]> {
    const { target, far } = this.#relation;
    const { references } = far;
    const isPrimary = references.every(
      (column, index) => target.primaryKey[index] === column,
    );
    if (isPrimary) return members.map((each) => keyOf(target, each, this.#at));
    const records = await findRecords(target, members);
    return records.map((record) => readTexts(record, references, this.#at));
  }

  #linksTo(
    keys: readonly (readonly string[])[],
    isNegated: boolean,
  ): Expression {
    const { through, far } = this.#relation;
    return holdsOneOf(rootScope(through).alias, far.columns, keys, isNegated);
  }

  /** Deletes links of the owner, softly where the join model says so. */
  #unlink(condition: Expression | undefined): Promise<number> {
    const { through } = this.#relation;
    const { alias } = rootScope(through);
    const own = { relation: this.#relation, near: this.#near };
    const where = allOf([
      isLinkOf(own, alias),
      ...(condition === undefined ? [] : [condition]),
      ...narrowedLinks(this.#owner, this.#relation),
    ]);
    return deleteAll({ ...allOfModel(through), where }, undefined);
  }

  /** What is loaded of the set, and of the other side of records that are known, shows no more what was unlinked. */
  #showUnlinked(
    given: readonly Member[],
    isUnlinked: (id: string) => boolean,
  ): void {
    const shown = findShown(this.#owner, this.#relation) ?? [];
    const records = [...shown, ...recordsOf(given)];
    hideOwner(this.#owner, this.#relation, records, isUnlinked);
    showRemoved(this.#owner, this.#relation, isUnlinked);
  }
}

function compare(left: readonly string[], right: readonly string[]): number {
  const place = left.findIndex((text, index) => text !== right[index]);
  if (place === -1) return 0;
  return (left[place] ?? "") < (right[place] ?? "") ? -1 : 1;
}

function isNew(member: Member): boolean {
  return member.kind === "record" && member.isNew;
}

async function saveNew(members: readonly Member[]): Promise<void> {
  for (const member of members) {
    if (member.kind === "record" && member.isNew) await save(member.record);
  }
}
