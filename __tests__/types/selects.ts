import type { Database, ExplainOptions, Query, QueryPlan, Sql } from "arx";
import { sql } from "arx";
import { Article, User } from "./models";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

declare const db: Database;
declare const article: Article;
declare const dynamic: string;
declare const names: ("id" | "title")[];

/** The type of what a promise or query resolves to. */
type Of<Awaitable> = Awaited<Awaitable>;

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(): Promise<void> {
  // Columns and computed values of plain rows, in one call or several.
  const rows = await Article.select("id", "title", {
    length: sql<number>`length(title)`,
    words: sql<string[] | null>`string_to_array(title, ' ')`,
    open: sql`now()`,
  });
  const [row] = rows;
  isTrue<Equal<typeof row, (typeof rows)[number] | undefined>>();
  if (row === undefined) return;
  isTrue<Equal<typeof row.id, number>>();
  isTrue<Equal<typeof row.title, string>>();
  isTrue<Equal<typeof row.length, number>>();
  isTrue<Equal<typeof row.words, string[] | null>>();
  isTrue<Equal<typeof row.open, unknown>>();
  isTrue<
    Equal<keyof typeof row, "id" | "title" | "length" | "words" | "open">
  >();

  const several = Article.select("id")
    .where({ title: "x" })
    .select("title", { n: sql<number>`1` })
    .select({ m: sql<string>`2` });
  const [one] = await several.with({ author: { select: ["email"] } });
  if (one === undefined) return;
  isTrue<Equal<keyof typeof one, "id" | "title" | "n" | "m" | "author">>();
  isTrue<Equal<typeof one.author.email, string>>();
  isTrue<Equal<typeof one.m, string>>();

  const [spread] = await Article.select(...names);
  isTrue<Equal<keyof NonNullable<typeof spread>, "id" | "title">>();

  // Whole records that tell computed values, with relations or not.
  const told = await Article.addSelect("meta", { length: sql<number>`1` })
    .with({ author: true })
    .addSelect({ rank: sql<bigint>`2` })
    .first();
  if (told === null) return;
  isTrue<Equal<typeof told.length, number>>();
  isTrue<Equal<typeof told.rank, bigint>>();
  isTrue<Equal<typeof told.author.email, string>>();
  await told.update({ title: "x" });
  const plain: Query<Article> = Article.addSelect("meta");
  isTrue<Equal<Of<typeof plain>[number], Article>>();

  // Records of a statement.
  const found = await Article.fromSql(sql`select * from ${Article}`)
    .where({ title: "x" })
    .addSelect({ depth: sql<number>`depth` });
  isTrue<Equal<(typeof found)[number]["depth"], number>>();
  Article.fromSql(sql.raw("select * from articles where id = :id", { id: 1 }));

  // Rows of a statement, and values of a fragment.
  const raw = await sql<{ id: number }>`select 1 as id`;
  isTrue<Equal<typeof raw, { id: number }[]>>();
  const unknown = await sql`select 1 as id`;
  isTrue<Equal<typeof unknown, Record<string, unknown>[]>>();
  const value: Sql<number> = sql<number>`1`;
  isTrue<Equal<Of<typeof value>, Record<string, unknown>[]>>();
  const any: Sql = value;
  void sql.join([1, "a", any], sql` or `);

  // Parameters as a list or by name.
  await db.query("select ?", [1]);
  await db.one("select :n", { n: 1 }, { timeoutMs: 5 });
  await db.maybeOne<{ n: number }>("select 1 as n");
  await db.execute("select $1", names);

  // Plans, as documents or text.
  const options: ExplainOptions = { analyze: true, buffers: false };
  const plans = await Article.where({ title: "x" }).explain(options);
  isTrue<Equal<typeof plans, QueryPlan[]>>();
  const texts = await User.explain({ format: "text", verbose: true });
  isTrue<Equal<typeof texts, QueryPlan<string>[]>>();
  const annotated: Query<User> = User.annotate("a").annotate("b");
  void [article, annotated];
}

/** Every statement here is refused, with the sentence above it in the compiler's message. */
export async function refuse(): Promise<void> {
  // expected: Argument of type '"titel"' is not assignable to parameter of type
  // @ts-expect-error
  Article.select("titel");

  // expected: Argument of type '"author"' is not assignable to parameter of type
  // @ts-expect-error
  Article.select("id", "author");

  // expected: Type 'string' is not assignable to type 'SqlFragment<unknown>'
  // @ts-expect-error
  Article.select({ n: dynamic });

  // expected: Argument of type '"labels"' is not assignable to parameter of type
  // @ts-expect-error
  Article.addSelect("labels");

  // expected: Property 'body' does not exist on type
  // @ts-expect-error
  (await Article.select("id", { n: sql<number>`1` }))[0]?.body;

  // expected: Property 'n' does not exist on type 'Article'
  // @ts-expect-error
  (await Article.addSelect("meta"))[0]?.n;

  // expected: Argument of type 'string' is not assignable to parameter of type 'SqlFragment<unknown>'
  // @ts-expect-error
  Article.fromSql(dynamic);

  // expected: Argument of type 'string' is not assignable to parameter of type 'SqlFragment<unknown>'
  // @ts-expect-error
  sql.join([1], dynamic);

  // expected: is not assignable to parameter of type 'RawParameters | undefined'
  // @ts-expect-error
  await db.query("select ?", 1);

  // expected: 'analyse' does not exist in type
  // @ts-expect-error
  await Article.explain({ analyse: true });
}
