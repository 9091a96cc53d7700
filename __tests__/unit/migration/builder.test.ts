import { sql } from "arx";
import { MigrationError } from "../../../lib/errors/migration-error";
import { migration } from "../../../lib/migration/index";
import type { MigrationBuilder } from "../../../lib/migration/index";
import { record } from "../../../lib/migration/migration";
import { toScript } from "../../../lib/migration/run-changes";

const script = (describe: (m: MigrationBuilder) => void): string =>
  toScript(record(describe));

describe("A migration written by hand", () => {
  it("makes tables with every kind of column", () => {
    expect(
      script((m) => {
        m.createSchema("app");
        m.createTable("app.items", (t) => {
          t.identity("id", { type: "integer", always: true });
          t.smallint("a").notNull().default(-1);
          t.integer("b").default(0);
          t.bigint("c");
          t.real("d");
          t.double("e").default(1.5);
          t.numeric("f");
          t.numeric("g", 10, 2).default(-0.5);
          t.numeric("h", 5);
          t.boolean("i").notNull().default(false);
          t.text("j").default("it's");
          t.varchar("k").default("x");
          t.varchar("l", 20);
          t.char("m", 2).default("de");
          t.uuid("n").default(sql`gen_random_uuid()`);
          t.date("o").defaultSql("current_date");
          t.time("p");
          t.timestamp("q");
          t.timestamptz("r").comment("when");
          t.interval("s");
          t.json("t");
          t.jsonb("u").default("{}");
          t.bytea("v");
          t.column("w", "text[]");
          t.primaryKey(["id"]);
          t.unique(["a", "b"], { nullsNotDistinct: true });
          t.unique(["c"], { name: "c_once" });
          t.check("a_small", "a < 10");
          t.comment("Items");
        });
      }),
    ).toBe(`create schema "app";
create table "app"."items" (
  "id" integer generated always as identity not null,
  "a" smallint not null default '-1'::integer,
  "b" integer default 0,
  "c" bigint,
  "d" real,
  "e" double precision default 1.5,
  "f" numeric,
  "g" numeric(10,2) default '-0.5'::numeric,
  "h" numeric(5,0),
  "i" boolean not null default false,
  "j" text default 'it''s'::text,
  "k" character varying default 'x'::character varying,
  "l" character varying(20),
  "m" character(2) default 'de'::bpchar,
  "n" uuid default gen_random_uuid(),
  "o" date default current_date,
  "p" time without time zone,
  "q" timestamp without time zone,
  "r" timestamp with time zone,
  "s" interval,
  "t" json,
  "u" jsonb default '{}'::jsonb,
  "v" bytea,
  "w" text[],
  constraint "items_pkey" primary key ("id"),
  constraint "items_a_b_key" unique nulls not distinct ("a", "b"),
  constraint "c_once" unique ("c"),
  constraint "a_small" check (a < 10)
);
comment on table "app"."items" is 'Items';
comment on column "app"."items"."r" is 'when';
`);
  });

  it("changes what is there", () => {
    expect(
      script((m) => {
        m.renameTable("a", "b");
        m.commentOnTable("b", "B");
        m.renameColumn("b", "x", "y");
        m.alterColumn(
          "b",
          (from) => from.text("y"),
          (to) => to.integer("y").notNull(),
          { using: "y::integer" },
        );
        m.addPrimaryKey("b", ["y"]);
        m.addUnique("b", ["z"]);
        m.addCheck("b", "z_small", "z < 10");
        m.addForeignKey("b", ["z"], { schema: "od.d", name: "c" }, ["id"], {
          onDelete: "cascade",
          deferrable: "initially deferred",
        });
        m.createIndex(
          "b",
          ["y", { expression: "lower(z)", direction: "desc" }],
          { where: "z is not null", unique: true },
        );
        m.renameConstraint("b", "z_small", "z_tiny");
        m.renameIndex("b", "i", "j");
        m.dropForeignKey("b", "b_z_fkey");
        m.dropCheck("b", "z_tiny");
        m.dropUnique("b", "b_z_key");
        m.dropPrimaryKey("b");
        m.dropIndex("b", "j", { concurrently: true });
        m.dropColumn("b", "y");
        m.dropTable("b");
        m.dropSchema("s");
      }),
    ).toBe(`alter table "public"."a" rename to "b";
comment on table "public"."b" is 'B';
alter table "public"."b" rename column "x" to "y";
alter table "public"."b"
  alter column "y" type integer using y::integer,
  alter column "y" set not null;
alter table "public"."b" add constraint "b_pkey" primary key ("y");
alter table "public"."b" add constraint "b_z_key" unique ("z");
alter table "public"."b" add constraint "z_small" check (z < 10);
alter table "public"."b" add constraint "b_z_fkey" foreign key ("z") references "od.d"."c" ("id") on delete cascade deferrable initially deferred;
create unique index "idx_b_y_expr" on "public"."b" ("y", (lower(z)) desc) where z is not null;
alter table "public"."b" rename constraint "z_small" to "z_tiny";
alter index "public"."i" rename to "j";
alter table "public"."b" drop constraint "b_z_fkey";
alter table "public"."b" drop constraint "z_tiny";
alter table "public"."b" drop constraint "b_z_key";
alter table "public"."b" drop constraint "b_pkey";
drop index concurrently "public"."j";
alter table "public"."b" drop column "y";
drop table "public"."b";
drop schema "s";
`);
  });

  it("sends values in SQL as parameters", () => {
    expect(
      record((m) => {
        m.sql`update a set b = ${5}, c = ${null} where d = ${"x"}`;
      }),
    ).toEqual([
      {
        kind: "sql",
        text: "update a set b = $1, c = $2 where d = $3",
        parameters: ["5", null, "x"],
      },
    ]);
  });

  it.each<[string, (m: MigrationBuilder) => unknown]>([
    [
      "The table a has two primary keys.",
      (m) => {
        m.createTable("a", (t) => {
          t.primaryKey(["x"]).primaryKey(["y"]);
        });
      },
    ],
    [
      'alterColumn describes "x" first and "y" then.',
      (m) => {
        m.alterColumn(
          "a",
          (f) => f.text("x"),
          (t) => t.text("y"),
        );
      },
    ],
    [
      '"a.b.c" cannot be read as a table.',
      (m) => {
        m.dropTable("a.b.c");
      },
    ],
    [
      "The default NaN is not a finite number.",
      (m) => {
        m.addColumn("a", (t) => t.real("x").default(NaN));
      },
    ],
    [
      "A default cannot have values put into its sql`…`: it has no parameters.",
      (m) => {
        m.addColumn("a", (t) => t.real("x").default(sql`${1} + 1`));
      },
    ],
    [
      "A migration describes its changes without waiting: up and down must not be async.",
      async () => Promise.resolve(),
    ],
  ])("is refused: %s", (message, describe) => {
    expect(() => record(describe)).toThrow(
      new MigrationError(message, undefined),
    );
  });

  it("is frozen, runs in a transaction unless told, and keeps its own `this`", () => {
    const made = migration({
      up(m) {
        if (this.down !== undefined) this.down(m);
      },
      down(m) {
        m.dropTable("a");
      },
    });
    expect(Object.isFrozen(made)).toBe(true);
    expect(made.transaction).toBe(true);
    expect(record(made.up)).toEqual(record(made.down as never));
  });
});
