import {
  Column,
  Index,
  isUuidv7,
  ManagedObject,
  PrimaryKey,
  Table,
  uuidTimestamp,
  uuidv7,
  Vector,
} from "arx";
import type { NearOptions, SimilarOptions } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

@Table()
@Index("embedding", { method: "hnsw", distance: "l1" })
export class Essay extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7", server: true }) declare id: string;
  @Column() declare title: string;
  @Column({
    type: "vector",
    dimensions: 3,
    nullable: true,
    indexed: { method: "ivfflat", distance: "cosine", with: { lists: 10 } },
  })
  declare embedding: Vector | null;
  @Column({ type: "halfvec", dimensions: 2 }) declare half: Vector;
  @Column({ type: "vector[]", dimensions: 2 }) declare many: Vector[];
}

export async function accept(): Promise<void> {
  const vector = Vector.of([1, 2, 3]);
  const near = await Essay.similarTo("embedding", vector, { threshold: 0.7 });
  isTrue<Equal<(typeof near)[number]["similarity"], number>>();
  isTrue<Equal<(typeof near)[number]["title"], string>>();
  await near[0]?.update({ half: vector, embedding: null });

  const rows = await Essay.where({ title: "x" })
    .select("id", "title")
    .similarTo("half", vector, { distance: "dot", limit: 5 })
    .withinDistance("embedding", vector, 2, { efSearch: 100 })
    .orderBy({ title: "asc" });
  isTrue<
    Equal<
      keyof (typeof rows)[number],
      "id" | "title" | "similarity" | "distance"
    >
  >();
  const first = await Essay.withinDistance("half", vector, 2).first();
  isTrue<Equal<NonNullable<typeof first>["distance"], number>>();

  await Essay.where({ half: vector, embedding: { in: [vector] } });
  await Essay.where({ embedding: null, half: { ne: vector } });
  await Essay.create({ title: "x", half: vector, many: [vector] });
  const options: SimilarOptions = { iterativeScan: "strict" };
  const within: NearOptions = options;
  isTrue<Equal<typeof within.probes, number | undefined>>();

  const id: string = uuidv7();
  const value: unknown = id;
  if (isUuidv7(value)) uuidTimestamp(value).getTime();
}

export async function refuse(): Promise<void> {
  const vector = Vector.of([1, 2, 3]);

  // expected: Argument of type '"title"' is not assignable to parameter of type
  // @ts-expect-error
  Essay.similarTo("title", vector);

  // expected: Type 'number[]' is missing the following properties from type 'VectorShape'
  // @ts-expect-error
  Essay.similarTo("half", [1, 2]);

  // expected: Type '"cosinus"' is not assignable to type
  // @ts-expect-error
  Essay.similarTo("half", vector, { distance: "cosinus" });

  // expected: Expected 3-4 arguments, but got 2
  // @ts-expect-error
  Essay.withinDistance("half", vector);

  // expected: 'threshold' does not exist in type 'NearOptions'
  // @ts-expect-error
  Essay.withinDistance("half", vector, 2, { threshold: 1 });

  // expected: Property 'similarity' does not exist on type 'Essay'
  // @ts-expect-error
  (await Essay.all())[0]?.similarity;

  // expected: 'gt' does not exist in type
  // @ts-expect-error
  Essay.where({ half: { gt: vector } });

  // expected: Type 'number[]' is missing the following properties from type 'Vector'
  // @ts-expect-error
  Essay.create({ title: "x", half: [1, 2], many: [] });

  // expected: Cannot assign to 'values' because it is a read-only property
  // @ts-expect-error
  vector.values = [];

  // expected: Constructor of class 'Vector' is private
  // @ts-expect-error
  new Vector([1]);
}

export class Columns extends ManagedObject {
  // expected: arx: a column of type vector takes a field of Vector
  // @ts-expect-error
  @Column({ type: "vector", dimensions: 3 }) declare list: number[];

  // expected: arx: a column of type halfvec[] takes a field of Vector[]
  // @ts-expect-error
  @Column({ type: "halfvec[]" }) declare one: Vector;

  // expected: arx: dimensions goes with type: 'vector' or 'halfvec'
  // @ts-expect-error
  @Column({ type: "text", dimensions: 3 }) declare text: string;

  // expected: arx: the column is nullable; declare the field with | null
  // @ts-expect-error
  @Column({ type: "vector", nullable: true }) declare missing: Vector;

  // expected: arx: the column needs its type, for instance type: 'jsonb'
  // @ts-expect-error
  @Column() declare untyped: Vector;
}

@Table()
// expected: Type '"hamming"' is not assignable to type
// @ts-expect-error
@Index("at", { method: "hnsw", distance: "hamming" })
export class Place extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "vector", dimensions: 2 }) declare at: Vector;
}

export class Keys extends ManagedObject {
  // expected: is not assignable
  // @ts-expect-error
  @PrimaryKey({ type: "uuid", server: true }) declare id: string;
}
