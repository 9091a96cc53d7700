import { inspect } from "node:util";
import { MaxLength } from "class-validator";
import { sql } from "../../../lib/database/sql";
import { identifier } from "../../../lib/sql/template";
import { BeforeSave } from "../../../lib/decorators/hooks";
import { Column } from "../../../lib/decorators/column";
import { Discriminator } from "../../../lib/decorators/discriminator";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { HasMany } from "../../../lib/decorators/has-many";
import { Subtype } from "../../../lib/decorators/subtype";
import { Table } from "../../../lib/decorators/table";
import {
  InvalidArgumentError,
  MissingAttributeError,
  TypeMismatchError,
  UnknownColumnError,
} from "../../../lib/errors/query-error";
import { ManagedObject } from "../../../lib/model/managed-object";
import { countQueries } from "../../../lib/testing/count-queries";
import { Defaulted, Generated } from "../../../lib/typing/markers";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Writer extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Essay, (essay) => essay.writer) declare essays: HasMany<Essay>;
}

@Table()
class Essay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "text", default: "", omitByDefault: true })
  declare body: string;
  @Column({
    type: "text",
    nullable: true,
    omitByDefault: true,
    normalize: (draft: string) => draft.trim(),
  })
  declare draft: string | null;
  @Relate(() => Writer) declare writer: Relate<Writer | null>;
  declare [Defaulted]?: "body";

  describe(): string {
    return this.title;
  }
}

@Table()
@Subtype()
class Report extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly kind: string;
  @Column() declare title: string;
  declare [Generated]?: "kind";
}

@Subtype()
class Audit extends Report {
  @Column({ type: "text", nullable: true, omitByDefault: true })
  declare findings: string | null;

  review(): string {
    return this.title;
  }
}

@Table()
class Watched extends ManagedObject {
  @PrimaryKey() declare id: number;
  @MaxLength(3)
  @Column({ default: "x", omitByDefault: true })
  declare secret: string;
  @Column() declare name: string;
  declare [Defaulted]?: "secret";

  @BeforeSave() greet(): void {
    this.name = `${this.name}!`;
  }
}

const models = [Writer, Essay, Report, Audit, Watched];

describeEachEngine("selected columns and computed values", (engine) => {
  useModels(engine, models);

  async function makeEssays(): Promise<void> {
    const ada = await Writer.create({ name: "Ada" });
    await Essay.create({ title: "On engines", body: "Long", writer: ada });
    await Essay.create({ title: "On looms", body: "Longer", draft: " x " });
  }

  it("gives plain rows of columns and computed values, decoded by their types", async () => {
    await makeEssays();
    const query = Essay.select("id", {
      length: sql<number>`length(title)`,
      total: sql<number>`id + ${10}::bigint`,
      price: sql<string>`1.50::numeric`,
      words: sql<string[]>`string_to_array(title, ' ')`,
      nothing: sql<null>`null::int`,
    }).orderBy({ id: "asc" });
    expect(query.toSQL()).toEqual({
      text:
        `select "essays"."id", length(title) as "length", id + $1::bigint as "total", 1.50::numeric as "price", ` +
        `string_to_array(title, ' ') as "words", null::int as "nothing" from "public"."essays" order by "essays"."id"`,
      parameters: ["10"],
    });
    expect(await query).toEqual([
      {
        id: 1,
        length: 10,
        total: 11,
        price: "1.50",
        words: ["On", "engines"],
        nothing: null,
      },
      {
        id: 2,
        length: 8,
        total: 12,
        price: "1.50",
        words: ["On", "looms"],
        nothing: null,
      },
    ]);
  });

  it("adds up what is selected in several calls", async () => {
    await makeEssays();
    const query = Essay.select("id").select("title", "id").limit(1);
    expect(query.toSQL().text).toBe(
      'select "essays"."id", "essays"."title" from "public"."essays" limit $1',
    );
    expect(await query).toEqual([{ id: 1, title: "On engines" }]);
    expect(
      await Essay.select({ n: sql<number>`1` })
        .select({ m: sql<number>`2` })
        .limit(1),
    ).toEqual([{ n: 1, m: 2 }]);
  });

  it("selects columns that queries leave out, relations beside them, and a sub-query", async () => {
    await makeEssays();
    const written = sql<number>`(select count(*)::int from ${Essay} where writer_id = ${identifier("writers", "id")})`;
    const rows = await Writer.select("name", { written }).with({
      essays: { select: ["title", "body"] },
    });
    expect(rows).toEqual([
      {
        name: "Ada",
        written: 1,
        essays: [{ title: "On engines", body: "Long" }],
      },
    ]);
  });

  it("gives whole records that hold the columns asked for, and saves them", async () => {
    await makeEssays();
    const query = Essay.addSelect("body", "title").where({ id: 1 });
    expect(query.toSQL().text).toBe(
      'select "essays"."id", "essays"."title", "essays"."writer_id", "essays"."body" from "public"."essays" where "essays"."id" = $1',
    );
    const essay = await query.first();
    expect(essay?.toJSON()).toEqual({
      id: 1,
      title: "On engines",
      writerId: 1,
      body: "Long",
    });
    await essay?.update({ body: "Short" });
    expect(await Essay.pluck("body")).toEqual(["Longer", "Short"]);
    expect((await essay?.reload())?.body).toBe("Short");
  });

  it("tells records what was computed, which JSON shows and save leaves alone", async () => {
    await makeEssays();
    const [essay] = await Essay.addSelect({
      length: sql<number>`length(body)`,
    })
      .addSelect("draft", { shout: sql<string>`upper(title)` })
      .orderBy({ id: "desc" })
      .with({ writer: true })
      .limit(1);
    expect(essay?.describe()).toBe("On looms");
    expect(essay?.length).toBe(6);
    expect(essay?.asMap()).toEqual({
      id: 2,
      title: "On looms",
      writerId: null,
      draft: "x",
      length: 6,
      shout: "ON LOOMS",
      writer: null,
    });
    const { statements } = await countQueries(async () => {
      await essay?.save();
      await essay?.update({ title: "On weaving" });
    });
    expect(statements.map(({ text }) => text)).toEqual([
      'update "public"."essays" set "title" = $1 where "essays"."id" = $2 returning "id", "title", "writer_id", "draft"',
    ]);
    expect(essay?.length).toBe(6);
  });

  it("counts, plucks and asks for existence without what is computed", async () => {
    await makeEssays();
    const query = Essay.addSelect({ length: sql<number>`length(title)` });
    expect(await query.count()).toBe(2);
    expect(await query.exists()).toBe(true);
    expect(await query.orderBy({ id: "asc" }).pluck("title")).toEqual([
      "On engines",
      "On looms",
    ]);
    expect((await query.orderBy({ id: "asc" }).first())?.length).toBe(10);
    expect(await query.limit(0)).toEqual([]);
  });

  it("finds a column of a subclass for the records of that class alone", async () => {
    await Report.create({ title: "Plain" });
    await Audit.create({ title: "Deep", findings: "many" });
    const audits = await Audit.addSelect("findings");
    expect(audits.map((audit) => audit.toJSON())).toEqual([
      { id: 2, kind: "audit", title: "Deep", findings: "many" },
    ]);
    const all = await Report.all();
    expect(() => (all[1] as Audit).findings).toThrow(
      new MissingAttributeError("Audit.findings"),
    );
  });

  it("refuses a column that was not read, and takes one that is assigned", async () => {
    await makeEssays();
    const essay = await Essay.find(1);
    expect(() => essay.body).toThrow(new MissingAttributeError("Essay.body"));
    expect(() => essay.draft).toThrow(
      expect.objectContaining({
        message: "Essay.draft was not selected.",
        hint: 'Read it with addSelect("draft") in the query, or reload({ columns: ["draft"] }).',
      }) as Error,
    );
    essay.body = "New";
    expect(essay.body).toBe("New");
    expect(essay.changes).toEqual({ body: [undefined, "New"] });
    essay.draft = "  y ";
    expect(essay.draft).toBe("y");
    await essay.save();
    const read = await Essay.addSelect("body", "draft").where({ id: 1 });
    expect(read.map(({ body, draft }) => [body, draft])).toEqual([
      ["New", "y"],
    ]);
  });

  it("reads it later, and shows records without it", async () => {
    await makeEssays();
    const essay = await Essay.find(1);
    const json = { id: 1, title: "On engines", writerId: 1 };
    expect(essay.toJSON()).toEqual(json);
    expect(Object.assign({}, essay)).toEqual(json);
    expect(inspect(essay)).toBe(
      "Essay { id: 1, title: 'On engines', writerId: 1 }",
    );
    await essay.reload({ columns: ["body"] });
    expect(essay.body).toBe("Long");
    expect(new Essay().body).toBeUndefined();
    expect(Essay.prototype.body).toBeUndefined();
    await essay.destroy();
  });

  it("leaves rules, hooks and saving as they are for records without it", async () => {
    await Watched.create({ name: "a" });
    const watched = await Watched.first();
    await watched?.update({ name: "b" });
    expect(await Watched.select("name", "secret")).toEqual([
      { name: "b!", secret: "x" },
    ]);
    await expect(watched?.update({ secret: "long" })).rejects.toThrow(
      "This Watched is invalid: secret must be shorter than or equal to 3 characters.",
    );
  });

  it("refuses several columns under one name", async () => {
    await makeEssays();
    await expect(Essay.addSelect({ n: sql`1, 2` }).all()).rejects.toThrow(
      new InvalidArgumentError(
        "A computed value of Essay is one column, and the SQL gave several.",
      ),
    );
  });
});

describe("what cannot be selected", () => {
  it.each<
    [what: string, make: () => unknown, error: Error, hint: string | undefined]
  >([
    [
      "a relation",
      () => Essay.select("title", "writer" as "id"),
      new InvalidArgumentError(
        "Essay.select takes columns, and Essay.writer is a relation.",
      ),
      "Load it beside them: with({ writer: true }).",
    ],
    [
      "no column of that name",
      () => Essay.select("titel" as "title"),
      new UnknownColumnError("Essay", "titel", "title", "column"),
      'Did you mean "title"?',
    ],
    [
      "nothing",
      () => Essay.select(),
      new InvalidArgumentError("Essay.select names no column."),
      "Leave it out to get whole records.",
    ],
    [
      "nothing more",
      () => Essay.addSelect(),
      new InvalidArgumentError("Essay.addSelect names no column."),
      "Leave it out to get whole records.",
    ],
    ...(["select", "addSelect"] as const).map(
      (method) =>
        [
          `nothing by the names of ${method}`,
          () => Essay[method]({}),
          new InvalidArgumentError(`Essay.${method} names no column.`),
          "Leave it out to get whole records.",
        ] as [string, () => unknown, Error, string],
    ),
    [
      "a model in place of SQL",
      () => Essay.select({ n: Writer as never }),
      new TypeMismatchError('Essay.select: "n"', "sql`…`", "a function"),
      undefined,
    ],
    [
      "text in place of SQL",
      () => Essay.select({ n: "1; drop table essays" as never }),
      new TypeMismatchError('Essay.select: "n"', "sql`…`", "a string"),
      undefined,
    ],
    ...(
      ["title", "writer", "describe", "toJSON", "then", "__proto__"] as const
    ).map(
      (name) =>
        [
          `the name ${name}`,
          () => Essay.addSelect({ [name]: sql`1` }),
          new InvalidArgumentError(
            `Essay.addSelect tells its results their "${name}", and Essay has a member of that name.`,
          ),
          "Give one of them another name; a column can keep its own.",
        ] as [string, () => unknown, Error, string],
    ),
    ...(["findings", "review"] as const).map(
      (name) =>
        [
          `the name ${name}, which some of the records have themselves`,
          () => Report.addSelect({ [name]: sql`1` }),
          new InvalidArgumentError(
            `Report.addSelect tells its results their "${name}", and Audit has a member of that name.`,
          ),
          "Give one of them another name; a column can keep its own.",
        ] as [string, () => unknown, Error, string],
    ),
    [
      "a name twice",
      () => Essay.addSelect({ n: sql`1` }).addSelect({ n: sql`2` }),
      new InvalidArgumentError(
        'Essay.addSelect: the results tell a "n" already.',
      ),
      "Give it another name, or make another query.",
    ],
    [
      "rows and records at once",
      () => Essay.addSelect("body").select("id"),
      new InvalidArgumentError(
        "Essay.select: a query gives plain rows by select or whole records by addSelect, not both.",
      ),
      "Name every column in select, or leave select out.",
    ],
    [
      "records and rows at once",
      () => Essay.select("id").addSelect("body"),
      new InvalidArgumentError(
        "Essay.addSelect: a query gives plain rows by select or whole records by addSelect, not both.",
      ),
      "Name every column in select, or leave select out.",
    ],
  ])("%s", (_, make, error, hint) => {
    expect(make).toThrow(error);
    const hints = hint === undefined ? {} : { hint };
    expect(make).toThrow(expect.objectContaining(hints) as Error);
  });
});
