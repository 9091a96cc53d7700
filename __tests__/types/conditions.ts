import type { Query, Where } from "arx";
import {
  Column,
  jsonNull,
  ManagedObject,
  Polymorphic,
  PrimaryKey,
  sql,
  Table,
} from "arx";
import type { Equal } from "./assert";
import { isTrue } from "./assert";
import { Article, Label, Profile, Stay, User } from "./models";

@Table()
class Comment extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare body: string;
  @Polymorphic({ article: () => Article, label: () => Label })
  declare subject: Polymorphic<{ article: Article; label: Label } | null>;
}

declare const conditions: Where<Article>;
declare const maybeText: string | undefined;

/** Every statement here compiles, and its result has the type that is asserted. */
export function accept(): void {
  const kept = Article.with({ author: true })
    .where(sql`title > ${"a"}`)
    .whereNot({ title: ["a", "b"], author: { email: "a" } })
    .and({ slug: "a" })
    .and(sql`true`)
    .or(Article.where({ slug: "b" }))
    .or({ or: [{ slug: "a" }, sql`true`], not: sql`false` })
    .not(Article.whereHas("labels"))
    .rewhere({ title: { ne: "a" } })
    .rewhere<Where<Article>>(conditions)
    .merge(Article.orderBy({ id: "desc" }))
    .none()
    .whereHas("author", "labels")
    .whereHas("labels", { name: { ieq: "a" } })
    .whereHas("labels", sql`name = 'a'`)
    .whereMissing("editor");
  void kept.then(([one]) => one?.author.email.length);
  isTrue<Equal<ReturnType<typeof Article.none<Article>>, Query<Article>>>();
  void [
    Article.where(sql`true`),
    Article.whereNot(sql`true`),
    Article.not(Article.where({ slug: "a" })),
    Article.whereMissing("labels", { articles: { some: { slug: "a" } } }),
    Comment.whereHas("subject"),
    Comment.whereHas("subject", { type: "label", where: { name: "a" } }),
    Comment.whereMissing("subject", { type: ["label", "article"] }),
    Article.where({ labels: { some: sql`name = ${"a"}` } }),
  ];

  const ids = User.where({ role: "admin" }).select("id");
  void [
    Article.where({ authorId: ids }),
    Article.where({ authorId: { in: ids } }),
    Article.where({ authorId: { notIn: ids, ne: ids } }),
    Article.where({ authorId: { eq: sql`1` } }),
    Article.where({ authorId: { in: sql`select 1` } }),
    Article.where({ author: ids, editor: { articles: { none: {} } } }),
    Article.where({
      title: { istartsWith: "a", iendsWith: "b", imatches: "c" },
      tags: { within: ["a"] },
      meta: { within: { views: 1, other: 2 } },
    }),
    Article.where({ meta: { path: ["views"], gt: 5, lte: 9 } }),
    Article.where({ meta: { path: ["a", 0], eq: [1] } }),
    Profile.where({ settings: { path: ["a"], in: ["a", 1, true, jsonNull] } }),
    Profile.where({ settings: { path: ["a"], between: ["a", "b"] } }),
    Stay.where({ extra: { path: ["a"], isNull: true } }),
  ];
}

/** Every statement here is refused, with the sentence above it in the compiler's message. */
export function refuse(): void {
  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.whereNot({ title: maybeText });

  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({}).and({ title: maybeText });

  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({}).or({ slug: "a", title: maybeText });

  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.not({ title: maybeText });

  // expected: arx: \"title\" is undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({}).rewhere({ title: undefined });

  // expected: arx: "name" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.whereHas("labels", { name: maybeText });

  // expected: arx: "name" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({}).whereMissing("labels", { name: maybeText });

  // expected: arx: "eq" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({ meta: { path: ["views"], eq: maybeText } });

  // expected: arx: the model has no column or relation "nme"
  // @ts-expect-error
  Article.whereHas("labels", { id: "a", nme: "a" });

  // expected: arx: the model has no column or relation "titel"
  // @ts-expect-error
  Article.where({}).or({ slug: "a", titel: "x" });

  // expected: is not assignable to
  // @ts-expect-error
  Article.whereHas("title");

  // expected: is not assignable to
  // @ts-expect-error
  Article.whereMissing("autor");

  // expected: 'slug' does not exist in type 'QueryShape'
  // @ts-expect-error
  Article.where({}).merge({ slug: "a" });

  // expected: has no properties in common with type 'Where<Article>'
  // @ts-expect-error
  Article.where({}).rewhere(sql`true`);

  // expected: is not assignable to
  // @ts-expect-error
  Article.where({ meta: { gt: 5 } });

  // expected: is not assignable to
  // @ts-expect-error
  Article.where({ title: { path: ["a"], eq: "x" } });

  // expected: is not assignable to
  // @ts-expect-error
  Article.where({ meta: { path: "views", eq: 5 } });

  // expected: is not assignable to
  // @ts-expect-error
  Article.where({ tags: { within: [1] } });

  // expected: is not assignable to
  // @ts-expect-error
  Article.where({ or: ["true"] });

  // expected: is not assignable to
  // @ts-expect-error
  Article.where("true");
}
