import { sql } from "arx";
import type { Loaded, Query } from "arx";
import { Article, ArticleLabel, Label, Profile, User } from "./models";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

declare const user: User;
declare const users: Query<User>;
declare const maybeText: string | undefined;

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(): Promise<void> {
  isTrue<Equal<Awaited<ReturnType<typeof users.sole>>, User>>();
  const found = await users.find(1);
  isTrue<Equal<typeof found, User>>();
  const each = await users.find([1, 2]);
  isTrue<Equal<typeof each, User[]>>();
  const maybe = await users.findOrNull(1);
  isTrue<Equal<typeof maybe, User | null>>();
  const named = await users.findBy({ email: "a@b.c" });
  isTrue<Equal<typeof named, User | null>>();
  await users.findBy(sql`age > ${18}`);

  const first = await User.first();
  isTrue<Equal<typeof first, User | null>>();
  const firsts = await User.first(2);
  isTrue<Equal<typeof firsts, User[]>>();
  const last = await User.last();
  isTrue<Equal<typeof last, User | null>>();
  const some = await User.where({ age: 3 }).take(2);
  isTrue<Equal<typeof some, User[]>>();
  const only = await User.sole();
  isTrue<Equal<typeof only, User>>();

  // What was loaded, selected and told is in the result of every verb.
  const loaded = await Article.with({ author: true }).find(1);
  const typed: Loaded<Article, { author: true }> = loaded;
  typed.author.greet();
  (await Article.with({ author: true }).last())?.author.greet();
  (await Article.with({ labels: true }).first(2))[0]?.labels.length.toFixed();
  const row = await Article.select("id", "title").sole();
  isTrue<Equal<(typeof row)["title"], string>>();
  const rows = await Article.select("title").find([1]);
  isTrue<Equal<(typeof rows)[number]["title"], string>>();

  // A key of several columns.
  await ArticleLabel.where({ labelId: "x" }).find({
    articleId: 1,
    labelId: "x",
  });

  // Questions.
  isTrue<Equal<Awaited<ReturnType<typeof users.any>>, boolean>>();
  await User.exists();
  await User.exists(1);
  await User.exists({ age: { gt: 3 } });
  await User.exists(sql`age > ${3}`);
  await Label.exists("018c2b5c-8d20-7000-8000-123456789abc");
  await ArticleLabel.exists({ articleId: 1, labelId: "x" });
  await user.articles.size();
  await user.articles.isEmpty();

  // Values.
  const roles = await User.pluck("role");
  isTrue<Equal<typeof roles, ("admin" | "writer")[]>>();
  const pairs = await users.pluck("age", "id", "age");
  isTrue<Equal<typeof pairs, [number | null, number, number | null][]>>();
  const lengths = await users.pluck(sql<number>`length(email)`);
  isTrue<Equal<typeof lengths, number[]>>();
  const mixed = await users.pick("email", sql<Date | null>`max(created_at)`);
  isTrue<Equal<typeof mixed, [string, Date | null] | null>>();
  const untyped = await users.pick(sql`length(email)`);
  isTrue<Equal<typeof untyped, unknown>>();
  const age = await User.pick("age");
  isTrue<Equal<typeof age, number | null>>();
  const ids = await Label.ids();
  isTrue<Equal<typeof ids, string[]>>();

  // Made where there is none: what is found by and the attributes are complete together.
  const made = await User.findOrCreateBy({ email: "a@b.c" });
  isTrue<Equal<typeof made, User>>();
  await User.findOrCreateBy({ age: null }, { email: "a@b.c" });
  await User.createOrFindBy({ email: "a@b.c" }, { age: 3 });
  await User.updateOrCreateBy({ email: "a@b.c" }, { role: "admin" });
  await Profile.findOrCreateBy({ user });
  await Profile.findOrCreateBy({ user }, { settings: { a: 1 } });
  await Article.findOrCreateBy(
    { author: user, slug: "a" },
    { title: "A", owner: user },
  );
  await Article.findOrCreateBy(
    { slug: "a", title: "A" },
    { authorId: 1, owner: user },
  );
  const built = await Article.findOrBuildBy({ slug: "a" }, { title: "A" });
  isTrue<Equal<typeof built, Article>>();
  await Article.findOrBuildBy({ editor: null });
}

/** Every statement after `@ts-expect-error` is refused, with the message above it. */
export async function refuse(): Promise<void> {
  // expected: No overload matches this call
  // @ts-expect-error
  await users.find("x");

  // expected: Argument of type 'string' is not assignable to parameter of type 'number'
  // @ts-expect-error
  await users.first("2");

  // expected: Property 'title' does not exist on type
  // @ts-expect-error
  (await users.find(1)).title;

  // expected: is possibly 'null'
  // @ts-expect-error
  (await users.last()).email;

  // expected: Property 'email' does not exist on type 'LazyRef<User>'
  // @ts-expect-error
  (await Article.where({}).find(1)).author.email;

  // expected: Property 'slug' does not exist on type
  // @ts-expect-error
  (await Article.select("id", "title").sole()).slug;

  // expected: Argument of type '"emial"' is not assignable to parameter of type
  // @ts-expect-error
  await User.pick("emial");

  // expected: Argument of type '"articles"' is not assignable to parameter of type
  // @ts-expect-error
  await users.pluck("id", "articles");

  // expected: may be undefined; leave the key out or write null
  // @ts-expect-error
  await User.exists({ email: maybeText });

  // expected: undefined
  // @ts-expect-error
  await User.exists(undefined);

  // expected: 'emial' does not exist in type
  // @ts-expect-error
  await users.findBy({ emial: "x" });

  // expected: arx: "email" may be undefined; leave the key out or write null
  // @ts-expect-error
  await User.findOrBuildBy({ email: maybeText });

  // expected: arx: the model has no column or relation to one "emial"
  // @ts-expect-error
  await User.findOrBuildBy({ age: 3, emial: "x" });

  // expected: is not assignable to type 'number'
  // @ts-expect-error
  await User.findOrBuildBy({ age: { gt: 3 } });

  // expected: Property 'email' is missing in type
  // @ts-expect-error
  await User.findOrCreateBy({ age: 3 });

  // expected: Property 'email' is missing in type
  // @ts-expect-error
  await User.updateOrCreateBy({ age: 3 }, { role: "admin" });

  // expected: arx: give \"author\" or \"authorId\"
  // @ts-expect-error
  await Article.updateOrCreateBy({ slug: "a" }, { title: "A", owner: user });

  // expected: arx: the model has no attribute "titel"
  // @ts-expect-error
  await Profile.updateOrCreateBy({ user }, { settings: 1, titel: "x" });
}
