import {
  Column,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  SearchIndex,
  SoftDelete,
  Table,
  sql,
} from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Shelf extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Volume, (volume) => volume.shelf)
  declare volumes: HasMany<Volume>;
}

@Table()
@SearchIndex(
  [
    { column: "title", weight: "A" },
    { column: "summary", weight: "B" },
    "code",
    { column: "facts", weight: "C" },
  ],
  { language: "english", name: "words" },
)
class Volume extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ nullable: true, type: "text" }) declare summary: string | null;
  @Column({ type: "varchar", length: 20, nullable: true })
  declare code: string | null;
  @Column({ type: "jsonb", nullable: true }) declare facts: unknown;
  @Relate(() => Shelf) declare shelf: Relate<Shelf | null>;
  @SoftDelete() declare deletedAt: Date | null;
}

/** What nobody should type, and somebody will. */
const hostile = [
  "'",
  "''' or 1=1 --",
  "cats & | ! ( ) : * <->",
  "a:*b:A",
  '"',
  '"unclosed phrase',
  "- - -",
  "or or or",
  "\\ \\\\ \\'",
  "%_",
  "{}[]$1 ${x}",
  "рыба 魚 🐟",
  "x".repeat(3_000),
  "a ".repeat(2_000),
];

describeEachEngine("A search by words", (engine) => {
  const opened = useModels(engine, [Shelf, Volume]);

  beforeEach(async () => {
    const shelf = await Shelf.create({ name: "old" });
    await Volume.insertAll([
      { title: "Of Mice and Men", summary: "Two men look for work." },
      { title: "Watership Down", summary: "Rabbits, not rats.", shelf },
      { title: "The Pied Piper", summary: "Rats follow him. Rats!", shelf },
      { title: "Rats", code: "mice-12", facts: { place: "London", year: 2 } },
      { title: "Nothing" },
    ]);
  });

  const titles = async (text: string): Promise<string[]> =>
    (await Volume.search(text)).map(({ title }) => title);

  it.each([
    ["rats", ["Rats", "The Pied Piper", "Watership Down"]],
    ["rat", ["Rats", "The Pied Piper", "Watership Down"]],
    ["RAT rabbit", ["Watership Down"]],
    ["rats -rabbits", ["The Pied Piper", "Rats"]],
    ["men or piper", ["Of Mice and Men", "The Pied Piper"]],
    ['"mice and men"', ["Of Mice and Men"]],
    ['"men and mice"', []],
    ["mice", ["Of Mice and Men", "Rats"]],
    ["london", ["Rats"]],
    ["year", []],
    ["cats", []],
    ["the and of", []],
    ["", []],
    ["  ", []],
  ])("finds %j, the best first", async (text, expected) => {
    expect(await titles(text)).toEqual(expected);
  });

  it.each(hostile.map((text) => [text.slice(0, 40), text] as const))(
    "takes %j for words",
    async (_, text) => {
      expect(await titles(text)).toEqual([]);
      expect(await Volume.count()).toBe(5);
    },
  );

  it("tells the rank of each, and those of the same rank by their key", async () => {
    await Volume.insertAll([{ title: "Rats" }, { title: "Rats" }]);
    const found = await Volume.search("rats");
    expect(found.map(({ id }) => id)).toEqual([4, 6, 7, 3, 2]);
    const ranks = found.map(({ rank }) => rank);
    expect(ranks.slice(0, 3)).toEqual([ranks[0], ranks[0], ranks[0]]);
    expect(ranks[3]).toBeLessThan(ranks[2] ?? 0);
    expect(ranks[4]).toBeLessThan(ranks[3] ?? 0);
    const [, second] = found;
    expect(second?.toJSON()).toMatchObject({
      title: "Rats",
      rank: second?.rank,
    });
    expect(second?.isChanged).toBe(false);
  });

  it("goes together with conditions, limits, counts and relations", async () => {
    const found = Volume.where({ shelf: { name: "old" } }).search("rats");
    expect(await found.count()).toBe(2);
    expect(await found.exists()).toBe(true);
    expect(await found.limit(1).offset(1).pluck("title")).toEqual([
      "Watership Down",
    ]);
    const [first] = await found.with({ shelf: true });
    expect(first?.shelf?.name).toBe("old");
    await (await Volume.find(2)).destroy();
    expect(await titles("rats")).toEqual(["Rats", "The Pied Piper"]);
    expect((await Volume.withDeleted().search("rabbits")).length).toBe(1);
  });

  it("keeps the words with each write, and no record holds them", async () => {
    const volume = await Volume.find(5);
    await volume.update({ title: "Everything" });
    expect(await titles("everything")).toEqual(["Everything"]);
    expect(await titles("nothing")).toEqual([]);
    expect(Object.keys(volume)).not.toContain("searchDocument");
    expect(volume.toJSON()).not.toHaveProperty("searchDocument");
  });

  it("sends the text as a parameter", () => {
    expect(Volume.search("rats").limit(3).toSQL()).toEqual({
      text:
        'select "volumes"."id", "volumes"."title", "volumes"."summary", "volumes"."code", "volumes"."facts", "volumes"."shelf_id", "volumes"."deleted_at", ' +
        'ts_rank("volumes"."words", "arx_rank"."words") as "rank" from "public"."volumes" ' +
        'cross join lateral (select websearch_to_tsquery($1::regconfig, $2) as "words") as "arx_rank" ' +
        'where "volumes"."words" @@ "arx_rank"."words" and "volumes"."deleted_at" is null ' +
        'order by ts_rank("volumes"."words", "arx_rank"."words") desc, "volumes"."id" limit $3',
      parameters: ["english", "rats", "3"],
    });
  });

  it("uses the index", async () => {
    const plan = await opened.database.transaction(async () => {
      await opened.database.execute("set local enable_seqscan to off");
      return sql`explain ${Volume.search("rats").limit(3)}`;
    });
    expect(JSON.stringify(plan)).toContain("idx_volumes_words");
  });

  it("says what is missing where a model is not made for it", () => {
    expect(() => Shelf.search("rats")).toThrow(
      "Shelf.search: the model has no @SearchIndex.",
    );
    expect(() => Volume.search("a").search("b")).toThrow(
      'Volume.search: the results tell a "rank" already.',
    );
    expect(() => Volume.search(5 as never)).toThrow(
      "Volume.search takes a string, not a number.",
    );
    expect(() => Volume.search("a\0b")).toThrow("Volume.search");
  });
});
