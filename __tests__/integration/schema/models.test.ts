import {
  Column,
  ManagedObject,
  PrimaryKey,
  Range,
  Registry,
  Table,
  sql,
} from "arx";
import type { Database } from "../../../lib/database/database";
import { canonicalize } from "../../../lib/introspect/canonicalize";
import { introspect } from "../../../lib/introspect/introspect";
import { createSchema, diffSchemas } from "../../../lib/schema/diff";
import { compileChange } from "../../../lib/sql/ddl/compile-change";
import { columnTypeNames } from "../../../lib/types/resolve-column-type";
import type { ColumnTypeName } from "../../../lib/typing/column-types";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import { openDatabase } from "../../support/open-database";
import { comparable } from "../../support/schemas";

/** Those of extensions, which a server need not have, are tested where there are extensions. */
const foreignTypes: readonly string[] = ["citext", "vector", "halfvec"];

/** The types that PostgreSQL has by itself. */
const ownTypes = columnTypeNames.filter((name) => !foreignTypes.includes(name));

/** A model with a column of every type, alone and as an array. */
function everyType(): typeof ManagedObject {
  class Everything extends ManagedObject {}
  PrimaryKey()(Everything.prototype as ManagedObject & { id: number }, "id");
  for (const [n, type] of ownTypes.entries()) {
    for (const [suffix, name] of [
      ["", type],
      ["_list", `${type}[]`],
    ] as const) {
      // The types are made in a loop, so the compiler cannot know that the field fits.
      const decorate = Column({
        type: name as ColumnTypeName,
        nullable: true,
      }) as (target: object, property: string) => void;
      decorate(Everything.prototype, `c${String(n)}${suffix}`);
    }
  }
  Table("everything")(Everything);
  return Everything;
}

/** Made once: a second class with the same table would be a mistake. */
const Everything = everyType();

@Table("defaults")
class WithDefaults extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ default: 'it\'s \\ a "text"' }) declare text: string;
  @Column({ default: "" }) declare empty: string;
  @Column({ type: "varchar", length: 5, default: "a" }) declare short: string;
  @Column({ enum: ["a", "b"], default: "a" }) declare kind: "a" | "b";
  @Column({ type: "integer", default: -5 }) declare count: number;
  @Column({ type: "bigint", default: 9007199254740991 }) declare large: number;
  @Column({ type: "numeric", precision: 10, scale: 2, default: "0.00" })
  declare price: string;
  @Column({ type: "double precision", default: 0.1 }) declare ratio: number;
  @Column({ type: "double precision", default: 1e300 }) declare huge: number;
  @Column({ default: true }) declare yes: boolean;
  @Column({ default: false }) declare no: boolean;
  @Column({ type: "jsonb", default: { a: [1, null, "it's"] } })
  declare doc: object;
  @Column({ type: "text[]", default: [] }) declare none: string[];
  @Column({ type: "text[]", default: ["a,b", "NULL", ""] })
  declare some: string[];
  @Column({ type: "integer[]", default: [1, 2] }) declare numbers: number[];
  @Column({ default: new Date("2020-02-03T04:05:06.789Z") }) declare at: Date;
  @Column({ type: "bytea", default: Buffer.from([0, 255]) })
  declare bytes: Buffer;
  @Column({ default: sql`now()` }) declare now: Date;
  @Column({ type: "uuid", default: sql`gen_random_uuid()` })
  declare key: string;
  @Column({ type: "date", default: sql`current_date - ${1}::integer` })
  declare yesterday: string;
  @Column({ type: "timetz", default: "09:30:00+02" }) declare opens: string;
  @Column({ type: "point", default: { x: 1, y: -0.5 } })
  declare place: { x: number; y: number };
  @Column({ type: "int4range", default: new Range(1, 4, "[]") })
  declare seats: Range<number>;
  @Column({ type: "daterange[]", default: [new Range("2024-01-01", null)] })
  declare closed: Range<string>[];
}

describeEachEngine("Models", (engine) => {
  let database: TestDatabase;
  let session: Database;

  beforeAll(async () => {
    database = await engine.create();
    session = await openDatabase(database.url);
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  test.each([
    ["of every type", Everything],
    ["with every kind of default", WithDefaults],
  ])("%s make a database that does not differ from them", async (_, model) => {
    const canonical = await canonicalize(
      session,
      new Registry([model]).toSchema(),
    );
    for (const statement of createSchema(canonical).flatMap(compileChange))
      await session.send(statement);
    const found = await introspect(session);
    expect(comparable(found)).toEqual(comparable(canonical));
    expect(diffSchemas(found, canonical)).toEqual([]);
    await session.script("drop table if exists everything, defaults");
  });
});
