import { sql } from "arx";
import type { Joins, LockMode, Order, OrderBy, Query } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";
import { Article, Category, Label, Profile, User } from "./models";

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(): Promise<void> {
  const joined = Article.joins("author", "labels")
    .leftJoins({ author: { profile: true } })
    .joins(sql`join stats on stats.article_id = articles.id`)
    .distinct();
  isTrue<Equal<typeof joined, Query<Article>>>();
  const [article] = await joined.with({ author: true });
  isTrue<Equal<(typeof article & object)["author"]["email"], string>>();

  const byName: OrderBy<Article> = { author: { email: "asc" } };
  const orders: readonly Order<Article>[] = [
    byName,
    { author: { profile: { id: { dir: "desc", nulls: "last" } } }, id: "asc" },
    { by: sql`length(title)`, dir: "desc", nulls: "first" },
    sql`random()`,
  ];
  await Article.orderBy(...orders).reverse();
  await Article.where({ id: 1 }).reorder(...orders);
  await Profile.orderBy({ user: { email: "asc" } });
  await Category.orderBy({ parent: { parent: { name: "asc" } } });
  await Article.findMany({ orderBy: orders, lock: "share" });
  await Article.findMany({ orderBy: byName, lock: { noWait: true } });
  await User.with({ articles: { orderBy: { author: { age: "desc" } } } });
  await Label.with({ articles: { orderBy: [sql`title`, { id: "desc" }] } });

  const tree: Joins<Article> = { author: { profile: true }, labels: true };
  await Article.joins(tree).count();

  const mode: LockMode = "noKeyUpdate";
  const locked = Article.lock(mode, { skipLocked: true });
  isTrue<Equal<typeof locked, Query<Article>>>();
  await Article.where({ id: 1 }).lock().first();
}

/** Every statement here is refused, with the sentence above it in the compiler's message. */
export function refuse(): void {
  // expected: '"auther"' is not assignable
  // @ts-expect-error
  Article.joins("auther");

  // expected: 'auther' does not exist in type
  // @ts-expect-error
  Article.joins({ auther: true });

  // expected: 'profil' does not exist in type
  // @ts-expect-error
  Article.leftJoins({ author: { profil: true } });

  // expected: is not assignable to
  // @ts-expect-error
  Article.joins("title");

  // expected: is not assignable to
  // @ts-expect-error
  Article.leftJoins(sql`left join users on true`);

  // expected: 'titel' does not exist in type
  // @ts-expect-error
  Article.orderBy({ titel: "asc" });

  // expected: 'emial' does not exist in type
  // @ts-expect-error
  Article.orderBy({ author: { emial: "asc" } });

  // expected: arx: a relation to many gives a record no place in an order; order by SQL
  // @ts-expect-error
  Article.orderBy({ labels: { name: "asc" } });

  // expected: Type '"up"' is not assignable to type
  // @ts-expect-error
  Article.orderBy({ author: { email: "up" } });

  // expected: Type '"middle"' is not assignable to type
  // @ts-expect-error
  Article.orderBy({ title: { dir: "asc", nulls: "middle" } });

  // expected: Type 'string' is not assignable to type 'SqlFragment<unknown>'
  // @ts-expect-error
  Article.orderBy({ by: "length(title)" });

  // expected: is not assignable to
  // @ts-expect-error
  Article.orderBy("title");

  // expected: Argument of type '"exclusive"' is not assignable to parameter of type
  // @ts-expect-error
  Article.lock("exclusive");

  // expected: 'skipLoked' does not exist in type
  // @ts-expect-error
  Article.lock("update", { skipLoked: true });

  // expected: Type '"exclusive"' is not assignable to type
  // @ts-expect-error
  void Article.findMany({ lock: "exclusive" });
}
