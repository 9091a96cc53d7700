import { countQueries } from "arx/testing";
import {
  assignedAt,
  Comment,
  community,
  fillCommunity,
  Member,
} from "../../support/community";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

describeEachEngine("Members with all that belongs to them", (engine) => {
  useModels(engine, community);

  beforeEach(fillCommunity);

  /** Five relations, two of them with relations of their own. */
  const everything = {
    profile: true,
    posts: true,
    comments: { with: { descendants: true } },
    received: { orderBy: { id: "asc" } },
    roles: { orderBy: { name: "asc" } },
  } as const;

  /** What the records say, without what tells them from plain objects. */
  const asJson = (records: unknown): unknown =>
    JSON.parse(JSON.stringify(records));

  test("come in at most six statements, and in one", async () => {
    const { comments, ...five } = everything;
    const split = await countQueries(() =>
      Member.orderBy({ id: "asc" }).with(
        { ...five, comments: true },
        { strategy: "split" },
      ),
    );
    const joined = await countQueries(() =>
      Member.orderBy({ id: "asc" }).with(
        { ...five, comments: true },
        { strategy: "joined" },
      ),
    );
    expect(comments.with).toEqual({ descendants: true });
    expect(split.count).toBe(6);
    expect(joined.count).toBe(1);
    expect(asJson(joined.result)).toEqual(asJson(split.result));
    const [ann, bob] = split.result;
    expect(ann?.profile?.firstName).toBe("Ann");
    expect(bob?.profile).toBeNull();
    expect(ann?.posts.map(({ title }) => title)).toEqual(["Second", "First"]);
    expect(bob?.posts.toArray()).toEqual([]);
    expect(ann?.received.map(({ content }) => content)).toEqual([
      "top",
      "reply",
      "answer",
    ]);
    expect(ann?.roles.map(({ name }) => name)).toEqual(["editor", "reader"]);
  });

  test.each(["split", "joined"] as const)(
    "with the thread below each comment, by strategy %s",
    async (strategy) => {
      const members = await Member.orderBy({ id: "asc" }).with(everything, {
        strategy,
      });
      const threads = members.map(({ comments }) =>
        comments.map(({ content, descendants }) => [
          content,
          descendants.map((each) => `${each.content} ${String(each.depth)}`),
        ]),
      );
      expect(threads).toEqual([
        [["reply", ["answer 1"]]],
        [
          ["top", ["reply 1", "answer 2"]],
          ["answer", []],
        ],
      ]);
    },
  );

  test.each(["split", "joined"] as const)(
    "know who gave them a role and what it permits, by strategy %s",
    async (strategy) => {
      const members = await Member.orderBy({ id: "asc" }).with(
        {
          roles: {
            orderBy: { name: "asc" },
            with: { permissions: { orderBy: { name: "asc" } } },
          },
        },
        { strategy },
      );
      const rights = members.map(({ username, roles }) => [
        username,
        roles.map(({ name, pivot, permissions }) => [
          name,
          pivot.assignedAt,
          permissions.map((permission) => permission.name),
        ]),
      ]);
      expect(rights).toEqual([
        [
          "ann",
          [
            ["editor", assignedAt, ["read", "write"]],
            ["reader", assignedAt, ["read"]],
          ],
        ],
        ["bob", [["reader", assignedAt, ["read"]]]],
      ]);
      const [ann] = members;
      const { count, result } = await countQueries(() =>
        Promise.all(
          (ann?.roles ?? []).map(
            async ({ pivot }) => (await pivot.assignedBy)?.username,
          ),
        ),
      );
      expect(result).toEqual(["bob", undefined]);
      expect(count).toBe(1);
    },
  );

  test("are counted with their posts, comments and roles at once", async () => {
    const members = await Member.orderBy({ id: "asc" })
      .withCount("posts")
      .withCount("comments")
      .withCount("roles")
      .withSum("posts", "likes");
    expect(
      members.map((member) => [
        member.username,
        member.postsCount,
        member.commentsCount,
        member.rolesCount,
        member.postsSumLikes,
      ]),
    ).toEqual([
      ["ann", 2, 1, 2, 7],
      ["bob", 0, 2, 1, null],
    ]);
  });

  test("leave a thread whole when a comment in its middle is deleted", async () => {
    const reply = await Comment.findBy({ content: "reply" });
    await reply?.destroy();
    const top = await Comment.where({ content: "top" })
      .with({ descendants: true, replies: true })
      .sole();
    expect(top.descendants.map(({ content }) => content)).toEqual(["answer"]);
    expect(top.replies.length).toBe(0);
  });
});
