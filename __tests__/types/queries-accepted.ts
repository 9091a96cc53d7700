import type {
  ColKey,
  Create,
  Loaded,
  ManagedSet,
  Query,
  RelKey,
  Update,
  Where,
  With,
} from "arx";
import type { ManagedObject, ModelOf, RecordOf } from "arx";
import { jsonNull, Range } from "arx";
import {
  Article,
  Category,
  Label,
  Profile,
  Status,
  Stay,
  User,
} from "./models";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

declare const user: User;
declare const label: Label;
declare const maybe: User | null;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what JSON.parse gives
declare const untyped: any;

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(): Promise<void> {
  isTrue<
    Equal<
      ColKey<User>,
      "id" | "email" | "role" | "age" | "createdAt" | "updatedAt"
    >
  >();
  isTrue<Equal<RelKey<User>, "articles" | "profile">>();
  isTrue<Equal<RelKey<Article>, "author" | "editor" | "owner" | "labels">>();
  isTrue<Equal<ColKey<Category>, "id" | "createdAt" | "name">>();

  // Ranges by value, by what they hold and share, and the null of JSON.
  Stay.where({
    nights: new Range("2024-05-01", null),
    seats: { contains: 3n, overlaps: new Range(1n, 2n) },
    extra: { eq: jsonNull },
  });
  Stay.where({
    nights: [new Range("2024-05-01", "2024-05-02"), Range.empty()],
    seats: null,
  });
  Stay.where({
    nights: { within: new Range<string>(null, "2025-01-01"), isEmpty: false },
  });
  Stay.create({
    nights: new Range("2024-05-01", "2024-05-02"),
    closed: [],
    place: { x: 1, y: 2 },
    opens: "09:00+02",
    extra: jsonNull,
  });

  // Values, lists, null and operators.
  Article.where({
    title: "x",
    id: [1, 2],
    publishedAt: null,
    status: Status.Draft,
    reads: 5n,
  });
  Article.where({
    id: { in: [1, 2] },
    title: { ilike: "%x%", startsWith: "a", ne: "b" },
  });
  Article.where({
    publishedAt: {
      gt: new Date(),
      isNull: false,
      between: [new Date(), new Date()],
    },
  });
  Article.where({
    tags: { has: "a", hasAny: ["b"], hasAll: [], isEmpty: false },
  });
  Article.where({
    tags: ["a", "b"],
    meta: { contains: { views: 1 }, hasKey: "views", eq: { views: 2 } },
  });
  Article.where({
    cover: { eq: new Uint8Array() },
    title: { matches: "^a", icontains: "b", isNotNull: true },
  });
  User.where({
    age: { gte: 18, lt: 30, notBetween: [20, 25], notIn: [22] },
    role: ["admin", "writer"],
  });
  User.where({ role: { in: ["admin"] }, createdAt: new Date() });

  // Relations.
  Article.where({ author: user, editor: maybe, owner: 5 });
  Article.where({
    editor: null,
    author: { role: "admin", articles: { some: { title: "x" } } },
  });
  Article.where({
    labels: { some: { name: "a" }, every: { name: { ne: "b" } }, none: {} },
  });
  User.where({
    profile: { settings: { isNull: true } },
    articles: { none: { title: "x" } },
  });
  User.where({ profile: null });

  // Logic, and conditions made elsewhere.
  Article.where({
    or: [{ title: "a" }, { author: { id: 1 } }],
    and: [{ slug: "b" }],
    not: { locale: "de" },
  });
  const prepared: Where<Article> = { title: "x" };
  Article.where(prepared);
  const partial: { title?: string; slug: string } = { slug: "a" };
  Article.where(partial);
  Article.where({ or: [prepared, partial], slug: "x" });

  // Results.
  const plain = await Article.where({ slug: "a" });
  isTrue<Equal<typeof plain, Article[]>>();
  const first = await Article.orderBy({
    title: "asc",
    id: { dir: "desc", nulls: "last" },
  }).first();
  isTrue<Equal<typeof first, Article | null>>();
  const found = await User.find(1);
  isTrue<Equal<typeof found.articles, ManagedSet<Article>>>();
  const author: User = await plain[0]!.author;
  const editor: User | null = await plain[0]!.editor;
  const count: number = await Article.limit(3)
    .offset(2)
    .reorder({ id: "asc" })
    .count();

  const withAll = await Article.with({
    author: {
      with: { articles: { limit: 3, orderBy: { id: "asc" } }, profile: true },
    },
    editor: true,
    labels: { where: { name: "x" }, select: ["name"] },
  });
  for (const one of withAll) {
    const email: string = one.author.email;
    const nested: string[] = one.author.articles.map(
      (article) => article.title,
    );
    const settings: unknown = one.author.profile?.settings;
    const age: number | null | undefined = one.editor?.age;
    const names: string[] = one.labels.map((each) => each.name);
    for (const each of one.labels) each.name.trim();
    const size: number = one.labels.length;
    const again: Article = one;
    const method: Promise<Article> = one.save();
    void [email, nested, settings, age, names, size, again, method];
  }

  const rows = await Article.select("id", "title").with({ author: true });
  const row: { id: number; title: string } = rows[0]!;
  const rowAuthor: string = rows[0]!.author.greet();
  const titles = await Article.where({}).pluck("title");
  isTrue<Equal<typeof titles, string[]>>();
  const pairs = await Article.where({}).pluck("id", "publishedAt");
  isTrue<Equal<typeof pairs, [number, Date | null][]>>();
  const ids = await Label.where({}).ids();
  isTrue<Equal<typeof ids, string[]>>();

  const joined = await Article.with({ author: true }, { strategy: "joined" });
  const joinedAuthor: string = joined[0]!.author.greet();
  await Article.find(1, { with: { author: true }, strategy: "split" });
  await Article.findMany({ with: { author: true }, strategy: "auto" });
  const found2 = await Article.find(1, { with: { author: true } });
  const loaded: Loaded<Article, { author: true }> = found2;
  const once = await plain[0]!.load({ labels: true });
  const at: Label | undefined = once.labels.at(0);
  for await (const each of plain[0]!.labels) each.name.trim();
  const some: Label[] = await plain[0]!.labels.where({ name: "x" }).limit(2);

  // Values of which the types know nothing, such as the body of a request.
  await Article.where({ title: untyped.title });
  await Article.where({ slug: "a", author: untyped.author, or: untyped.or });
  await Article.where({ title: { startsWith: untyped.start } });
  await Article.where({ labels: { some: { name: untyped.name } } });
  await User.findBy({ email: untyped.email, age: 3 });
  await User.findMany({ where: { email: untyped.email } });

  // Writing.
  const created = await User.create({ email: "a@b.c" });
  isTrue<Equal<typeof created, User>>();
  await Article.create({ title: "x", slug: "y", author: user, owner: found });
  await Article.create({
    title: "x",
    slug: "y",
    authorId: 1,
    owner: user,
    tags: ["a"],
    status: Status.Draft,
  });
  await Article.create({
    title: "x",
    slug: "y",
    authorId: 1,
    owner: user,
    publishedAt: null,
    editor: null,
  });
  await Profile.create({ user, settings: { dark: true } });
  const input: Create<User> = { email: "x", age: null };
  await User.create(input);
  await User.insertAll([input, { email: "y", role: "admin" }]);
  const change: Update<Article> = { title: "x", editor: null, author: user };
  await plain[0]!.update(change);
  plain[0]!.author = user;

  void [
    author,
    editor,
    count,
    row,
    rowAuthor,
    joinedAuthor,
    loaded,
    at,
    some,
    label,
  ];
}

/** Functions over any model or query compile. */
export function search<T extends ManagedObject>(
  query: Query<T>,
  conditions: Where<T>,
): Query<T> {
  return query.where(conditions).limit(10);
}

export function preload<T extends ManagedObject, const W extends With<T>>(
  query: Query<T>,
  relations: With<T>,
): Query<T, { with: With<T> }> {
  return query.with(relations);
}

export function nameOf<M extends ModelOf<ManagedObject>>(
  model: M,
): RecordOf<M> | undefined {
  return void model;
}
