import {
  Column,
  DelegatedType,
  Discriminator,
  Generated,
  HasMany,
  ManagedObject,
  Polymorphic,
  PrimaryKey,
  SoftDelete,
  Subtype,
  Table,
} from "arx";
import { countQueries } from "arx/testing";
import { connect } from "../../../lib/database/current";
import type { Database } from "../../../lib/database/database";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";

@Table("pi_posts")
class Post extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Discriminator() declare readonly kind: string;
  @HasMany(() => Comment, (comment) => comment.about)
  declare comments: HasMany<Comment>;
  declare [Generated]?: "kind";
}

@Subtype()
class TextPost extends Post {}

@Subtype()
class VideoPost extends Post {}

@Table("pi_drafts")
class Draft extends ManagedObject {
  @PrimaryKey() declare id: number;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table("pi_comments")
class Comment extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Polymorphic({ post: () => Post, draft: () => Draft })
  declare about: Polymorphic<{ post: Post; draft: Draft } | null>;
}

@Table("pi_entries")
class Entry extends ManagedObject {
  @PrimaryKey() declare id: number;
  @SoftDelete() declare deletedAt: Date | null;
  @DelegatedType({ text: () => Body })
  declare body: DelegatedType<{ text: Body }>;
}

@Table("pi_bodies")
class Body extends ManagedObject {
  @PrimaryKey() declare id: number;
}

describeEachEngine("a polymorphic relation to models", (engine) => {
  let made: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    made = await engine.create();
    database = await connect({ database: made.url });
    await createTables(database, [
      Post,
      TextPost,
      VideoPost,
      Draft,
      Comment,
      Entry,
      Body,
    ]);
  }, 60_000);

  afterAll(async () => {
    await database.close();
    await made.drop();
  });

  test("that share a table keeps the name of the one that it lists", async () => {
    const text = await TextPost.create({ title: "t" });
    const video = await VideoPost.create({ title: "v" });
    await Comment.create({ about: text });
    const ofVideo = await Comment.create({ about: video });
    expect(ofVideo.toJSON()).toMatchObject({ aboutType: "post" });
    expect(await ofVideo.about).toBe(video);

    const { result, count } = await countQueries(() =>
      Comment.with({ about: true }).orderBy({ id: "asc" }).all(),
    );
    expect(count).toBe(2);
    expect(result.map(({ about }) => about?.constructor.name)).toEqual([
      "TextPost",
      "VideoPost",
    ]);
    expect(await Comment.where({ about: video }).count()).toBe(1);
    expect(await Comment.where({ about: { type: "post" } }).count()).toBe(2);
    const found = await VideoPost.find(video.id);
    expect((await found.comments).map(({ id }) => id)).toEqual([ofVideo.id]);
    expect(await VideoPost.where({ comments: { some: {} } }).count()).toBe(1);
    await Comment.where({ about: video })
      .all()
      .then((comments) => Promise.all(comments.map((each) => each.destroy())));
  });

  test("with soft deletes does not lead to records that are deleted", async () => {
    const draft = await Draft.create({});
    const comment = await Comment.create({ about: draft });
    const isDraft = { type: "draft", where: { id: draft.id } } as const;
    expect(await Comment.where({ about: isDraft }).count()).toBe(1);
    await draft.destroy();
    expect(await (await Comment.find(comment.id)).about).toBeNull();
    expect(await Comment.where({ about: isDraft }).count()).toBe(0);
    expect(await Comment.where({ about: { type: "draft" } }).count()).toBe(1);
    const [loaded] = await Comment.where({ about: draft }).with({
      about: { draft: { withDeleted: true } },
    });
    expect(loaded?.about?.id).toBe(draft.id);
  });

  test("that delegate and have soft deletes keeps what they delegate to", async () => {
    const entry = await Entry.create({ body: new Body() });
    await entry.destroy();
    expect([await Entry.count(), await Body.count()]).toEqual([0, 1]);
    await entry.restore();
    expect(await (await Entry.find(entry.id)).body).toBeInstanceOf(Body);
    await entry.reallyDestroy();
    expect([await Entry.count(), await Body.count()]).toEqual([0, 0]);
  });
});
