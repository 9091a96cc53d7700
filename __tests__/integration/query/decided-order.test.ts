import {
  Column,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
  Unique,
  sql,
} from "arx";
import type { Query } from "arx";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
@Unique(["country", "name"])
@Unique(["region", "number"])
@Unique(["country", "number"], { deferrable: true })
class Town extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare country: string;
  @Column() declare name: string;
  @Column({ type: "integer" }) declare number: number;
  @Column({ type: "text", nullable: true }) declare region: string | null;
  @Column({ unique: true }) declare code: string;
  @Relate(() => Town) declare twin: Relate<Town | null>;
}

/** The order that pages of a query have. */
async function orderOf(query: Query<Town>): Promise<string | undefined> {
  const { statements } = await countQueries(() =>
    query.paginate({ pageSize: 2 }),
  );
  // The other one counts, and may be answered first.
  const texts = statements.map(({ text }) => text).join("\n");
  return /order by (.*) limit/.exec(texts)?.[1]?.replaceAll('"towns".', "");
}

const german = Town.where({ country: "de" });

describeEachEngine("The order of pages", (engine) => {
  useModels(engine, [Town]);

  it.each<[string, () => Query<Town>, string]>([
    ["nothing", () => german, '"id"'],
    [
      "what is not unique",
      () => german.orderBy({ number: "asc" }),
      '"number", "id"',
    ],
    ["a unique column", () => Town.orderBy({ code: "desc" }), '"code" desc'],
    [
      "one of two that are unique together",
      () => Town.orderBy({ name: "asc" }),
      '"name", "id"',
    ],
    [
      "both of them",
      () => Town.orderBy({ name: "asc" }, { country: "desc" }),
      '"name", "country" desc',
    ],
    [
      "one, where the other has one value",
      () => german.orderBy({ name: "desc" }),
      '"name" desc',
    ],
    [
      "one, where the other has one of two values",
      () => Town.where({ country: ["de", "fr"] }).orderBy({ name: "asc" }),
      '"name", "id"',
    ],
    [
      "one, where the other may have one value",
      () =>
        Town.where({ or: [{ country: "de" }, { number: 1 }] }).orderBy({
          name: "asc",
        }),
      '"name", "id"',
    ],
    [
      "what is unique but for NULLs",
      () => Town.orderBy({ region: "asc" }, { number: "asc" }),
      '"region", "number", "id"',
    ],
    [
      "what is unique at the end of a transaction",
      () => german.orderBy({ number: "asc" }),
      '"number", "id"',
    ],
    [
      "SQL that looks like a column",
      () => german.orderBy(sql`"name"`),
      '("name"), "id"',
    ],
    [
      "a column of a relation",
      () => german.orderBy({ twin: { name: "asc" } }),
      '"twin"."name", "id"',
    ],
  ])("after %s", async (_, makeQuery, order) => {
    expect(await orderOf(makeQuery())).toBe(order);
  });

  it("gives each record once", async () => {
    await Town.insertAll(
      Array.from({ length: 7 }, (__, index) => ({
        country: index % 2 === 0 ? "de" : "fr",
        name: `Town ${String(index % 4)}${String(Math.floor(index / 4))}`,
        number: index,
        code: String(index),
      })),
    );
    const query = german.orderBy({ name: "desc" });
    const all = await query.pluck("id");
    const pages: number[] = [];
    let after: string | null = null;
    do {
      const page = await query.page({ first: 1, after });
      pages.push(...page.items.map(({ id }) => id));
      after = page.hasNext ? page.endCursor : null;
    } while (after !== null && pages.length < 10);
    expect(pages).toEqual(all);
  });
});
