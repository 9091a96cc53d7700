import {
  Column,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  SoftDelete,
  Table,
} from "arx";

@Table("lands")
export class Land extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
  @HasMany(() => House, (house) => house.land) declare houses: HasMany<House>;
  @HasMany(() => Author, { through: "houses", source: "authors" })
  declare authors: HasMany<Author>;
  @HasMany(() => Story, { through: "authors", source: "stories" })
  declare stories: HasMany<Story>;
  @HasMany(
    () => Story,
    { through: "authors", source: "stories" },
    { where: { pages: { gte: 100 } }, orderBy: { pages: "desc" } },
  )
  declare longStories: HasMany<Story>;
  @HasMany(() => Topic, { through: "stories", source: "topics" })
  declare topics: HasMany<Topic>;
  @HasMany(() => Topic, { through: "longStories", source: "topics" })
  declare seriousTopics: HasMany<Topic>;
  @HasOne(
    () => Story,
    { through: "authors", source: "stories" },
    { latestOfMany: "writtenAt" },
  )
  declare newest: HasOne<Story>;
  @HasOne(() => Author, { through: "houses", source: "authors" })
  declare firstAuthor: HasOne<Author>;
}

@Table("houses")
export class House extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
  @Relate(() => Land, { required: true }) declare land: Relate<Land>;
  @HasMany(() => Author, (author) => author.house)
  declare authors: HasMany<Author>;
}

@Table("authors")
export class Author extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
  @SoftDelete() declare deletedAt: Date | null;
  @Relate(() => House) declare house: Relate<House | null>;
  @HasMany(() => Story, (story) => story.author)
  declare stories: HasMany<Story>;
  @HasMany(() => Topic, { through: "stories", source: "topics" })
  declare topics: HasMany<Topic>;
  @HasOne(() => Land, { through: "house", source: "land" })
  declare land: HasOne<Land>;
}

@Table("stories")
export class Story extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare title: string;
  @Column({ type: "integer" }) declare pages: number;
  @Column({ type: "timestamptz", nullable: true })
  declare writtenAt: Date | null;
  @Relate(() => Author, { required: true }) declare author: Relate<Author>;
  @ManyToMany(() => Topic, { through: () => Tagging })
  declare topics: ManyToMany<Topic>;
  @HasOne(() => House, { through: "author", source: "house" })
  declare house: HasOne<House>;
  @HasOne(() => Land, { through: "house", source: "land" })
  declare land: HasOne<Land>;
  @HasMany(() => Author, { through: "house", source: "authors" })
  declare colleagues: HasMany<Author>;
}

@Table("topics")
export class Topic extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
  @ManyToMany(() => Story, { through: () => Tagging })
  declare stories: ManyToMany<Story>;
  @HasMany(() => Author, { through: "stories", source: "author" })
  declare authors: HasMany<Author>;
}

/** A story can be tagged with one topic several times: nothing makes the pair unique. */
@Table("taggings")
export class Tagging extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Story, { required: true, onDelete: "cascade" })
  declare story: Relate<Story>;
  @Relate(() => Topic, { required: true, onDelete: "cascade" })
  declare topic: Relate<Topic>;
}

export const press = [Land, House, Author, Story, Topic, Tagging];

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

/** Two lands, three houses, four authors, six stories; the keys begin at 1 in this order. */
export async function fillPress(): Promise<void> {
  await Land.insertAll([{ name: "North" }, { name: "South" }, { name: "Sea" }]);
  await House.insertAll([
    { name: "Alder", landId: 1 },
    { name: "Birch", landId: 1 },
    { name: "Cedar", landId: 2 },
  ] as never);
  await Author.insertAll([
    { name: "Ann", houseId: 1 },
    { name: "Ben", houseId: 2 },
    { name: "Cleo", houseId: 2 },
    { name: "Dan", houseId: 3 },
    { name: "Eve", houseId: null },
  ] as never);
  await Story.insertAll([
    { title: "Apple", pages: 90, writtenAt: day(5), authorId: 1 },
    { title: "Bell", pages: 300, writtenAt: day(9), authorId: 1 },
    { title: "Coal", pages: 120, writtenAt: null, authorId: 2 },
    { title: "Dusk", pages: 150, writtenAt: day(9), authorId: 3 },
    { title: "Echo", pages: 20, writtenAt: day(2), authorId: 4 },
    { title: "Fern", pages: 500, writtenAt: day(1), authorId: 5 },
  ] as never);
  await Topic.insertAll([{ name: "art" }, { name: "bees" }, { name: "cats" }]);
  await Tagging.insertAll(
    [
      [1, 1],
      [1, 1],
      [1, 2],
      [2, 1],
      [3, 3],
      [4, 1],
      [5, 3],
      [6, 2],
    ].map(([storyId, topicId]) => ({ storyId, topicId })) as never,
  );
}
