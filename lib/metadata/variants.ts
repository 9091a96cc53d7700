import type {
  ModelDefinition,
  PolymorphicDefinition,
  VariantDefinition,
} from "./definition";
import { isKindOf } from "./family";

/** The variant of a polymorphic relation with this alias; undefined for a text that is none of them. */
export function findVariant(
  { variants }: PolymorphicDefinition,
  alias: unknown,
): VariantDefinition | undefined {
  return variants.find((variant) => variant.alias === alias);
}

/**
 * The variant that stands for records of a model: its own, or that of the model
 * whose table it shares. Undefined when the relation lists neither.
 */
export function variantOf(
  { variants }: PolymorphicDefinition,
  definition: ModelDefinition | undefined,
): VariantDefinition | undefined {
  return variants.find(({ target }) => isKindOf(definition, target));
}

/** What a polymorphic relation leads to, for messages: `a City or a Photo`. */
export function describeVariants({ variants }: PolymorphicDefinition): string {
  return variants.map(({ target }) => `a ${target.name}`).join(" or ");
}

/** The names that the column of the type may hold, for messages: `article, photo`. */
export function describeAliases({ variants }: PolymorphicDefinition): string {
  return variants.map(({ alias }) => JSON.stringify(alias)).join(", ");
}

/** A key of one of the models as the column of the relation holds it: as text where they have keys of several types. */
export function storedKey(
  { keyColumn }: PolymorphicDefinition,
  { reference }: VariantDefinition,
  key: unknown,
): unknown {
  const isSame = keyColumn.type.sqlName === reference.type.sqlName;
  return isSame || key === undefined || key === null
    ? key
    : reference.type.encode(key, reference.at);
}
