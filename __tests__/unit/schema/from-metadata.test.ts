import {
  Check,
  Column,
  CompositeIndex,
  Index,
  ManagedObject,
  PrimaryKey,
  Registry,
  Relate,
  Table,
  Unique,
  UpdatedAt,
  sql,
} from "arx";
import type { Defaulted } from "arx";
import { DefinitionError } from "../../../lib/errors/definition-error";
import {
  check,
  column,
  foreignKey,
  identity,
  index,
  primaryKey,
  schema,
  table,
  unique,
} from "../../support/schemas";

@Table({ schema: "geo", comment: "Sovereign or not." })
class Land extends ManagedObject {
  @PrimaryKey({ type: "varchar", length: 2 }) declare code: string;
}

@Table({ name: "towns", renamedFrom: "cities" })
@Index(
  { expression: "lower(name)" },
  { unique: true, where: "population > 0", include: ["area"] },
)
@CompositeIndex(["land", { column: "area", direction: "desc" }])
@Unique(["name", "land"])
@Check("populated", "population >= 0 or name = ''")
class Town extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({
    type: "varchar",
    length: 80,
    comment: "As its people write it.",
    renamedFrom: "title",
  })
  declare name: string;
  @Column({ type: "integer", default: 0 }) declare population: number;
  @Column({
    type: "numeric",
    precision: 10,
    scale: 2,
    nullable: true,
    default: "1.50",
  })
  declare area: string | null;
  @Column({ enum: ["city", "vill'age"], default: "city" }) declare kind:
    "city" | "vill'age";
  @Column({ type: "boolean", default: false }) declare isCapital: boolean;
  @Column({ type: "text[]", default: ["a,b", 'say "hi"'] })
  declare tags: string[];
  @Column({ type: "jsonb", default: { views: 0, note: "it's" } })
  declare meta: object;
  @Column({ type: "timestamptz", default: sql`now() + ${"1 day"}::interval` })
  declare checkedAt: Date;
  @UpdatedAt() declare updatedAt: Date;
  @Relate(() => Land, {
    required: true,
    onDelete: "cascade",
    onUpdate: "restrict",
    deferrable: "initially deferred",
  })
  declare land: Relate<Land>;
  @Relate(() => Town) declare twin: Relate<Town | null>;
  declare [Defaulted]?:
    "population" | "kind" | "isCapital" | "tags" | "meta" | "checkedAt";
}

test("Models declare a schema with what the user wrote, in the order of names", () => {
  expect(new Registry([Town, Land]).toSchema()).toEqual(
    schema(
      table("geo.lands", [column("code", "varchar(2)!")], {
        comment: "Sovereign or not.",
        ...primaryKey("lands_pkey", "code"),
      }),
      table(
        "towns",
        [
          identity(),
          column("name", "varchar(80)!", {
            comment: "As its people write it.",
            renamedFrom: "title",
          }),
          column("population", "integer!", { default: "0" }),
          column("area", "numeric(10,2)", { default: "1.50" }),
          column("kind", "text!", { default: "'city'" }),
          column("is_capital", "boolean!", { default: "false" }),
          column("tags", "text[]!", {
            default: `E'{"a,b","say \\\\"hi\\\\""}'`,
          }),
          column("meta", "jsonb!", { default: `'{"views":0,"note":"it''s"}'` }),
          column("checked_at", "timestamptz!", {
            default: "now() + '1 day'::interval",
          }),
          column("updated_at", "timestamptz!", { default: "now()" }),
          column("land_id", "varchar(2)!"),
          column("twin_id", "bigint"),
        ],
        {
          renamedFrom: "cities",
          ...primaryKey("towns_pkey"),
          uniques: [unique("towns_name_land_id_key", ["name", "land_id"])],
          checks: [
            check("towns_kind_check", `"kind" in ('city', 'vill''age')`),
            check("towns_populated_check", "population >= 0 or name = ''"),
          ],
          foreignKeys: [
            foreignKey("towns_land_id_fkey", ["land_id"], "geo.lands(code)", {
              onDelete: "cascade",
              onUpdate: "restrict",
              deferrable: "initially deferred",
            }),
            foreignKey("towns_twin_id_fkey", ["twin_id"], "towns(id)", {
              onDelete: "set null",
            }),
          ],
          indexes: [
            index("idx_towns_expr", ["(lower(name))"], {
              unique: true,
              where: "population > 0",
              include: ["area"],
            }),
            index("idx_towns_land_id_area", [
              "land_id",
              { column: "area", direction: "desc" },
            ]),
            index("idx_towns_twin_id", ["twin_id"]),
          ],
        },
      ),
    ),
  );
});

test("A schema is plain data that survives JSON", () => {
  const declared = new Registry([Town, Land]).toSchema();
  const copy: unknown = JSON.parse(JSON.stringify(declared));
  expect(copy).toEqual(
    JSON.parse(JSON.stringify(new Registry([Land, Town]).toSchema())),
  );
});

test("A default that the database could not keep is refused by name", () => {
  @Table()
  class Broken extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column({ type: "integer", default: sql`(${Town.where({ id: 1 })})` })
    declare count: number;
  }
  expect(() => new Registry([Broken]).toSchema()).toThrow(DefinitionError);
  expect(() => new Registry([Broken]).toSchema()).toThrow("Broken.count");
});
