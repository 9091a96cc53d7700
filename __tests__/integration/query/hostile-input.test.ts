import {
  ArxError,
  Column,
  count,
  DatabaseError,
  identifier,
  InvalidArgumentError,
  ManagedObject,
  PrimaryKey,
  SearchIndex,
  sql,
  Table,
  Vector,
} from "arx";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Label } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { LibraryDatabase } from "../../support/library-database";

@Table()
@SearchIndex(["text"])
class Leaflet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
}

/** The methods that are called here without types, as a program does that hands on what a form or a JSON body says. */
type Method =
  | "addSelect"
  | "aggregate"
  | "and"
  | "avg"
  | "count"
  | "deleteAll"
  | "exists"
  | "explain"
  | "find"
  | "findBy"
  | "findEach"
  | "findInBatches"
  | "findMany"
  | "findOrCreateBy"
  | "findOrNull"
  | "first"
  | "fromSql"
  | "groupBy"
  | "having"
  | "joins"
  | "last"
  | "leftJoins"
  | "limit"
  | "lock"
  | "max"
  | "merge"
  | "min"
  | "not"
  | "offset"
  | "or"
  | "orderBy"
  | "page"
  | "paginate"
  | "pick"
  | "pluck"
  | "reorder"
  | "rewhere"
  | "scopes"
  | "search"
  | "select"
  | "similarTo"
  | "sum"
  | "take"
  | "timeout"
  | "updateAll"
  | "where"
  | "whereHas"
  | "whereMissing"
  | "whereNot"
  | "with";

type Untyped = {
  readonly [Name in Method]: (...given: unknown[]) => Untyped;
};

const books = Book as unknown as Untyped;
const authors = Author as unknown as Untyped;
const leaflets = Leaflet as unknown as Untyped;

/** None of them stands in a statement of its own accord. */
const hostileTexts: readonly string[] = [
  "'); drop table books; --",
  '"; drop table books; --',
  'title" = "books"."title',
  "pages or 1=1",
  "(select 1)",
  "*/ drop table books /*",
  "\\'; --",
  "title; --",
  "id\n--",
  "%hostile_",
  '{"a":1}',
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "then",
  "",
];

type Place = readonly [name: string, ask: (text: string) => unknown];

/** Where only names and words count: each is refused before a statement is made. */
const places: readonly Place[] = [
  ["a name in where", (text) => books.where({ [text]: 1 })],
  ["a name beside others", (text) => books.where({ id: 1, [text]: 1 })],
  ["a name inside and", (text) => books.where({ and: [{ [text]: 1 }] })],
  ["a name inside or", (text) => books.where({ or: [{ [text]: 1 }] })],
  ["a name inside not", (text) => books.where({ not: { [text]: 1 } })],
  [
    "a name of a related column",
    (text) => books.where({ author: { [text]: 1 } }),
  ],
  [
    "a name two relations away",
    (text) => books.where({ author: { mentor: { [text]: 1 } } }),
  ],
  [
    "a name inside some",
    (text) => books.where({ labels: { some: { [text]: 1 } } }),
  ],
  ["a quantifier", (text) => books.where({ labels: { [text]: {} } })],
  ["an operator", (text) => books.where({ title: { [text]: "x" } })],
  ["an operator of a number", (text) => books.where({ pages: { [text]: 1 } })],
  ["an operator of an array", (text) => books.where({ tags: { [text]: "a" } })],
  ["an operator of a document", (text) => books.where({ meta: { [text]: 1 } })],
  [
    "an operator of a place",
    (text) => books.where({ meta: { path: ["views"], [text]: 1 } }),
  ],
  ["conditions as text", (text) => books.where(text)],
  ["a condition in a list as text", (text) => books.where({ or: [text] })],
  ["a number as text", (text) => books.where({ pages: text })],
  ["a number to compare with", (text) => books.where({ pages: { gt: text } })],
  ["a key of a relation", (text) => books.where({ author: text })],
  ["a path as text", (text) => books.where({ meta: { path: text, eq: 1 } })],
  [
    "a fragment from JSON",
    (text) =>
      books.where(
        JSON.parse(
          JSON.stringify({ kind: "fragment", texts: [text], operands: [] }),
        ),
      ),
  ],
  [
    "a value from JSON",
    (text) =>
      books.where({
        title: { kind: "fragment", texts: [text], operands: [] },
      }),
  ],
  ["a name in whereNot", (text) => books.whereNot({ [text]: 1 })],
  ["a name in and()", (text) => books.where({}).and({ [text]: 1 })],
  ["a name in or()", (text) => books.where({}).or({ [text]: 1 })],
  ["a name in not()", (text) => books.not({ [text]: 1 })],
  ["a name in rewhere", (text) => books.where({}).rewhere({ [text]: 1 })],
  ["text to merge", (text) => books.where({}).merge(text)],
  ["a relation in whereHas", (text) => authors.whereHas(text)],
  ["a name in whereHas", (text) => authors.whereHas("books", { [text]: 1 })],
  ["a relation in whereMissing", (text) => authors.whereMissing("books", text)],
  ["a name in findBy", (text) => books.findBy({ [text]: 1 })],
  ["a key in find", (text) => books.find(text)],
  ["a name of a key in find", (text) => books.find({ [text]: 1 })],
  ["a key in findOrNull", (text) => books.findOrNull([text])],
  ["a name in exists", (text) => books.exists({ [text]: 1 })],
  ["a name in findOrCreateBy", (text) => books.findOrCreateBy({ [text]: 1 })],
  ["a name in findMany", (text) => books.findMany({ where: { [text]: 1 } })],
  ["an option of findMany", (text) => books.findMany({ [text]: 1 })],
  ["a column to order by", (text) => books.orderBy({ [text]: "asc" })],
  [
    "a column to reorder by",
    (text) => books.where({}).reorder({ [text]: "asc" }),
  ],
  ["an order as text", (text) => books.orderBy(text)],
  ["a direction", (text) => books.orderBy({ title: text })],
  [
    "a direction in an object",
    (text) => books.orderBy({ title: { dir: text } }),
  ],
  [
    "the place of NULL",
    (text) => books.orderBy({ title: { dir: "asc", nulls: text } }),
  ],
  [
    "an option of an order",
    (text) => books.orderBy({ title: { dir: "asc", [text]: "last" } }),
  ],
  [
    "a related column to order by",
    (text) => books.orderBy({ author: { [text]: "asc" } }),
  ],
  ["a limit", (text) => books.limit(text)],
  ["an offset", (text) => books.limit(1).offset(text)],
  ["a number of first results", (text) => books.first(text)],
  ["a number of last results", (text) => books.last(text)],
  ["a number to take", (text) => books.take(text)],
  ["a column to select", (text) => books.select("id", text)],
  ["a column to add", (text) => books.addSelect(text)],
  ["a column to pluck", (text) => books.pluck(text)],
  ["a second column to pluck", (text) => books.pluck("id", text)],
  ["a column to pick", (text) => books.pick(text)],
  ["a relation to load", (text) => books.with({ [text]: true })],
  [
    "a nested relation to load",
    (text) => books.with({ author: { with: { [text]: true } } }),
  ],
  [
    "an option of a relation",
    (text) => books.with({ author: { [text]: true } }),
  ],
  [
    "a column of a relation",
    (text) => books.with({ author: { select: [text] } }),
  ],
  [
    "an order of a relation",
    (text) => books.with({ labels: { orderBy: { [text]: "asc" } } }),
  ],
  ["a limit of a relation", (text) => books.with({ labels: { limit: text } })],
  ["a relation to join", (text) => books.joins(text)],
  ["a nested relation to join", (text) => books.joins({ author: text })],
  ["a relation to join, as a name", (text) => books.joins({ [text]: true })],
  ["a relation to join or not", (text) => books.leftJoins(text)],
  ["a mode of locking", (text) => books.limit(1).lock(text)],
  [
    "an option of locking",
    (text) => books.limit(1).lock("update", { [text]: true }),
  ],
  ["a column to group by", (text) => books.groupBy(text)],
  ["a column to count", (text) => books.count(text)],
  ["a column to sum", (text) => books.sum(text)],
  ["a column to average", (text) => books.avg(text)],
  ["a least value", (text) => books.min(text)],
  ["a greatest value", (text) => books.max(text)],
  ["an aggregate", (text) => books.aggregate({ n: { [text]: "pages" } })],
  ["a column of an aggregate", (text) => books.aggregate({ n: { sum: text } })],
  [
    "a condition on groups",
    (text) =>
      books
        .groupBy("title")
        .having({ [text]: 1 })
        .count(),
  ],
  [
    "an order of groups",
    (text) =>
      books
        .groupBy("title")
        .orderBy({ [text]: "asc" })
        .count(),
  ],
  ["a page", (text) => books.orderBy({ id: "asc" }).paginate({ page: text })],
  [
    "an option of paginate",
    (text) => books.orderBy({ id: "asc" }).paginate({ [text]: 1 }),
  ],
  [
    "the size of a page",
    (text) => books.orderBy({ id: "asc" }).page({ limit: text }),
  ],
  [
    "a cursor",
    (text) =>
      books.orderBy({ id: "asc" }).page({
        limit: 2,
        after: `${text}x`,
      }),
  ],
  [
    "a cursor of JSON",
    (text) =>
      books.orderBy({ id: "asc" }).page({
        limit: 2,
        after: Buffer.from(JSON.stringify([text])).toString("base64url"),
      }),
  ],
  [
    "the size of a batch",
    (text) => consume(books.findEach({ batchSize: text })),
  ],
  [
    "an option of batches",
    (text) => consume(books.findInBatches({ [text]: 1 })),
  ],
  [
    "a column to update",
    (text) => books.where({ id: 0 }).updateAll({ [text]: 1 }),
  ],
  [
    "an option of deleteAll",
    (text) => books.where({ id: 0 }).deleteAll({ [text]: true }),
  ],
  ["a timeout", (text) => books.limit(1).timeout(text)],
  ["an option of explain", (text) => books.limit(1).explain({ [text]: true })],
  ["a format of explain", (text) => books.limit(1).explain({ format: text })],
  ["a column of vectors", (text) => books.similarTo(text, Vector.of([1]))],
  ["SQL as text", (text) => books.fromSql(text)],
  [
    "a condition on groups as text",
    (text) => books.groupBy("title").having(text).count(),
  ],
  ["a scope", (text) => books.where({}).scopes(text)],
];

/** Where a text is what it says: none of these is in the library. */
const values: readonly Place[] = [
  ["equality", (text) => books.where({ title: text, subtitle: "" })],
  ["a list", (text) => books.where({ title: [`${text}!`, `${text}'`] })],
  ["like", (text) => books.where({ title: { like: `${text}'` } })],
  ["contains", (text) => books.where({ title: { contains: `${text}'` } })],
  ["startsWith", (text) => books.where({ title: { startsWith: `${text}'` } })],
  ["ieq", (text) => books.where({ title: { ieq: text } })],
  [
    "a regular expression",
    (text) =>
      books.where({
        title: { matches: `^${text.replace(/\W/g, "\\$&")}$` },
      }),
  ],
  ["an element", (text) => books.where({ tags: { has: text } })],
  ["elements", (text) => books.where({ tags: { hasAll: [text, "a"] } })],
  [
    "a key of a path",
    (text) => books.where({ meta: { path: [text, 0], eq: text } }),
  ],
  [
    "a document",
    (text) => books.where({ meta: { contains: { [`${text}!`]: text } } }),
  ],
  [
    "a key of a document",
    (text) => books.where({ meta: { hasKey: `${text}!` } }),
  ],
  ["a related column", (text) => books.where({ author: { name: text } })],
  ["SQL with a value", (text) => books.where(sql`title = ${text}`)],
  [
    "a value of a sub-select",
    (text) =>
      books.where({
        authorId: { in: Author.where({ name: text }).select("id") },
      }),
  ],
  ["a value of whereHas", (text) => books.whereHas("labels", { name: text })],
  ["words to search for", (text) => leaflets.search(text)],
  [
    "a value of rewhere",
    (text) => books.where({ title: "First" }).rewhere({ title: text }),
  ],
];

async function consume(rows: unknown): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const row of rows as AsyncIterable<unknown>) seen.push(row);
  return seen;
}

async function catchError(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return "nothing was thrown";
}

describeEachEngine("hostile text", (engine) => {
  let opened: LibraryDatabase;
  const sent: string[] = [];

  beforeAll(async () => {
    opened = await openLibrary(engine);
    await createTables(opened.database, [Leaflet]);
    await fillLibrary();
    opened.database.on("query", ({ text }) => sent.push(text));
  }, 60_000);

  beforeEach(() => {
    sent.length = 0;
  });

  afterEach(async () => {
    expect(await Book.count()).toBe(4);
  });

  afterAll(() => opened.close());

  test.each(places)("is refused as %s", async (_, ask) => {
    for (const text of hostileTexts) {
      const error = await catchError(() => ask(text));
      expect([text, error instanceof ArxError]).toEqual([text, true]);
      expect(error).not.toBeInstanceOf(DatabaseError);
    }
    expect(sent).toEqual([]);
  });

  test.each(values)("means itself as %s", async (_, ask) => {
    for (const text of hostileTexts) expect(await ask(text)).toEqual([]);
    expect(sent).toHaveLength(hostileTexts.length);
    for (const statement of sent)
      for (const text of hostileTexts.filter((each) => each !== ""))
        expect(statement).not.toContain(text);
  });

  test("is a name as it stands where a program asks for one", async () => {
    for (const text of hostileTexts.filter((each) => each !== "")) {
      const query = sql`select 1 from ${Book} where ${identifier(text)} = 1`;
      const error = await catchError(() => query);
      expect(error).toBeInstanceOf(DatabaseError);
      expect(sent.at(-1)).toContain(
        `where "${text.replaceAll('"', '""')}" = 1`,
      );
    }
    expect(() => identifier("")).toThrow(InvalidArgumentError);
  });

  test("is the name of a result where a program gives it", async () => {
    for (const text of hostileTexts.filter((each) => each !== "")) {
      const result = await Book.aggregate({ [text]: count() });
      expect(Object.entries(result)).toEqual([[text, 4]]);
      expect(sent.at(-1)).toContain(
        `count(*) as "${text.replaceAll('"', '""')}"`,
      );
    }
  });

  test("is a note without effect in annotate", async () => {
    for (const text of hostileTexts.filter((each) => each !== "")) {
      const query = Book.limit(1).annotate(text);
      expect(await query).toHaveLength(1);
      const statement = query.toSQL().text;
      expect(statement.split("*/")).toHaveLength(2);
      expect(statement.split("/*")).toHaveLength(2);
    }
  });

  test("is a value like any other when it is written", async () => {
    for (const text of hostileTexts) {
      const label = await Label.create({ name: text });
      expect(await Label.where({ name: text }).pluck("name")).toEqual([text]);
      expect(await Label.where({ name: text }).deleteAll()).toBe(1);
      expect(await Label.find([label.id]).catch(() => "gone")).toBe("gone");
    }
  });
});
