import type { Query, QueryScope, UpdateAll, Where } from "arx";
import { Column, ManagedObject, PrimaryKey, sql, Table } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";
import { Account } from "./scopes-and-changes-models";
import { Article, User } from "./models";

declare const user: User;
declare const maybe: string | undefined;

const published: QueryScope<Article> = (articles) =>
  articles.where({ publishedAt: { isNotNull: true } });

const titled =
  (title?: string): QueryScope<Article> =>
  (articles) =>
    title === undefined ? undefined : articles.where({ title });

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(): Promise<void> {
  const query = Article.scopes(published, titled("a"), (articles) =>
    articles.orderBy({ id: "asc" }).limit(3),
  );
  isTrue<Equal<typeof query, Query<Article>>>();
  const loaded = Article.with({ author: true }).scopes(published).unscoped();
  const [first] = await loaded;
  first?.author.email.trim();
  // What a scope loads is loaded; the types do not tell.
  Article.where({ title: "a" }).scopes((articles) =>
    articles.with({ author: true }),
  );
  Article.unscoped().withDeleted();
  User.with({ articles: { unscoped: true, where: { title: "a" } } });

  const count: number = await Article.where({ title: "a" }).updateAll({
    title: "b",
    publishedAt: null,
    author: user,
    editor: null,
    slug: sql`lower(slug)`,
  });
  isTrue<Equal<typeof count, number>>();
  await Article.updateAll({ tags: [] }, { all: true });
  await Article.scopes(published).deleteAll();
  await Article.where({ title: "a" }).reallyDeleteAll();
  await Article.deleteAll({ all: true });
  const values: UpdateAll<User> = { age: null };
  await User.where({ id: 1 }).updateAll(values);
}

/** Every statement here is refused, with the sentence above it in the compiler's message. */
export async function refuse(): Promise<void> {
  // expected: is not assignable to parameter of type 'QueryScope<Article>'
  // @ts-expect-error
  Article.scopes("published");

  // expected: is not assignable to
  // @ts-expect-error
  Article.scopes((users: Query<User>) => users.where({ id: 1 }));

  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.scopes((articles) => articles.where({ title: maybe }));

  // expected: 'titel' does not exist in type 'UpdateAll<Article>'
  // @ts-expect-error
  await Article.where({ title: "a" }).updateAll({ titel: "b" });

  // expected: Type 'number' is not assignable to type
  // @ts-expect-error
  await Article.updateAll({ title: 5 }, { all: true });

  // expected: is not assignable to type
  // @ts-expect-error
  await Article.where({ title: "a" }).updateAll({ author: null });

  // expected: 'labels' does not exist in type 'UpdateAll<Article>'
  // @ts-expect-error
  await Article.where({ title: "a" }).updateAll({ labels: [] });

  // expected: 'sides' does not exist in type 'UpdateAll<Account>'
  // @ts-expect-error
  await Account.updateAll({ sides: 3 }, { all: true });

  // expected: 'password' does not exist in type 'UpdateAll<Account>'
  // @ts-expect-error
  await Account.updateAll({ password: "secret" }, { all: true });

  // expected: 'al' does not exist in type 'WriteAllOptions'
  // @ts-expect-error
  await Article.deleteAll({ al: true });

  // expected: 'unscope' does not exist in type
  // @ts-expect-error
  User.with({ articles: { unscope: true } });
}

// expected: Class static side 'typeof Hiding' incorrectly extends base class static side
// @ts-expect-error
export class Hiding extends ManagedObject {
  static where: QueryScope<Article> = published;
}

@Table()
export class Scoped extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;

  // expected: 'nme' does not exist in type 'Where<Scoped>'
  // @ts-expect-error
  static defaultScope: Where<Scoped> = { nme: "a" };
}
