import { UnknownRelatedTypeError } from "../../errors/query-error";
import type {
  PolymorphicDefinition,
  VariantDefinition,
} from "../../metadata/definition";
import { describeAliases, findVariant } from "../../metadata/variants";
import { readOwn } from "../../record/own-value";
import { partOfBatch } from "./batch";
import type { Batch } from "./batch";

/** The owners of a batch by the model that their relation leads to; undefined for those that have no key. */
export type VariantBatches = ReadonlyMap<VariantDefinition | undefined, Batch>;

/**
 * Shares out a batch by what the column of the type says.
 * @throws UnknownRelatedTypeError for a type that the relation does not list: a class is never looked up by what a row says
 */
export function splitByVariant(
  batch: Batch,
  relation: PolymorphicDefinition,
): VariantBatches {
  const places = new Map<VariantDefinition | undefined, number[]>();
  batch.owners.forEach((_, index) => {
    const variant = readVariant(batch, index, relation);
    const known = places.get(variant);
    if (known === undefined) places.set(variant, [index]);
    else known.push(index);
  });
  return new Map(
    [...places].map(([variant, indices]) => [
      variant,
      partOfBatch(batch, indices),
    ]),
  );
}

function readVariant(
  batch: Batch,
  index: number,
  relation: PolymorphicDefinition,
): VariantDefinition | undefined {
  const { typeColumn, keyColumn, at } = relation;
  if (batch.readText(index, keyColumn) === null) return undefined;
  // Encoding the property of a record would refuse an unknown type in words about the column.
  const alias = batch.isPlain
    ? batch.readText(index, typeColumn)
    : readOwn(batch.owners[index] as object, typeColumn.property);
  if (alias === null || alias === undefined) return undefined;
  const variant = findVariant(relation, alias);
  if (variant !== undefined) return variant;
  throw new UnknownRelatedTypeError(at, describeAliases(relation));
}
