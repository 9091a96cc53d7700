/** A way to measure how far apart two vectors are. */
export type VectorDistance = "cosine" | "l2" | "innerProduct" | "l1";

/** What pgvector has for a distance. */
export interface DistanceKind {
  readonly name: VectorDistance;
  /** The operator between two vectors. */
  readonly operator: "<=>" | "<->" | "<#>" | "<+>";
  /** The middle of the name of its class of operators: `vector_cosine_ops`. */
  readonly operators: string;
}

/** The distances by name. */
export const distances: Readonly<Record<VectorDistance, DistanceKind>> =
  Object.freeze({
    cosine: { name: "cosine", operator: "<=>", operators: "cosine" },
    l2: { name: "l2", operator: "<->", operators: "l2" },
    innerProduct: { name: "innerProduct", operator: "<#>", operators: "ip" },
    l1: { name: "l1", operator: "<+>", operators: "l1" },
  });

/** Their names, for messages. */
export const distanceNames: readonly string[] = Object.keys(distances);

/** Other names that the distances go by. */
const aliases: Readonly<Record<string, VectorDistance>> = {
  euclidean: "l2",
  dot: "innerProduct",
  inner_product: "innerProduct",
  innerproduct: "innerProduct",
  manhattan: "l1",
};

/** The distance of a name, in any case, or undefined. */
export function findDistance(name: unknown): DistanceKind | undefined {
  if (typeof name !== "string") return undefined;
  const lower = name.toLowerCase();
  const known = Object.hasOwn(aliases, lower) ? aliases[lower] : lower;
  return Object.hasOwn(distances, known ?? "")
    ? distances[known as VectorDistance]
    : undefined;
}

/** The class of operators by which an index serves a distance: `vector_cosine_ops`, `halfvec_l2_ops`. */
export function operatorClassOf(
  typeName: string,
  { operators }: DistanceKind,
): string {
  return `${typeName}_${operators}_ops`;
}
