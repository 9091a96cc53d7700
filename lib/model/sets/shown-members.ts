import { databaseOf } from "../../database/current";
import type { ModelDefinition } from "../../metadata/definition";
import { tellsPivot } from "../../metadata/tells-pivot";
import { undoOnRollback } from "../../persistence/undo-on-rollback";
import { batchOfRecords } from "../../query/loading/batch";
import { attachInverse, findForOwners } from "../../query/loading/preload";
import { everythingOf } from "../../query/query-options";
import { inheritedStrictness } from "../../query/loading/strict-loading";
import {
  findLoaded,
  forgetLoaded,
  setLoaded,
} from "../../record/loaded-relations";
import { isRecord, stateOf } from "../../record/record-state";
import { memoize } from "../../util/memoize";
import { idOf } from "./members";
import type { SetRelation } from "./set-relation";

/** The records that are loaded of a set; undefined where it is not loaded, and where it was loaded as plain rows. */
export function findShown(
  owner: object,
  { property }: SetRelation,
): readonly object[] | undefined {
  const shown = findLoaded(owner, property) as readonly object[] | undefined;
  return shown?.every(isRecord) === true ? shown : undefined;
}

/** Sets that are loaded show what was added to them. */
export async function showAdded(
  owners: readonly object[],
  relation: SetRelation,
  added: readonly object[],
): Promise<void> {
  const loaded = owners.filter(
    (owner) => findLoaded(owner, relation.property) !== undefined,
  );
  if (loaded.length === 0 || added.length === 0) return;
  if (isDecidedByDatabase(relation)) return readAgain(loaded, relation, added);
  const { target } = relation;
  for (const owner of loaded) {
    show(owner, relation, (shown) => {
      const given = new Map(
        added.map((each) => [idOfRecord(target, each), each]),
      );
      const kept = shown.map((each) => {
        const id = idOfRecord(target, each);
        const known = given.get(id) ?? each;
        given.delete(id);
        return known;
      });
      return [...kept, ...given.values()];
    });
  }
}

/** A set that is loaded shows no more what was removed from it. */
export function showRemoved(
  owner: object,
  relation: SetRelation,
  isRemoved: (id: string) => boolean,
): void {
  const { target } = relation;
  show(owner, relation, (shown) =>
    shown.filter((each) => !isRemoved(idOfRecord(target, each))),
  );
}

/** The key of a record as one text. */
export function idOfRecord(target: ModelDefinition, record: object): string {
  return idOf(target, { kind: "record", record, isNew: false }, target.name);
}

/** When each set of a record was last changed here, as a number that only grows. */
const changes = memoize<object, Map<string, number>>(() => new Map());
let lastChange = 0;

/** Changes what is loaded of a set. Plain rows do not tell which records they are: they are forgotten. */
function show(
  owner: object,
  relation: SetRelation,
  change: (shown: readonly object[]) => readonly object[],
  asked = ++lastChange,
): void {
  const { property } = relation;
  if (findLoaded(owner, property) === undefined) return;
  undoOnRollback(databaseOf(stateOf(owner).definition), owner);
  changes(owner).set(property, asked);
  const shown = findShown(owner, relation);
  if (shown === undefined) forgetLoaded(owner, property);
  else setLoaded(owner, property, change(shown));
}

/**
 * Of several answers on their way the one that was asked for last tells most,
 * whichever comes last. Records that are known stay themselves, unless it is
 * the link that they tell of.
 */
async function readAgain(
  owners: readonly object[],
  relation: SetRelation,
  added: readonly object[],
): Promise<void> {
  const asked = ++lastChange;
  const { target } = relation;
  const { query } = everythingOf(relation);
  const [strictLoading] = owners.map((owner) =>
    inheritedStrictness(stateOf(owner)),
  );
  const found = await findForOwners(batchOfRecords(owners), {
    relation,
    query: { ...query, strictLoading },
  });
  for (const [index, owner] of owners.entries()) {
    if ((changes(owner).get(relation.property) ?? 0) > asked) continue;
    const known = tellsLink(relation)
      ? []
      : [...(findShown(owner, relation) ?? []), ...added];
    const byId = new Map(known.map((each) => [idOfRecord(target, each), each]));
    const records = (found[index] ?? []).map(
      (each) => byId.get(idOfRecord(target, each)) ?? each,
    );
    show(owner, relation, () => records, asked);
    attachInverse(owner, relation, records);
  }
}

/** Which records a narrowed set leads to is a question for the database, as is their order, and a pivot comes from there. */
function isDecidedByDatabase(relation: SetRelation): boolean {
  const { conditions, orderBy } = relation.narrowing;
  return tellsLink(relation) || conditions.length > 0 || orderBy.length > 0;
}

function tellsLink(relation: SetRelation): boolean {
  return tellsPivot(relation);
}
