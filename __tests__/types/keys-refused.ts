import { CreatedAt, ManagedObject, PrimaryKey, UpdatedAt } from "arx";

/** Keys and times that their fields cannot hold. */
export class Keys extends ManagedObject {
  // expected: arx: a key of type bigint takes a field of bigint
  // @ts-expect-error
  @PrimaryKey({ mode: "bigint" })
  declare bigintMode: number;

  // expected: arx: a key of type bigint takes a field of string
  // @ts-expect-error
  @PrimaryKey({ mode: "string" })
  declare textMode: number;

  // expected: arx: a key of type integer takes a field of
  // @ts-expect-error
  @PrimaryKey({ type: "integer", mode: "bigint" })
  declare integerMode: bigint;

  // expected: arx: a primary key is never null; take | null away
  // @ts-expect-error
  @PrimaryKey({ type: "uuid" })
  declare uuid: unknown;

  // expected: arx: a key of type text takes a field of string
  // @ts-expect-error
  @PrimaryKey({ type: "text" })
  declare text: number;

  // expected: arx: a primary key is never null; take | null away
  // @ts-expect-error
  @PrimaryKey({ type: "uuid" })
  declare uuidOrNull: string | null;

  // expected: arx: a column of type timestamptz takes a field of Date
  // @ts-expect-error
  @CreatedAt()
  declare createdOnNumber: number;

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @CreatedAt()
  declare createdOrNull: Date | null;

  // expected: arx: a column of type timestamptz takes a field of Date
  // @ts-expect-error
  @UpdatedAt()
  declare updatedOnText: string;
}
