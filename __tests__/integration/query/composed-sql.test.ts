import { sql } from "../../../lib/database/sql";
import { Column } from "../../../lib/decorators/column";
import { HasMany } from "../../../lib/decorators/has-many";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { SoftDelete } from "../../../lib/decorators/soft-delete";
import { Table } from "../../../lib/decorators/table";
import { DatabaseError } from "../../../lib/errors/database-error";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../../lib/errors/query-error";
import { ManagedObject } from "../../../lib/model/managed-object";
import { identifier } from "../../../lib/sql/template";
import { countQueries } from "../../../lib/testing/count-queries";
import { Defaulted } from "../../../lib/typing/markers";
import type { Query } from "../../../lib/typing/query/query";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Topic extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Reply, (reply) => reply.topic)
  declare replies: HasMany<Reply>;
}

@Table()
class Reply extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare body: string;
  @Column({ type: "integer", default: 0 }) declare votes: number;
  @Relate(() => Topic, { required: true }) declare topic: Relate<Topic>;
  @Column({ type: "bigint" }) declare topicId: number;
  @Relate(() => Reply) declare parent: Relate<Reply | null>;
  @Column({ type: "bigint", nullable: true }) declare parentId: number | null;
  @SoftDelete() declare deletedAt: Date | null;
  declare [Defaulted]?: "votes";
}

describeEachEngine("SQL with models and queries as parts", (engine) => {
  useModels(engine, [Topic, Reply]);

  /** Two topics; the replies of the first are a tree: 1 → 2 → 3, 1 → 4. */
  async function makeReplies(): Promise<void> {
    await Topic.insertAll([{ name: "SQL" }, { name: "ORM" }]);
    await Reply.insertAll([
      { body: "a", votes: 3, topicId: 1, parentId: null },
      { body: "b", votes: 5, topicId: 1, parentId: 1 },
      { body: "c", votes: 1, topicId: 1, parentId: 2 },
      { body: "d", votes: 4, topicId: 1, parentId: 1 },
      { body: "e", votes: 2, topicId: 2, parentId: null },
    ]);
  }

  /** The replies below one, each with its depth; a circle ends where it began. */
  function below(id: number) {
    return sql<{ id: number; depth: number }>`
      with recursive tree as (
        select replies.*, 1 as depth, array[parent_id, id] as path from ${Reply} where parent_id = ${id}
        union all
        select child.*, depth + 1, path || child.id from ${Reply} as child
        join tree on child.parent_id = tree.id where child.id <> all(path)
      )
      select * from tree`;
  }

  it("takes a query as a common table expression", async () => {
    await makeReplies();
    const popular = Reply.where({ votes: { gte: 3 } }).select("id", "votes");
    const rows = await sql<{ id: number; more: number }>`
      with popular as ${popular}
      select id, votes + ${10}::int as more from popular where votes < ${5} order by id`;
    expect(rows).toEqual([
      { id: 1, more: 13 },
      { id: 4, more: 14 },
    ]);
  });

  it("walks a tree, and ends where it is a circle", async () => {
    await makeReplies();
    const rows = await sql<{ id: number; depth: number }>`
      select id, depth from (${below(1)}) as found order by depth, id`;
    expect(rows).toEqual([
      { id: 2, depth: 1 },
      { id: 4, depth: 1 },
      { id: 3, depth: 2 },
    ]);
    await sql`update ${Reply} set parent_id = ${3} where id = ${1}`;
    expect((await sql`${below(1)} order by id`).map(({ id }) => id)).toEqual([
      2, 3, 4,
    ]);
  });

  it("takes sub-queries in where, select and from, with their own order, limit and joins", async () => {
    await makeReplies();
    const best = Reply.joins("topic")
      .where({ topic: { name: "SQL" }, votes: { gt: 1 } })
      .orderBy({ votes: "desc" })
      .limit(2);
    const rows = await sql<{ id: number; topics: number; best: number }>`
      select id, ${Topic.where({ name: "ORM" }).select("id")} as topics,
        (select max(votes) from ${best} as best) as best
      from ${best} as found
      where id in ${best.select("id")} and votes <> ${5} and ${true}::bool`;
    expect(rows).toEqual([{ id: 4, topics: 2, best: 5 }]);
    const { statements } = await countQueries(
      () =>
        sql`select ${1}::int as n where 1 in ${best.select("id")} and ${2}::int = 2`,
    );
    expect(statements).toEqual([
      {
        text:
          'select $1::int as n where 1 in (select "replies"."id" from "public"."replies" ' +
          'inner join "public"."topics" as "topic" on "topic"."id" = "replies"."topic_id" ' +
          'where exists (select from "public"."topics" as "t1" where "t1"."id" = "replies"."topic_id" and "t1"."name" = $2) ' +
          'and "replies"."votes" > $3 and "replies"."deleted_at" is null order by "replies"."votes" desc limit $4) and $5::int = 2',
        parameters: ["1", "SQL", "1", "2", "2"],
      },
    ]);
  });

  it("takes sub-queries in the conditions, order and values of queries", async () => {
    await makeReplies();
    const answers = sql<number>`(select count(*) from ${Reply} as answers where answers.parent_id = ${identifier("replies", "id")} and votes > ${1})`;
    const found = await Reply.where(sql`${answers} >= ${0}`)
      .orderBy({ by: answers, dir: "desc" })
      .addSelect({ answers })
      .limit(2);
    expect(found.map(({ id, answers: count }) => [id, count])).toEqual([
      [1, 2],
      [2, 0],
    ]);
  });

  it("puts queries together by union, intersect and except", async () => {
    await makeReplies();
    const few = Reply.where({ votes: { lt: 3 } }).select("id");
    const odd = Reply.where({ body: ["a", "c"] }).select("id");
    const idsOf = async (operation: ReturnType<typeof sql>) =>
      (
        await sql<{
          id: number;
        }>`${few} ${operation} ${odd} order by id limit ${9}`
      ).map(({ id }) => id);
    expect(await idsOf(sql`union`)).toEqual([1, 3, 5]);
    expect(await idsOf(sql`union all`)).toEqual([1, 3, 3, 5]);
    expect(await idsOf(sql`intersect`)).toEqual([3]);
    expect(await idsOf(sql`except`)).toEqual([5]);
    const all = sql.join([few, odd, Topic.select("id")], sql` union `);
    expect(await sql`select count(*) as n from (${all}) as ids`).toEqual([
      { n: 4 },
    ]);
  });

  it("joins a lateral sub-query: the latest of each", async () => {
    await makeReplies();
    const rows = await sql<{ name: string; body: string; votes: number }>`
      select name, latest.body, latest.votes
      from ${Topic} as topics
      cross join lateral (
        select body, votes from ${Reply} where topic_id = topics.id and votes > ${0}
        order by id desc limit ${1}
      ) as latest
      where name <> ${"x"} order by name`;
    expect(rows).toEqual([
      { name: "ORM", body: "e", votes: 2 },
      { name: "SQL", body: "d", votes: 4 },
    ]);
  });

  it("counts by window functions", async () => {
    await makeReplies();
    const ranked = Reply.select("id", "votes", {
      place: sql<number>`rank() over (partition by topic_id order by votes desc)`,
      total: sql<number>`sum(votes + ${0}::int) over (partition by topic_id)`,
    });
    expect(await ranked.orderBy({ id: "asc" }).limit(2)).toEqual([
      { id: 1, votes: 3, place: 3, total: 13 },
      { id: 2, votes: 5, place: 1, total: 13 },
    ]);
    const first = await sql<{ id: number }>`
      select id from ${ranked} as ranked where place = ${1} order by id`;
    expect(first).toEqual([{ id: 2 }, { id: 5 }]);
  });

  it("makes records of the rows of a statement, which go on as any query", async () => {
    await makeReplies();
    const query = Reply.fromSql(below(1))
      .where({ votes: { gt: 1 } })
      .orderBy(sql`depth`)
      .orderBy({ votes: "desc" })
      .addSelect({ depth: sql<number>`depth` })
      .with({ topic: true, parent: true });
    expect(query.toSQL().text).toMatch(
      /^select "replies"\."id", .*, depth as "depth" from \(\s+with recursive tree as \([^]*select \* from tree\) as "replies" where "replies"\."votes" > \$2 and "replies"\."deleted_at" is null order by \(depth\), "replies"\."votes" desc$/,
    );
    const replies = await query;
    expect(
      replies.map((reply) => [
        reply.body,
        reply.depth,
        reply.topic.name,
        reply.parent?.body,
      ]),
    ).toEqual([
      ["b", 1, "SQL", "a"],
      ["d", 1, "SQL", "a"],
    ]);
    await replies[0]?.update({ body: "B" });
    const again = Reply.fromSql(below(1));
    expect(await again.count()).toBe(3);
    expect(await again.exists()).toBe(true);
    expect(await again.orderBy({ id: "asc" }).pluck("body")).toEqual([
      "B",
      "c",
      "d",
    ]);
    expect((await again.first())?.id).toBe(2);
  });

  it("leaves out what does not stand for the model, and writes what the statement gives", async () => {
    await makeReplies();
    await Reply.where({ id: 3 }).deleteAll();
    const replies = Reply.fromSql(below(1));
    expect(await replies.count()).toBe(2);
    expect(await replies.withDeleted().count()).toBe(3);
    expect(
      await replies.where({ votes: { gt: 4 } }).updateAll({ votes: 9 }),
    ).toBe(1);
    expect(await Reply.where({ votes: 9 }).pluck("id")).toEqual([2]);
  });

  it("takes SQL of a text and its parameters", async () => {
    await makeReplies();
    const replies = await Reply.fromSql(
      sql.raw(
        "select * from replies where votes > :least and votes < :least + 3",
        {
          least: 2,
        },
      ),
    ).where(sql.raw("body <> ?", ["a"]));
    expect(replies.map(({ body }) => body)).toEqual(["d"]);
  });

  it.each<[verb: string, run: (replies: Query<Reply>) => Promise<unknown>]>([
    ["count", (replies) => replies.count()],
    ["explain", (replies) => replies.explain()],
    ["stream", (replies) => replies.stream().next()],
    [
      "updateAll",
      (replies) => replies.where({ id: 1 }).updateAll({ votes: 1 }),
    ],
  ])("says it whatever the statement is read by: %s", async (_, run) => {
    const unlike = sql`select id, body, votes, topic_id, parent_id from ${Reply} where body <> '🎉🎉🎉'`;
    await expect(run(Reply.fromSql(unlike))).rejects.toThrow(
      'Reply.fromSql: the statement gives no column "deleted_at", which Reply.deletedAt is read from.',
    );
  });

  it("says which column a statement does not give", async () => {
    const read = Reply.fromSql(sql`select id, body from ${Reply}`).all();
    await expect(read).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(read).rejects.toMatchObject({
      message:
        'Reply.fromSql: the statement gives no column "votes", which Reply.votes is read from.',
      hint: "Give it as well; replies.* gives all of them.",
      cause: expect.any(DatabaseError) as DatabaseError,
    });
    await expect(
      Reply.fromSql(sql`select nothing from ${Reply}`).all(),
    ).rejects.toThrow(DatabaseError);
    expect(() => Reply.fromSql("select 1" as never)).toThrow(
      new TypeMismatchError("Reply.fromSql", "sql`select …`", "a string"),
    );
    expect(() => Reply.fromSql(Reply as never)).toThrow(TypeMismatchError);
  });
});
