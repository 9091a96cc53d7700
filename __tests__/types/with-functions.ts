import { sql } from "arx";
import type { Loaded, Query, With, WithQuery } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";
import { Article, Category, Label, Profile, User } from "./models";

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(user: User, articles: Article[]): Promise<void> {
  const [plain] = await User.with({
    articles: (query) => {
      isTrue<Equal<typeof query, Query<Article>>>();
      return query
        .where({ title: { ne: "" } })
        .limit(2)
        .offset(1);
    },
  });
  const [first] = plain?.articles.toArray() ?? [];
  isTrue<Equal<typeof first, Article | undefined>>();

  const [nested] = await User.where({ id: 1 }).with({
    articles: (query) =>
      query
        .withCount("labels")
        .addSelect({ size: sql<number>`length(title)` })
        .with({ labels: (labels) => labels.select("name"), editor: true }),
    profile: true,
  });
  const article = nested?.articles.at(0);
  const told: number | undefined =
    article && article.labelsCount + article.size;
  const names: string[] = article?.labels.map(({ name }) => name) ?? [];
  const email: string | undefined = article?.editor?.email;
  isTrue<Equal<typeof told | typeof email, number | string | undefined>>();
  await article?.save();
  names.push(nested?.profile?.id ?? "");

  // At any depth, and in options as well, what a query tells is known.
  const [deep] = await User.with({
    articles: (query) =>
      query.with({
        labels: (labels) =>
          labels.with({ articles: (again) => again.withCount("labels") }),
        editor: (editors) => editors.withMax("articles", "title"),
      }),
  });
  const deepArticle = deep?.articles.at(0);
  const deepCount = deepArticle?.labels.at(0)?.articles.at(0)?.labelsCount;
  isTrue<Equal<typeof deepCount, number | undefined>>();
  const greatest = deepArticle?.editor?.articlesMaxTitle;
  isTrue<Equal<typeof greatest, string | null | undefined>>();
  const [inOptions] = await User.with({
    articles: { with: { labels: (labels) => labels.withExists("articles") } },
  });
  const exists = inOptions?.articles.at(0)?.labels.at(0)?.articlesExists;
  isTrue<Equal<typeof exists, boolean | undefined>>();

  const rows = await User.select("email").with({
    articles: (query) => query.select("title"),
  });
  const titles = rows.flatMap((row) => row.articles.map(({ title }) => title));
  isTrue<Equal<typeof titles, string[]>>();

  const [one] = await Article.with({
    author: (authors) => authors.with({ profile: true }),
    editor: (editors) => editors.select("email"),
  });
  const profile: Profile | null | undefined = one?.author.profile;
  isTrue<Equal<Exclude<typeof profile, Profile>, null | undefined>>();
  const editor = one?.editor;
  isTrue<Equal<(typeof editor & object)["email"], string>>();

  const found = await User.find(1, {
    with: { articles: (query) => query.with({ author: true }) },
  });
  const author: User | undefined = found.articles.at(0)?.author;
  const many = await Category.findMany({
    where: { id: 1 },
    with: { parent: (query) => query.with({ parent: true }) },
  });
  isTrue<Equal<(typeof many)[number]["id"], number>>();

  const newest: WithQuery<Article> = (query) => query.orderBy({ id: "desc" });
  const relations: With<User> = { articles: newest };
  await User.with(relations);

  const loaded = await user.load({ articles: newest });
  isTrue<
    Equal<typeof loaded, Loaded<User, { readonly articles: typeof newest }>>
  >();
  const missing = await user.loadMissing({
    articles: { with: { editor: true } },
  });
  const above: string | undefined = missing.articles.at(0)?.editor?.email;
  const each = await Article.load(articles, {
    author: { with: { profile: true } },
  });
  const known = each.map((item) => item.author.profile?.id ?? above);
  isTrue<Equal<typeof known, (string | undefined)[]>>();
  const both = await Article.loadMissing(each, { labels: true });
  const counts = both.map((item) => item.labels.length + item.author.id);
  isTrue<Equal<typeof counts, number[]>>();
  const ofSet = await user.articles.load({ author: true });
  const authors: User[] = ofSet.map((item) => item.author);
  await user.articles.loadMissing({ labels: newestLabels });
  await authors[0]?.load({ profile: true }).then(() => author?.reload());

  const having = await User.withWhereHas("articles", { title: "x" }).with({
    profile: true,
  });
  const has = having.map(
    (item) => item.articles.length + (item.profile ? 1 : 0),
  );
  isTrue<Equal<typeof has, number[]>>();
}

const newestLabels: WithQuery<Label> = (labels) => labels.limit(1);

/** Every statement here is refused, with the sentence above it in the compiler's message. */
export function refuse(user: User, labels: Label[]): void {
  // expected: 'titel' does not exist in type
  // @ts-expect-error
  void User.with({ articles: (query) => query.where({ titel: "x" }) });

  // expected: is not assignable to
  // @ts-expect-error
  void User.with({ articles: () => 5 });

  // expected: is not assignable to
  // @ts-expect-error
  void User.with({ articles: (query) => query.count() });

  // expected: 'artikels' does not exist in type 'With<User>'
  // @ts-expect-error
  void User.with({ artikels: true });

  // expected: is not assignable to
  // @ts-expect-error
  void User.load(labels, { articles: true });

  // expected: 'email' does not exist in type 'With<User>'
  // @ts-expect-error
  void user.loadMissing({ email: true });

  // expected: 'wher' does not exist in type
  // @ts-expect-error
  void User.with({ articles: { wher: {} } });

  // expected: 'titel' does not exist in type
  // @ts-expect-error
  void User.withWhereHas("articles", { titel: "x" });
}
