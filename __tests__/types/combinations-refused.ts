import {
  Column,
  Generated,
  ManagedObject,
  PrimaryKey,
  Stored,
  Table,
} from "arx";

enum Rank {
  Low,
  High,
}

/** Options that fit the field each, and not each other. */
@Table()
export class Combinations extends ManagedObject {
  @PrimaryKey() declare id: number;

  // expected: arx: length does not go with an enum
  // @ts-expect-error
  @Column({ enum: Rank, length: 3 }) declare short: Rank;

  // expected: arx: mode does not go with an enum
  // @ts-expect-error
  @Column({ enum: Rank, mode: "bigint" }) declare wide: Rank;

  // expected: arx: coerce does not go with an enum
  // @ts-expect-error
  @Column({ enum: Rank, coerce: true }) declare coerced: Rank;

  // expected: arx: the database computes the column, and cannot encrypt
  // @ts-expect-error
  @Column({ type: "text", generatedAs: "lower('A')", encrypt: true })
  declare readonly hidden: string;
  declare [Generated]?: "hidden";

  // expected: arx: encrypt has no option "downcas"
  // @ts-expect-error
  @Column({ encrypt: { deterministic: true, downcas: true } })
  declare findable: string;

  @Column({ type: "text" }) declare note: string;
  // expected: arx: the column holds no document; name one of type jsonb
  // @ts-expect-error
  @Stored("note") declare length: number;
}
