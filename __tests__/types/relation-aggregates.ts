import {
  Column,
  HasMany,
  ManagedObject,
  Polymorphic,
  PrimaryKey,
  sql,
  Table,
} from "arx";
import type { Query, RelatedCount } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";
import { Article, Label, Status, User } from "./models";

@Table()
class Photo extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare size: number;
  @HasMany(() => Sticker, (sticker) => sticker.subject)
  declare stickers: HasMany<Sticker>;
}

@Table()
class Sticker extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare width: number;
  @Polymorphic({ photo: () => Photo })
  declare subject: Polymorphic<{ photo: Photo } | null>;
}

declare const maybeText: string | undefined;

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(): Promise<void> {
  // A count and a truth value, beside whole records.
  const counted = User.withCount("articles");
  isTrue<
    Equal<typeof counted, Query<User, { told: { articlesCount: number } }>>
  >();
  const [user] = await counted.withExists("profile").withCount("profile");
  if (user === undefined) return;
  isTrue<Equal<typeof user.articlesCount, number>>();
  isTrue<Equal<typeof user.profileExists, boolean>>();
  isTrue<Equal<typeof user.profileCount, number>>();
  await user.update({ email: "a@b.c" });

  // Values of a column: as the aggregates of a query.
  const [told] = await User.withSum("articles", "reads")
    .withAvg("articles", "reads")
    .withAvg("articles", "authorId")
    .withSum("articles", "price")
    .withMin("articles", "status")
    .withMax("articles", "publishedAt");
  if (told === undefined) return;
  isTrue<Equal<typeof told.articlesSumReads, bigint | null>>();
  isTrue<Equal<typeof told.articlesAvgReads, string | null>>();
  isTrue<Equal<typeof told.articlesAvgAuthorId, number | null>>();
  isTrue<Equal<typeof told.articlesSumPrice, string | null>>();
  isTrue<Equal<typeof told.articlesMinStatus, Status | null>>();
  isTrue<Equal<typeof told.articlesMaxPublishedAt, Date | null>>();

  // Under a name of its own, of some records.
  const rows = await Article.select("id")
    .withCount("labels", {
      as: "tagged",
      where: { name: { startsWith: "a" } },
    })
    .withExists("author", { where: sql`length(email) > ${3}`, as: "named" });
  isTrue<Equal<keyof (typeof rows)[number], "id" | "tagged" | "named">>();
  isTrue<Equal<(typeof rows)[number]["tagged"], number>>();
  isTrue<Equal<(typeof rows)[number]["named"], boolean>>();

  // Beside relations, of one record, in pages, and as a value to sort by.
  const first = await Label.with({ articles: { with: { author: true } } })
    .withCount("articles")
    .orderBy({ articlesCount: "desc", name: "asc" }, { articlesCount: "asc" })
    .first();
  if (first === null) return;
  isTrue<Equal<typeof first.articlesCount, number>>();
  const [article] = first.articles;
  if (article !== undefined)
    isTrue<Equal<typeof article.author.email, string>>();
  const page = await User.withMax("articles", "publishedAt", { as: "latest" })
    .orderBy({ latest: { dir: "desc", nulls: "last" } })
    .paginate({ pageSize: 10 });
  isTrue<Equal<(typeof page.items)[number]["latest"], Date | null>>();
  User.addSelect({ length: sql<number>`length(email)` }).orderBy({
    length: "asc",
  });

  // From a polymorphic relation and from the model that it leads to.
  const [photo] = await Photo.withCount("stickers").withSum(
    "stickers",
    "width",
  );
  isTrue<Equal<NonNullable<typeof photo>["stickersSumWidth"], number | null>>();
  const [sticker] = await Sticker.withExists("subject", {
    where: { type: "photo", where: { size: 3 } },
  });
  isTrue<Equal<NonNullable<typeof sticker>["subjectExists"], boolean>>();

  // So many related records.
  const some: RelatedCount = { count: { between: [1, 3] } };
  User.whereHas("articles", { title: "x" }, { count: 3 });
  User.limit(3).whereHas("articles", {}, some);
  User.whereHas("articles", sql`length(title) > 3`, { count: { gte: 2 } });
}

export function refuse(): void {
  // expected: '"email"' is not assignable to parameter of type '"articles" | "profile"'
  // @ts-expect-error
  User.withCount("email");

  // expected: '"publishedAt"' is not assignable to parameter of type 'NumericKey<Article>'
  // @ts-expect-error
  User.withSum("articles", "publishedAt");

  // expected: '"titel"' is not assignable to parameter of type
  // @ts-expect-error
  User.withMin("articles", "titel");

  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  User.withCount("articles", { where: { title: maybeText } });

  // expected: 'titel' does not exist in type
  // @ts-expect-error
  User.withCount("articles", { where: { titel: "x" } });

  // expected: 'with' does not exist in type 'RelatedOptions<HasMany<Article>
  // @ts-expect-error
  User.withExists("articles", { with: { labels: true } });

  // expected: arx: the relation leads to records of several models; withExists tells whether there is one
  // @ts-expect-error
  Sticker.withCount("subject");

  // expected: 'articleCount' does not exist in type
  // @ts-expect-error
  User.withCount("articles").orderBy({ articleCount: "desc" });

  // expected: 'articlesCount' does not exist in type
  // @ts-expect-error
  User.orderBy({ articlesCount: "desc" });

  // expected: 'least' does not exist in type
  // @ts-expect-error
  User.whereHas("articles", {}, { count: { least: 3 } });
}
