import type { TargetedDefinition } from "../../metadata/definition";
import { batchOfRecords } from "./batch";
import { saidParts } from "../combine-queries";
import { compileQuery, loadAll } from "../execute";
import { givesNothing, operandsOf, withoutGiven } from "../narrow";
import { findForOwners } from "./preload";
import type { Preload, QueryData, QueryOwner } from "../query-data";
import { partsOfMany } from "./query-function";
import { relatedQuery } from "../related/related-query";
import { hasSiblings, keyOfOwner, loadShared } from "./shared-loads";
import { tellingOf } from "../related/telling";

/** The records that one record is related to, as a query that knows whose they are. */
export function ownedQuery(
  record: object,
  relation: TargetedDefinition,
): QueryData {
  const query = relatedQuery(record, relation);
  const key = keyOfOwner(record, relation);
  const operands = operandsOf(query.where);
  return { ...query, owner: { record, relation, key, operands } };
}

/** The records or plain rows of a query; of one about a relation of a record, those of its siblings are loaded with them. */
export async function loadRecords(query: QueryData): Promise<object[]> {
  const { owner } = query;
  if (owner === undefined || givesNothing(query) || !isShareable(query, owner))
    return loadAll(query);
  const asked = withoutOwner(query, owner);
  const { record, relation, key } = owner;
  return loadShared({
    record,
    relation,
    key,
    ...signatureOf(asked),
    loadAlone: () => loadAll(query),
    loadForEach: (owners) =>
      findForOwners(batchOfRecords(owners), { relation, query: asked }),
  });
}

/** What can be asked for each of several owners in one statement; settings are no part of what it is known again by. */
const sharedParts: ReadonlySet<keyof QueryData> = new Set(
  partsOfMany.filter((part) => part !== "settings"),
);

/** Whether the query is still about the records of its owner, and a statement can say it of others as well. */
function isShareable(
  query: QueryData,
  { record, relation, key, operands }: QueryOwner,
): boolean {
  const given = operandsOf(query.where);
  return (
    hasSiblings(record) &&
    operands.every((operand) => given.includes(operand)) &&
    saidParts(query).every((part) => sharedParts.has(part)) &&
    keyOfOwner(record, relation) === key
  );
}

function withoutOwner(
  query: QueryData,
  { relation, operands }: QueryOwner,
): QueryData {
  const own = { subjects: [], operands, isEquality: false };
  return {
    ...query,
    where: withoutGiven(query.where, [own]),
    telling: tellingOf(relation),
    owner: undefined,
  };
}

/** By what a query is known again: the texts of its statements and those of its relations, and the values in them. */
interface Signature {
  readonly shape: string;
  readonly values: string;
}

function signatureOf(query: QueryData): Signature {
  const { text, parameters } = compileQuery(query);
  const below = signatureOfAll(query.preloads);
  const { select, strictLoading, maxDepth } = query;
  const kind = [select === undefined, strictLoading, maxDepth];
  return {
    shape: JSON.stringify([text, kind, below.shape]),
    values: JSON.stringify([parameters, below.values]),
  };
}

/** The same of relations that are loaded. */
export function signatureOfAll(preloads: readonly Preload[]): Signature {
  const signatures = preloads.flatMap(signaturesOf);
  return {
    shape: JSON.stringify(signatures.map(({ shape }) => shape)),
    values: JSON.stringify(signatures.map(({ values }) => values)),
  };
}

function signaturesOf(preload: Preload): readonly Signature[] {
  const queries =
    "queries" in preload ? [...preload.queries.values()] : [preload.query];
  return queries.map((query) => {
    const { shape, values } = signatureOf(query);
    return { shape: `${preload.relation.at} ${shape}`, values };
  });
}
