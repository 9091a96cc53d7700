import { Column, ManagedObject, PrimaryKey, SearchIndex, Table } from "arx";
import type { Query } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

@Table()
@SearchIndex(["title", { column: "body", weight: "B" }], {
  language: "english",
})
class Page extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column() declare body: string;
}

// @ts-expect-error -- arx: the class has no column or relation "text"
@SearchIndex(["title", "text"])
@Table()
class Misnamed extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
}

@Table()
// @ts-expect-error -- Type '"E"' is not assignable to type 'SearchWeight | undefined'
@SearchIndex([{ column: "title", weight: "E" }])
class Misweighed extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
}

// @ts-expect-error -- what is searched is named
SearchIndex([]);

export async function found(): Promise<void> {
  const ranked = await Page.where({ id: { gt: 1 } }).search("rats");
  isTrue<Equal<(typeof ranked)[number]["rank"], number>>();
  isTrue<Equal<(typeof ranked)[number]["title"], string>>();
  const narrowed: Query<Page, { told: { rank: number } }> =
    Page.search("rats").limit(5);
  const rows = await narrowed.select("id");
  isTrue<Equal<keyof (typeof rows)[number], "id" | "rank">>();
  // @ts-expect-error -- a text is searched
  Page.search(5);
}

export { Misnamed, Misweighed };
