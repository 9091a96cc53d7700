import { currentContext, findScope } from "../../database/context";
import { databaseOf } from "../../database/current";
import type { TargetedDefinition } from "../../metadata/definition";
import { stateOf } from "../../record/record-state";
import type { SiblingGroup } from "../../record/record-state";
import { BoundedMap } from "../../util/bounded-map";
import { memoize } from "../../util/memoize";
import { batchOfRecords } from "./batch";
import { collectKeys } from "../key-set";
import { hasRelation } from "./lazy-load";
import { ownerColumns } from "../related/related-tables";

/** What is asked of a relation of one record, and could be asked of its siblings. */
export interface SharedQuestion {
  readonly record: object;
  readonly relation: TargetedDefinition;
  /** The key by which the record was asked about. */
  readonly key: string | null;
  /** The same for questions that differ in values alone. */
  readonly shape: string;
  readonly values: string;
  readonly loadAlone: () => Promise<object[]>;
  readonly loadForEach: (
    owners: readonly object[],
  ) => Promise<readonly (readonly object[])[]>;
}

/** Longer ago, an answer would tell of the past. */
const freshForMs = 5_000;

/** More kinds of questions than a program asks of one result. */
const capacity = 50;

const loadsOfGroup = memoize<SiblingGroup, BoundedMap<string, SharedLoads>>(
  () => new BoundedMap(capacity),
);

/**
 * What a relation of a record leads to under conditions. One statement finds it
 * for the siblings as well, whose turn, in a loop, is likely to come: each is
 * handed its part once, unless anything was written meanwhile.
 */
export function loadShared(question: SharedQuestion): Promise<object[]> {
  const { record, relation, shape } = question;
  const { siblings } = stateOf(record);
  if (siblings === undefined || !hasSiblings(record))
    return question.loadAlone();
  const groups = loadsOfGroup(siblings);
  const name = `${relation.at}\0${shape}`;
  let loads = groups.get(name);
  if (loads === undefined) groups.set(name, (loads = new SharedLoads()));
  return loads.answer(question, siblings);
}

/** Whether a question about a record can be one about others of the same result. */
export function hasSiblings(record: object): boolean {
  return (stateOf(record).siblings?.records.length ?? 0) > 1;
}

/** The key by which a relation of a record finds its rows, as one text. */
export function keyOfOwner(
  record: object,
  relation: TargetedDefinition,
): string | null {
  return keysOf([record], relation)[0] ?? null;
}

function keysOf(
  records: readonly object[],
  relation: TargetedDefinition,
): readonly (string | null)[] {
  return collectKeys(batchOfRecords(records), ownerColumns(relation)).byOwner;
}

/** When and where something was read: at another moment the same statement might give something else. */
interface Moment {
  readonly database: object;
  readonly scope: object | undefined;
  readonly revision: number;
}

function momentOf({ target }: TargetedDefinition): Moment {
  const database = databaseOf(target);
  const scope = findScope(currentContext(), database);
  return { database, scope, revision: database.revision };
}

/** The loads of one shape for one group of siblings. */
class SharedLoads {
  #loads: readonly SharedLoad[] = [];
  /** For how many siblings the next load is worth its rows. */
  #reach = Infinity;

  answer(question: SharedQuestion, siblings: SiblingGroup): Promise<object[]> {
    const moment = momentOf(question.relation);
    this.#drop((load) => load.isOver);
    const known = this.#loads.find((load) => load.answers(question, moment));
    if (known !== undefined) return known.take(question);
    this.#learn(question, moment);
    const owners = this.#ownersOf(question, siblings);
    if (owners.length < 2 || owners[0] !== question.record)
      return question.loadAlone();
    const load = new SharedLoad(question, moment, owners);
    this.#loads = [...this.#loads, load].slice(-capacity);
    return load.take(question).catch((error: unknown) => {
      this.#drop((each) => each === load);
      throw error;
    });
  }

  /** Loads that were of little use, because the siblings ask for other values or something is written in between, make the next one smaller. */
  #learn(question: SharedQuestion, moment: Moment): void {
    this.#drop((load) => {
      const isDone = load.isStale(moment) || load.isIgnoredBy(question);
      if (isDone)
        this.#reach = Math.min(
          this.#reach,
          load.taken > 1 ? load.taken * 2 : 1,
        );
      return isDone;
    });
  }

  /** The record and those that follow it, because a loop comes to them next. */
  #ownersOf(
    { record, relation }: SharedQuestion,
    { records }: SiblingGroup,
  ): readonly object[] {
    if (this.#reach < 2) return [record];
    const place = records.indexOf(record);
    return [...records.slice(place), ...records.slice(0, place)]
      .filter(
        (sibling) =>
          hasRelation(sibling, relation) &&
          stateOf(sibling).status === "persisted",
      )
      .slice(0, this.#reach);
  }

  #drop(isDropped: (load: SharedLoad) => boolean): void {
    this.#loads = this.#loads.filter((load) => !isDropped(load));
  }
}

/** What one statement found for several siblings, kept for each until its turn. */
class SharedLoad {
  /** How many of them came for theirs. */
  taken = 0;
  readonly #asker: object;
  readonly #values: string;
  readonly #moment: Moment;
  readonly #waiting: Map<object, Portion>;
  #endedAt: number | undefined;

  constructor(
    { record, relation, values, loadForEach }: SharedQuestion,
    moment: Moment,
    owners: readonly object[],
  ) {
    this.#asker = record;
    this.#values = values;
    this.#moment = moment;
    const keys = keysOf(owners, relation);
    const found = loadForEach(owners);
    this.#waiting = new Map(
      owners.map((owner, index) => {
        const rows = found.then((all) => all[index] ?? []);
        // Nobody may come for it.
        rows.catch(() => undefined);
        return [owner, { key: keys[index] ?? null, rows }];
      }),
    );
    const end = (): void => {
      this.#endedAt = performance.now();
    };
    found.then(end, end);
  }

  get isOver(): boolean {
    return this.#waiting.size === 0;
  }

  answers({ values }: SharedQuestion, moment: Moment): boolean {
    return values === this.#values && !this.isStale(moment);
  }

  isStale({ database, scope, revision }: Moment): boolean {
    const { database: before, scope: inner, revision: count } = this.#moment;
    return (
      database !== before ||
      scope !== inner ||
      revision !== count ||
      (this.#endedAt !== undefined &&
        performance.now() - this.#endedAt > freshForMs)
    );
  }

  /** A sibling asks for something else, before any has asked for the same. */
  isIgnoredBy({ record, values }: SharedQuestion): boolean {
    return (
      this.taken === 1 && record !== this.#asker && values !== this.#values
    );
  }

  /** Hands a record its part; one that has had it, or has another key by now, is asked about anew. */
  async take({ record, key, loadAlone }: SharedQuestion): Promise<object[]> {
    const portion = this.#waiting.get(record);
    this.#waiting.delete(record);
    if (portion?.key !== key) return loadAlone();
    this.taken += 1;
    return [...(await portion.rows)];
  }
}

/** What belongs to one sibling. */
interface Portion {
  /** The key that it had when the statement was sent. */
  readonly key: string | null;
  readonly rows: Promise<readonly object[]>;
}
