import type { Loaded } from "arx";
import { Range } from "arx";
import { Article, Label, Profile, Stay, User } from "./models";

declare const user: User;
declare const article: Article;
declare const label: Label;
declare const maybeText: string | undefined;
declare const dynamic: string;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what JSON.parse gives
declare const untyped: any;

/** Every statement here is refused, with the sentence above it in the compiler's message. */
export async function refuse(): Promise<void> {
  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({ title: maybeText });

  // expected: arx: \"title\" is undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({ title: undefined });

  // expected: Type 'Range<number>' is not assignable to type 'Range<string>'
  // @ts-expect-error
  Stay.where({ nights: new Range(1, 2) });

  // expected: arx: "gt" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({ title: { gt: maybeText } });

  // expected: arx: "email" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({ author: { email: maybeText } });

  // expected: arx: "name" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({ labels: { some: { name: maybeText } } });

  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({ or: [{ slug: "a" }, { title: maybeText }] });

  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.where({ not: { title: maybeText } });

  // expected: arx: the model has no column or relation "titel"
  // @ts-expect-error
  Article.where({ slug: "a", titel: "x" });

  // expected: 'titel' does not exist in type
  // @ts-expect-error
  Article.where({ titel: "x" });

  // expected: arx: the model has no column or relation "nme"
  // @ts-expect-error
  Article.where({ author: { email: "a", nme: "x" } });

  // expected: is not assignable to type 'Loaded<Article, { author: true; }>'
  // @ts-expect-error
  const unloaded: Loaded<Article, { author: true }> = await Article.find(1);

  // expected: is not assignable to type 'Loaded<Article, { author: true; }> | null'
  // @ts-expect-error
  const none: Loaded<Article, { author: true }> | null =
    await Article.findOrNull(1);
  void [unloaded, none];

  // expected: Type 'any' is not assignable to type 'never'
  // @ts-expect-error
  Article.where({ slug: "a", titel: untyped.title });

  // expected: Type 'any' is not assignable to type 'never'
  // @ts-expect-error
  Article.where({ title: { gt: "a", gtt: untyped.title } });

  // expected: arx: the column has no operator "gtt"
  // @ts-expect-error
  Article.where({ title: { gt: "a", gtt: "b" } });

  // expected: Type 'number' is not assignable to type 'ColumnCondition<string>
  // @ts-expect-error
  Article.where({ title: 5 });

  // expected: Type '"nope"' is not assignable to type
  // @ts-expect-error
  User.where({ role: "nope" });

  // expected: Type 'null' is not assignable to type
  // @ts-expect-error
  Article.where({ title: null });

  // expected: 'ilike' does not exist in type
  // @ts-expect-error
  Article.where({ publishedAt: { ilike: "x" } });

  // expected: 'has' does not exist in type
  // @ts-expect-error
  Article.where({ meta: { has: "x" } });

  // expected: Type 'number' is not assignable to type 'string'
  // @ts-expect-error
  Article.where({ tags: { has: 5 } });

  // expected: is not assignable to type
  // @ts-expect-error
  Article.where({ author: label });

  // expected: Type 'string' is not assignable to type
  // @ts-expect-error
  Article.where({ author: dynamic });

  // expected: 'name' does not exist in type 'SetCondition<Label>'
  // @ts-expect-error
  Article.where({ labels: { name: "x" } });

  // expected: 'domain' does not exist in type
  // @ts-expect-error
  User.where({ domain: "x" });

  // expected: 'greet' does not exist in type
  // @ts-expect-error
  User.where({ greet: "x" });

  // expected: 'isNew' does not exist in type
  // @ts-expect-error
  User.where({ isNew: true });

  // expected: arx: the model has no relation "autor"
  // @ts-expect-error
  Article.all().then(() => Article.with({ labels: true, autor: true }));

  // expected: Type '"join"' is not assignable to type
  // @ts-expect-error
  Article.with({ author: true }, { strategy: "join" });

  // expected: strategy
  // @ts-expect-error
  Article.with({ labels: { limit: 1, strategy: "split" } });

  // expected: arx: the model has no relation "artcles"
  // @ts-expect-error
  Article.with({ author: { with: { articles: true, artcles: true } } });

  // expected: 'where' does not exist in type
  // @ts-expect-error
  Article.with({ author: { where: { email: "x" } } });

  // expected: arx: "name" may be undefined; leave the key out or write null
  // @ts-expect-error
  Article.with({ labels: { where: { name: maybeText } } });

  // expected: Argument of type '"titel"' is not assignable to parameter of type
  // @ts-expect-error
  Article.select("titel");

  // expected: Argument of type '"author"' is not assignable to parameter of type
  // @ts-expect-error
  Article.select("author");

  // expected: 'titel' does not exist in type 'Order<Article>'
  // @ts-expect-error
  Article.orderBy({ titel: "asc" });

  // expected: Type '"up"' is not assignable to type
  // @ts-expect-error
  Article.orderBy({ title: "up" });

  // expected: Property 'email' does not exist on type 'LazyRef<User>'
  // @ts-expect-error
  article.author.email;

  // expected: Property 'length' does not exist on type
  // @ts-expect-error
  article.labels.length;

  // expected: Property 'save' does not exist on type
  // @ts-expect-error
  (await Article.select("title"))[0]!.save();

  // expected: Property 'slug' does not exist on type
  // @ts-expect-error
  (await Article.select("title"))[0]!.slug;

  const loaded: Loaded<Article, { author: true }> = await Article.find(1, {
    with: { author: true },
  });
  // expected: is possibly 'null'
  // @ts-expect-error
  (await loaded.load({ editor: true })).editor.email;

  // expected: is not assignable to type
  // @ts-expect-error
  const unloaded: Loaded<Article, { author: true }> = article;

  // expected: Property 'email' is missing in type
  // @ts-expect-error
  User.create({ role: "admin" });

  // expected: arx: the model has no attribute "emial"
  // @ts-expect-error
  User.create({ email: "a@b.c", emial: "x" });

  // expected: Type 'number' is not assignable to type
  // @ts-expect-error
  User.create({ email: 5 });

  // expected: arx: the model has no attribute "articles"
  // @ts-expect-error
  User.create({ email: "a@b.c", articles: [] });

  // expected: arx: give \"author\" or \"authorId\"
  // @ts-expect-error
  Article.create({ title: "x", slug: "y", owner: user });

  // expected: Property 'user' is missing in type
  // @ts-expect-error
  Profile.create({});

  // expected: Property 'slug' is missing in type
  // @ts-expect-error
  Article.insertAll([{ title: "x", authorId: 1, owner: user }]);

  // expected: Type 'number' is not assignable to type
  // @ts-expect-error
  Stay.where({ nights: { contains: 5 } });

  // expected: arx: the column has no operator "gt"
  // @ts-expect-error
  Stay.where({ id: 1, nights: { isNull: false, gt: "2024-05-01" } });

  // expected: Argument of type 'string' is not assignable to parameter of type 'readonly number[]'
  // @ts-expect-error
  User.find("x");

  return void unloaded;
}
