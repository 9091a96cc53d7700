import {
  Column,
  HasMany,
  ManagedObject,
  ManyToMany,
  Polymorphic,
  PrimaryKey,
  Relate,
  SoftDelete,
  Table,
} from "arx";
import type { Where } from "arx";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table("ra_people")
class Person extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Post, (post) => post.person) declare posts: HasMany<Post>;
  @HasMany(() => Reply, (reply) => reply.person)
  declare replies: HasMany<Reply>;
  @HasMany(() => Like, (like) => like.person) declare likes: HasMany<Like>;
  @ManyToMany(() => Club, { through: () => Membership })
  declare clubs: ManyToMany<Club>;
}

@Table("ra_posts")
class Post extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "numeric" }) declare rating: string;
  @Column({ type: "bigint", mode: "bigint" }) declare reads: bigint;
  @Relate(() => Person, { required: true }) declare person: Relate<Person>;
  @HasMany(() => Like, (like) => like.subject) declare likes: HasMany<Like>;
  @SoftDelete() declare deletedAt: Date | null;

  static defaultScope: Where<Post> = { rating: { gte: "0" } };
}

@Table("ra_replies")
class Reply extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare words: number;
  @Relate(() => Person, { required: true }) declare person: Relate<Person>;
  @Relate(() => Post) declare post: Relate<Post | null>;
  @HasMany(() => Like, (like) => like.subject) declare likes: HasMany<Like>;
}

@Table("ra_likes")
class Like extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "double precision" }) declare weight: number;
  @Relate(() => Person, { required: true }) declare person: Relate<Person>;
  @Polymorphic({ post: () => Post, reply: () => Reply })
  declare subject: Polymorphic<{ post: Post; reply: Reply } | null>;
}

@Table("ra_clubs")
class Club extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare fee: number;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table("ra_memberships")
class Membership extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Person, { required: true }) declare person: Relate<Person>;
  @Relate(() => Club, { required: true }) declare club: Relate<Club>;
  @SoftDelete() declare leftAt: Date | null;
}

const models = [Person, Post, Reply, Like, Club, Membership];

function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

describeEachEngine("aggregates of related records", (engine) => {
  useModels(engine, models);

  /** Ann has ten of each, Bob none. */
  async function makePeople(): Promise<{ ann: Person; bob: Person }> {
    const ann = await Person.create({ name: "Ann" });
    const bob = await Person.create({ name: "Bob" });
    await Post.insertAll(
      times(10, (index) => ({
        rating: `${String(index)}.10`,
        reads: BigInt(index) * 9_007_199_254_740_993n,
        person: ann,
      })),
    );
    await Reply.insertAll(
      times(10, (index) => ({ words: index + 1, person: ann })),
    );
    const [post] = await Post.all();
    await Like.insertAll(
      times(10, (index) => ({
        weight: index + 0.5,
        person: ann,
        subject: post ?? null,
      })),
    );
    return { ann, bob };
  }

  it("do not multiply each other's rows, however many there are", async () => {
    await makePeople();
    const { result, count } = await countQueries(() =>
      Person.withCount("posts")
        .withCount("replies")
        .withCount("likes")
        .withSum("posts", "rating")
        .withAvg("posts", "rating", { as: "rating" })
        .withSum("posts", "reads")
        .withAvg("posts", "reads")
        .withSum("replies", "words")
        .withMin("replies", "words")
        .withMax("likes", "weight")
        .withSum("likes", "weight")
        .orderBy({ id: "asc" }),
    );
    expect(count).toBe(1);
    const [ann, bob] = result.map((person) =>
      Object.fromEntries(Object.entries(person)),
    );
    expect(ann).toEqual({
      id: 1,
      name: "Ann",
      postsCount: 10,
      repliesCount: 10,
      likesCount: 10,
      postsSumRating: "46.00",
      rating: "4.6000000000000000",
      postsSumReads: 405_323_966_463_344_685n,
      postsAvgReads: "40532396646334469",
      repliesSumWords: 55,
      repliesMinWords: 1,
      likesMaxWeight: 9.5,
      likesSumWeight: 50,
    });
    expect(bob).toEqual({
      id: 2,
      name: "Bob",
      postsCount: 0,
      repliesCount: 0,
      likesCount: 0,
      postsSumRating: null,
      rating: null,
      postsSumReads: null,
      postsAvgReads: null,
      repliesSumWords: null,
      repliesMinWords: null,
      likesMaxWeight: null,
      likesSumWeight: null,
    });
  });

  it("tell of one relation several times, each under its own name", async () => {
    await makePeople();
    const [ann] = await Person.withCount("posts")
      .withCount("posts", { as: "good", where: { rating: { gt: "5" } } })
      .withCount("posts", { as: "bad", where: { rating: { lt: "3" } } })
      .withExists("posts", { as: "hasBest", where: { rating: "9.1" } })
      .orderBy({ id: "asc" });
    expect(ann).toMatchObject({
      postsCount: 10,
      good: 5,
      bad: 3,
      hasBest: true,
    });
  });

  it("leave out what loading the relation would: deleted records and those outside of the default scope", async () => {
    const { ann } = await makePeople();
    await Post.where({ rating: { gt: "7" } }).updateAll({
      deletedAt: new Date(),
    });
    await Post.where({ rating: "1.1" }).updateAll({ rating: "-1" });
    await Post.where({ rating: "0.1" }).updateAll({ reads: 1n });
    const [told] = await Person.withCount("posts")
      .withExists("posts", { as: "hasBest", where: { rating: "9.1" } })
      .withMax("posts", "rating")
      .withMin("posts", "rating")
      .where({ id: ann.id });
    const posts = await ann.posts;
    expect(told).toMatchObject({
      postsCount: 6,
      hasBest: false,
      postsMaxRating: "6.10",
      postsMinRating: "0.10",
    });
    expect(told?.postsCount).toBe(posts.length);
  });

  it("follow a belongs-to to nothing where the record does not count", async () => {
    const { ann } = await makePeople();
    const post = await Post.orderBy({ id: "asc" }).first();
    await Reply.where({ id: { gt: 0 } }).deleteAll();
    await Reply.create({ words: 1, person: ann, post });
    const query = Reply.withExists("post").withCount("post");
    expect(await query).toMatchObject([{ postExists: true, postCount: 1 }]);
    await post?.destroy();
    expect(await query).toMatchObject([{ postExists: false, postCount: 0 }]);
  });

  it("count a many-to-many by the records, without links and records that are deleted", async () => {
    const { ann } = await makePeople();
    await Club.insertAll(times(4, (index) => ({ fee: 10 * (index + 1) })));
    const clubs = await Club.orderBy({ id: "asc" });
    for (const club of clubs) await Membership.create({ person: ann, club });
    // Twice a member of the first.
    const [first, second, third] = clubs;
    await Membership.create({ person: ann, club: first as Club });
    await second?.destroy();
    await Membership.where({ club: third as Club }).updateAll({
      leftAt: new Date(),
    });
    const [told] = await Person.withCount("clubs")
      .withSum("clubs", "fee")
      .where({ id: ann.id });
    expect(told).toMatchObject({ clubsCount: 2, clubsSumFee: 50 });
    expect(await ann.clubs).toHaveLength(2);
  });

  it("count by the type as well where the other side is polymorphic", async () => {
    const { ann } = await makePeople();
    const reply = await Reply.orderBy({ id: "asc" }).first();
    await Like.create({ weight: 100, person: ann, subject: reply });
    await Like.create({ weight: 1, person: ann, subject: null });
    const posts = await Post.withCount("likes")
      .withSum("likes", "weight")
      .orderBy({ id: "asc" })
      .limit(2);
    expect(posts).toMatchObject([
      { id: 1, likesCount: 10, likesSumWeight: 50 },
      { id: 2, likesCount: 0, likesSumWeight: null },
    ]);
    const replies = await Reply.withMax("likes", "weight").limit(1);
    expect(replies).toMatchObject([{ id: 1, likesMaxWeight: 100 }]);
  });

  it("tell whether a polymorphic relation leads to a record, and to one that meets conditions", async () => {
    const { ann } = await makePeople();
    const reply = await Reply.orderBy({ id: "asc" }).first();
    await Like.where({ id: { gt: 0 } }).deleteAll();
    await Like.create({ weight: 1, person: ann, subject: await Post.first() });
    await Like.create({ weight: 2, person: ann, subject: reply });
    await Like.create({ weight: 3, person: ann, subject: null });
    const query = Like.select("weight")
      .withExists("subject")
      .withExists("subject", { as: "isReply", where: { type: "reply" } })
      .withExists("subject", {
        as: "isLong",
        where: { type: "reply", where: { words: { gt: 1 } } },
      })
      .orderBy({ weight: "asc" });
    expect(await query).toEqual([
      { weight: 1, subjectExists: true, isReply: false, isLong: false },
      { weight: 2, subjectExists: true, isReply: true, isLong: false },
      { weight: 3, subjectExists: false, isReply: false, isLong: false },
    ]);
    await Post.where({ id: { gt: 0 } }).updateAll({ deletedAt: new Date() });
    expect((await query).map(({ subjectExists }) => subjectExists)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
