import { avg, count, max, min, sql, sum } from "arx";
import type { GroupedQuery } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";
import { Article, Status, User } from "./models";

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(): Promise<void> {
  // Of one column: as its field, null of nothing.
  const n = await Article.count("publishedAt");
  isTrue<Equal<typeof n, number>>();
  const age = await User.where({ role: "admin" }).sum("age");
  isTrue<Equal<typeof age, number | null>>();
  const mean = await User.avg("age");
  isTrue<Equal<typeof mean, number | null>>();
  const price = await Article.avg("price");
  isTrue<Equal<typeof price, string | null>>();
  const reads = await Article.sum("reads");
  isTrue<Equal<typeof reads, bigint | null>>();
  const meanReads = await Article.avg("reads");
  isTrue<Equal<typeof meanReads, string | null>>();
  const last = await Article.max("publishedAt");
  isTrue<Equal<typeof last, Date | null>>();
  const status = await Article.limit(2).min("status");
  isTrue<Equal<typeof status, Status | null>>();

  // Of SQL: as it says.
  const computed = await Article.sum(sql<number>`length(title)`);
  isTrue<Equal<typeof computed, number | null>>();
  const unsaid = await Article.min(sql`length(title)`);
  isTrue<Equal<typeof unsaid, unknown>>();

  // Several at once.
  const row = await Article.where({ locale: "en" }).aggregate({
    n: count(),
    authors: count("authorId", { distinct: true }),
    drafts: count().where({ status: Status.Draft }),
    mine: sum("reads").where(sql`author_id = ${1}`),
    price: avg("price", { distinct: true }),
    first: min("publishedAt"),
    longest: max(sql<number>`length(title)`),
    share: sql<number | null>`avg(price) / sum(price)`,
  });
  isTrue<
    Equal<
      typeof row,
      {
        n: number;
        authors: number;
        drafts: number;
        mine: bigint | null;
        price: string | null;
        first: Date | null;
        longest: number | null;
        share: number | null;
      }
    >
  >();

  // A Map by the key, or a Map in a Map.
  const byLocale = await Article.groupBy("locale").count();
  isTrue<Equal<typeof byLocale, Map<string, number>>>();
  const byDate = await Article.groupBy("publishedAt").sum("reads");
  isTrue<Equal<typeof byDate, Map<Date | null, bigint | null>>>();
  const byAuthor = await Article.groupBy("author").max("title");
  isTrue<Equal<typeof byAuthor, Map<User, string | null>>>();
  const byEditor = await Article.groupBy("editor").count();
  isTrue<Equal<typeof byEditor, Map<User | null, number>>>();
  const nested = await Article.groupBy("locale", "status").avg("price");
  isTrue<Equal<typeof nested, Map<string, Map<Status, string | null>>>>();
  const byMonth = await Article.groupBy({
    month: sql<Date>`date_trunc('month', published_at)`,
  }).count();
  isTrue<Equal<typeof byMonth, Map<Date, number>>>();

  // A plain row for each group.
  const rows = await Article.where({ locale: "en" })
    .groupBy("locale", "author", { month: sql<Date>`published_at` })
    .having(sql`count(*) > ${1}`)
    .having({ n: { gt: 1 } })
    .orderBy({ n: "desc", locale: { dir: "asc", nulls: "last" } })
    .limit(10)
    .offset(10)
    .aggregate({ n: count(), last: max("publishedAt") });
  const [first] = rows;
  isTrue<Equal<(typeof rows)[number]["locale"], string>>();
  isTrue<Equal<(typeof rows)[number]["author"], User>>();
  isTrue<Equal<(typeof rows)[number]["month"], Date>>();
  isTrue<Equal<(typeof rows)[number]["n"], number>>();
  isTrue<Equal<(typeof rows)[number]["last"], Date | null>>();
  isTrue<
    Equal<
      keyof NonNullable<typeof first>,
      "locale" | "author" | "month" | "n" | "last"
    >
  >();
  const groups: GroupedQuery<Article, ["locale"]> = Article.groupBy("locale");
  await groups.count();
}

/** Every statement here is refused, with the sentence above it in the compiler's message. */
export async function refuse(): Promise<void> {
  // expected: Argument of type '"publishedAt"' is not assignable
  // @ts-expect-error
  await Article.sum("publishedAt");

  // expected: Argument of type '"status"' is not assignable
  // @ts-expect-error
  await Article.avg("status");

  // expected: Argument of type '"role"' is not assignable
  // @ts-expect-error
  await User.where({ role: "admin" }).sum("role");

  // expected: Argument of type '"tags"' is not assignable
  // @ts-expect-error
  await Article.sum("tags");

  // expected: Argument of type '"titel"' is not assignable
  // @ts-expect-error
  await Article.max("titel");

  // expected: Argument of type '"labels"' is not assignable
  // @ts-expect-error
  await Article.count("labels");

  // expected: Expected 1 arguments, but got 0
  // @ts-expect-error
  await Article.sum();

  // expected: Type '"pric"' is not assignable
  // @ts-expect-error
  await Article.aggregate({ n: count(), total: sum("pric") });

  // expected: Type '"publishedAt"' is not assignable
  // @ts-expect-error
  await Article.aggregate({ total: avg("publishedAt") });

  // expected: Type 'string' is not assignable to type
  // @ts-expect-error
  await Article.aggregate({ n: "count(*)" });

  // expected: Type '1' is not assignable to type
  // @ts-expect-error
  await Article.aggregate({ n: count().where({ title: 1 }) });

  // expected: Argument of type '"labels"' is not assignable
  // @ts-expect-error
  Article.groupBy("labels");

  // expected: Argument of type '"local"' is not assignable
  // @ts-expect-error
  Article.groupBy("local");

  // expected: Type 'string' is not assignable to type 'SqlFragment<unknown>'
  // @ts-expect-error
  Article.groupBy({ month: "date_trunc('month', published_at)" });

  // expected: Type '"up"' is not assignable to type
  // @ts-expect-error
  Article.groupBy("locale").orderBy({ n: "up" });

  // expected: is not assignable to parameter of type
  // @ts-expect-error
  Article.groupBy("locale").having("count(*) > 1");

  // expected: Argument of type '"publishedAt"' is not assignable
  // @ts-expect-error
  await Article.groupBy("locale").sum("publishedAt");

  const [row] = await Article.groupBy("locale").aggregate({ n: count() });
  // expected: Property 'total' does not exist on type
  // @ts-expect-error
  row?.total;
}
