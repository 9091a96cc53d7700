import { RecordStateError, sql } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  Badge,
  Post,
  Remark,
  Role,
  setModels,
  User,
} from "../../support/set-models";
import { useModels } from "../../support/use-models";

describeEachEngine("the set of a has-many", (engine) => {
  const models = useModels(engine, setModels);
  let ada: User;
  let bob: User;

  beforeEach(async () => {
    ada = await User.create({ name: "Ada" });
    bob = await User.create({ name: "Bob" });
  });

  const newPost = (title: string): Post => Object.assign(new Post(), { title });
  const titlesOf = async (author: User): Promise<string[]> =>
    Post.where({ author }).orderBy({ id: "asc" }).pluck("title");

  test("saves records under their owner, new ones and those of another", async () => {
    const second = await Post.create({ title: "second", author: bob });
    const third = await Post.create({ title: "third" });
    const first = newPost("first");
    expect(await ada.posts.add([first, second, third.id])).toBe(3);
    expect(first.isNew).toBe(false);
    expect(first.author).toBe(ada);
    expect(second.authorId).toBe(ada.id);
    expect((await titlesOf(ada)).sort()).toEqual(["first", "second", "third"]);
    const { result, count } = await countQueries(() => ada.posts.add(first));
    expect([result, count]).toEqual([0, 0]);
  });

  test("writes one record in one statement, without a transaction", async () => {
    const post = await Post.create({ title: "first" });
    const { statements } = await countQueries(() => ada.posts.add(post));
    expect(statements.map(({ text }) => text)).toEqual([
      'update "public"."set_posts" set "author_id" = $1, "version" = "set_posts"."version" + $2 where "set_posts"."id" = $3 and "set_posts"."version" = $4 returning "id", "title", "author_id", "version"',
    ]);
  });

  test("adds all or none, and a record that is refused refers to what it did before", async () => {
    const first = newPost("first");
    const second = await Post.create({ title: "second", author: bob });
    second.title = "spam";
    const loaded = await User.find(ada.id, { with: { posts: true } });
    await expect(loaded.posts.add([first, second])).rejects.toThrow("no spam");
    expect([first.isNew, first.authorId, first.author]).toEqual([
      true,
      undefined,
      null,
    ]);
    expect([second.authorId, second.author]).toEqual([bob.id, bob]);
    expect(second.changes).toEqual({ title: ["second", "spam"] });
    await expect(loaded.posts.add(second)).rejects.toThrow("no spam");
    expect(second.authorId).toBe(bob.id);
    expect(loaded.posts).toHaveLength(0);
    expect(await titlesOf(ada)).toEqual([]);
  });

  test("lets records go in one statement that calls no hooks", async () => {
    const [first, second] = [newPost("first"), newPost("second")];
    await ada.posts.add([first, second]);
    await sql`update ${Post} set title = 'spam' where id = ${first.id}`;
    first.title = "mine";
    const { result, statements } = await countQueries(() =>
      ada.posts.remove([first, 999]),
    );
    expect(result).toBe(1);
    expect(statements.map(({ text }) => text)).toEqual([
      'update "public"."set_posts" set "author_id" = $1, "version" = "set_posts"."version" + $2 where "set_posts"."author_id" = $3 and "set_posts"."id" = any($4) returning "id", "author_id", "version"',
    ]);
    expect([first.authorId, first.author]).toEqual([null, null]);
    expect(first.changes).toEqual({ title: ["first", "mine"] });
    expect(first.previousChanges).toEqual({ authorId: [ada.id, null] });
    await first.save();
    expect(await bob.posts.remove(second)).toBe(0);
    expect(second.authorId).toBe(ada.id);
    expect(await ada.posts.clear()).toBe(1);
    expect(await Post.where({ author: null }).count()).toBe(2);
  });

  test("is replaced by writing the difference", async () => {
    const [first, second] = [newPost("first"), newPost("second")];
    const loaded = await User.find(ada.id, { with: { posts: true } });
    await loaded.posts.add([first, second]);
    const { result, count } = await countQueries(() =>
      loaded.posts.set([second, newPost("third")]),
    );
    expect(result).toEqual({ added: 1, removed: 1, updated: 0 });
    // The owner is held, one lets go, one is inserted; what stays is not written.
    expect(count).toBe(3);
    expect(first.authorId).toBeNull();
    expect(loaded.posts.map(({ title }) => title)).toEqual(["second", "third"]);
    expect(loaded.posts.at(0)).toBe(second);
    expect(await titlesOf(ada)).toEqual(["second", "third"]);
    expect(await loaded.posts.set([])).toEqual({
      added: 0,
      removed: 2,
      updated: 0,
    });
    expect(loaded.posts).toHaveLength(0);
    expect(second.authorId).toBeNull();
  });

  test("is what one of two said who replace it at once, by keys of records with a version", async () => {
    const posts = await Promise.all(
      ["first", "second", "third"].map((title) => Post.create({ title })),
    );
    const [first = 0, second = 0, third = 0] = posts.map(({ id }) => id);
    await ada.posts.add(first);
    await Promise.all([
      ada.posts.set([first, second]),
      ada.posts.set([second, third]),
      ada.posts.set([third, first]),
    ]);
    expect(await ada.posts.count()).toBe(2);
  });

  test("creates records", async () => {
    const loaded = await User.find(ada.id, { with: { posts: true } });
    const post = await loaded.posts.create({ title: "first" });
    expect(post.author).toBe(loaded);
    expect(loaded.posts.at(0)).toBe(post);
    await expect(loaded.posts.create({ title: "spam" })).rejects.toThrow(
      "no spam",
    );
    expect(loaded.posts).toHaveLength(1);
    await expect(ada.posts.create({ title: "x", author: bob })).rejects.toThrow(
      "User.posts.create sets Post.author by itself.",
    );
    await expect(
      ada.posts.create({ title: "x", authorId: bob.id }),
    ).rejects.toMatchObject({ hint: 'Leave "authorId" out.' });
  });

  test("shows at once what was written, and what went from another owner", async () => {
    const post = await Post.create({ title: "first", author: bob });
    const former = await User.find(bob.id, { with: { posts: true } });
    const loaded = await User.find(ada.id, { with: { posts: true } });
    const [moved] = former.posts;
    if (moved === undefined) throw new Error("Bob has no post.");
    const attempt = models.database.transaction(async () => {
      await loaded.posts.add(moved);
      expect([former.posts.length, loaded.posts.length]).toEqual([0, 1]);
      throw new Error("back");
    });
    await expect(attempt).rejects.toThrow("back");
    expect([former.posts.length, loaded.posts.length]).toEqual([1, 0]);
    expect([moved.authorId, moved.author]).toEqual([bob.id, former]);
    await loaded.posts.add(moved);
    expect([former.posts.length, loaded.posts.length]).toEqual([0, 1]);
    // Of a key the record is read; one that is shown already takes its place.
    await loaded.posts.add(post.id);
    expect(loaded.posts.map(({ id }) => id)).toEqual([post.id]);
  });

  test("takes back what it let go when the transaction is rolled back", async () => {
    const post = newPost("first");
    const loaded = await User.find(ada.id, { with: { posts: true } });
    await loaded.posts.add(post);
    const attempt = models.database.transaction(async () => {
      await loaded.posts.clear();
      expect(post.authorId).toBeNull();
      throw new Error("back");
    });
    await expect(attempt).rejects.toThrow("back");
    expect([post.authorId, post.author]).toEqual([ada.id, loaded]);
    expect(post.isChanged).toBe(false);
    expect(loaded.posts.at(0)).toBe(post);
  });

  test("leaves a version that another program raised to the next save", async () => {
    const post = await ada.posts.create({ title: "first" });
    await sql`update ${Post} set version = version + 1`;
    await ada.posts.remove(post);
    expect(post.authorId).toBeNull();
    post.title = "mine";
    await expect(post.save()).rejects.toThrow("another program");
  });

  test("refuses to leave records without an owner that they need", async () => {
    const badge = await ada.badges.create({ name: "gold" });
    const refused = new RecordStateError(
      "User.badges.remove would leave records of Badge without Badge.user, which is required.",
    );
    await expect(ada.badges.remove(badge)).rejects.toThrow(refused);
    await expect(ada.badges.remove(badge)).rejects.toMatchObject({
      hint: 'Destroy them, or set their "user" to another User.',
    });
    await expect(ada.badges.clear()).rejects.toThrow("User.badges.clear would");
    await expect(ada.badges.set([])).rejects.toThrow("User.badges.set would");
    expect(await bob.badges.clear()).toBe(0);
    expect(
      await ada.badges.set([
        badge,
        Object.assign(new Badge(), { name: "silver" }),
      ]),
    ).toEqual({
      added: 1,
      removed: 0,
      updated: 0,
    });
    expect(await bob.badges.add(badge)).toBe(1);
    expect(await ada.badges.count()).toBe(1);
  });

  test("writes a polymorphic relation", async () => {
    const role = await Role.create({ name: "admin" });
    const remark = await Remark.create({ text: "a", subject: role });
    expect(await ada.remarks.add(remark)).toBe(1);
    expect([
      remark.subject,
      await Remark.where({ subject: ada }).count(),
    ]).toEqual([ada, 1]);
    await ada.remarks.create({ text: "b" });
    expect(await ada.remarks.remove(remark)).toBe(1);
    expect(remark.subject).toBeNull();
    expect(remark.isChanged).toBe(false);
    expect(await ada.remarks.clear()).toBe(1);
  });
});
