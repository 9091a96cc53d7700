import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Comment, Place, plant, Reaction, told } from "../../support/forest";
import { useModels } from "../../support/use-models";

describeEachEngine("everything above and below a record", (engine) => {
  useModels(engine, [Comment, Reaction, Place]);

  /** a ─ b ─ d ─ f, a ─ c ─ e; and g alone. */
  const thread = {
    a: null,
    b: "a",
    c: "a",
    d: "b",
    e: "c",
    f: "d",
    g: null,
  };

  test("is loaded with its depth, the nearest first, by one statement for all records", async () => {
    await plant(thread);
    const { statements, result } = await countQueries(() =>
      Comment.orderBy({ id: "asc" }).with(
        { ancestors: true, descendants: true },
        { strategy: "split" },
      ),
    );
    expect(
      result.map(({ body, ancestors, descendants }) => [
        body,
        told(ancestors),
        told(descendants),
      ]),
    ).toEqual([
      ["a", [], ["1:b", "1:c", "2:d", "2:e", "3:f"]],
      ["b", ["1:a"], ["1:d", "2:f"]],
      ["c", ["1:a"], ["1:e"]],
      ["d", ["1:b", "2:a"], ["1:f"]],
      ["e", ["1:c", "2:a"], []],
      ["f", ["1:d", "2:b", "3:a"], []],
      ["g", [], []],
    ]);
    const columns = ["id", "body", "parent_id", "deleted_at"]
      .map((name) => `"comments"."${name}"`)
      .join(", ");
    const node = `"public"."comments" as "arx_node"`;
    const links = `"public"."comments" as "arx_links"`;
    // Both are on their way at once, and either may be told first.
    expect(
      statements
        .slice(1)
        .map(({ text }) => text)
        .sort(),
    ).toEqual([
      `select ${columns}, "arx_links"."arx_depth" as "depth", "arx_links"."id" from "public"."comments" inner join lateral (` +
        `with recursive "arx_walk" as (` +
        `select "arx_links"."id", "arx_links"."id" as "arx_to1", "arx_links"."parent_id" as "arx_next1", "arx_links"."id" as "arx_mark1", 0 as "arx_depth" from ${links} where "arx_links"."id" = any($1)` +
        ` union all select "arx_walk"."id", "arx_node"."id", "arx_node"."parent_id", case when "arx_walk"."arx_depth" & ("arx_walk"."arx_depth" - 1) = 0 then "arx_walk"."arx_to1" else "arx_walk"."arx_mark1" end, "arx_walk"."arx_depth" + 1` +
        ` from "arx_walk" inner join ${node} on "arx_node"."id" = "arx_walk"."arx_next1" where "arx_node"."id" <> "arx_walk"."id" and "arx_node"."id" <> case when "arx_walk"."arx_depth" & ("arx_walk"."arx_depth" - 1) = 0 then "arx_walk"."arx_to1" else "arx_walk"."arx_mark1" end` +
        `) select "id", "arx_to1", min("arx_depth") as "arx_depth" from "arx_walk" where "arx_depth" > 0 group by "id", "arx_to1") as "arx_links"` +
        ` on "comments"."id" = "arx_links"."arx_to1" where "comments"."deleted_at" is null order by "arx_links"."arx_depth", "comments"."id"`,
      `select ${columns}, "arx_links"."arx_depth" as "depth", "arx_links"."parent_id" from "public"."comments" inner join lateral (` +
        `with recursive "arx_walk" as (` +
        `select "arx_links"."parent_id", "arx_links"."id" as "arx_to1", 1 as "arx_depth" from ${links} where "arx_links"."id" <> "arx_links"."parent_id" and "arx_links"."parent_id" = any($1)` +
        ` union all select "arx_walk"."parent_id", "arx_node"."id", "arx_walk"."arx_depth" + 1` +
        ` from "arx_walk" inner join ${node} on "arx_node"."parent_id" = "arx_walk"."arx_to1" where "arx_node"."id" <> "arx_walk"."parent_id"` +
        `) select * from "arx_walk") as "arx_links"` +
        ` on "comments"."id" = "arx_links"."arx_to1" where "comments"."deleted_at" is null order by "arx_links"."arx_depth", "comments"."id"`,
    ]);
  });

  test("is one statement for a loop over records, and each record knows its own", async () => {
    await plant(thread);
    const comments = await Comment.orderBy({ id: "asc" });
    const { count, result } = await countQueries(async () => {
      const found: string[][] = [];
      for (const comment of comments)
        found.push(told(await comment.descendants));
      return found;
    });
    expect(count).toBe(1);
    expect(result[1]).toEqual(["1:d", "2:f"]);
    expect(result[3]).toEqual(["1:f"]);
  });

  test("ends where rows form a ring, gives each record once and never the one it began with", async () => {
    // A ring of three, d leads into it, and e is its own parent.
    const find = await plant({
      a: "c",
      b: "a",
      c: "b",
      d: "c",
      e: "e",
      f: "e",
    });
    const loaded = await find("a").load({ ancestors: true, descendants: true });
    expect(told(loaded.ancestors)).toEqual(["1:c", "2:b"]);
    expect(told(loaded.descendants)).toEqual(["1:b", "2:c", "3:d"]);
    expect(told(await find("d").ancestors)).toEqual(["1:c", "2:b", "3:a"]);
    expect(told(await find("d").descendants)).toEqual([]);
    expect(told(await find("e").ancestors)).toEqual([]);
    expect(told(await find("e").descendants)).toEqual(["1:f"]);
    expect(told(await find("f").ancestors)).toEqual(["1:e"]);
  });

  test("finds the least depth before a ring of any length", async () => {
    for (const length of [1, 2, 3, 5, 8, 13])
      for (const tail of [0, 1, 2, 4, 7]) {
        const name = (index: number): string =>
          `${String(length)}/${String(tail)}/${String(index)}`;
        const size = length + tail;
        const find = await plant(
          Object.fromEntries(
            Array.from({ length: size }, (_, index) => [
              name(index),
              name(index + 1 < size ? index + 1 : tail),
            ]),
          ),
        );
        expect(told(await find(name(0)).ancestors)).toEqual(
          Array.from(
            { length: size - 1 },
            (_, index) => `${String(index + 1)}:${name(index + 1)}`,
          ),
        );
      }
  });

  test("goes through deleted records, and gives them only when asked to", async () => {
    const find = await plant(thread);
    await find("b").destroy();
    await find("d").destroy();
    expect(told(await find("a").descendants)).toEqual(["1:c", "2:e", "3:f"]);
    expect(told(await find("f").ancestors)).toEqual(["3:a"]);
    const { descendants } = await Comment.find(find("a").id, {
      with: { descendants: { withDeleted: true } },
    });
    expect(told(descendants)).toEqual(["1:b", "1:c", "2:d", "2:e", "3:f"]);
  });

  test("takes a greatest depth, conditions, an order, a limit, columns and relations", async () => {
    const find = await plant(thread);
    await Reaction.create({ comment: find("f"), emoji: "+1" });
    const [a, d] = await Comment.where({ body: { in: ["a", "d"] } })
      .orderBy({ id: "asc" })
      .with({ descendants: { maxDepth: 2 }, ancestors: { maxDepth: 1 } });
    expect(told(a?.descendants ?? [])).toEqual(["1:b", "1:c", "2:d", "2:e"]);
    expect(told(d?.ancestors ?? [])).toEqual(["1:b"]);
    const { descendants } = await find("a").load({
      descendants: {
        where: { body: { ne: "b" } },
        orderBy: { body: "desc" },
        limit: 2,
        with: { reactions: true },
      },
    });
    expect(
      descendants.map(({ body, depth, reactions }) => [
        body,
        depth,
        reactions.map(({ emoji }) => emoji),
      ]),
    ).toEqual([
      ["f", 3, ["+1"]],
      ["e", 2, []],
    ]);
    const rows = await Comment.where({ body: "a" })
      .select("body")
      .with({ descendants: { select: ["body"], limit: 3 } });
    expect(rows).toEqual([
      {
        body: "a",
        descendants: [
          { body: "b", depth: 1 },
          { body: "c", depth: 1 },
          { body: "d", depth: 2 },
        ],
      },
    ]);
  });

  test("filters, counts and joins the records that have it", async () => {
    await plant(thread);
    const bodies = async (query: PromiseLike<Comment[]>): Promise<string> =>
      (await query).map(({ body }) => body).join("");
    const all = Comment.orderBy({ id: "asc" });
    expect(
      await bodies(all.where({ descendants: { some: { body: "f" } } })),
    ).toBe("abd");
    expect(
      await bodies(all.where({ ancestors: { none: { body: "a" } } })),
    ).toBe("ag");
    expect(
      await bodies(
        all.where({ descendants: { every: { body: { ne: "e" } } } }),
      ),
    ).toBe("bdefg");
    expect(await bodies(all.whereHas("ancestors", { body: "b" }))).toBe("df");
    expect(await bodies(all.whereMissing("descendants"))).toBe("efg");
    expect(
      await bodies(all.whereHas("descendants", {}, { count: { gte: 2 } })),
    ).toBe("ab");
    const counted = await all.withCount("descendants").withCount("ancestors");
    expect(
      counted.map(({ descendantsCount, ancestorsCount }) => [
        descendantsCount,
        ancestorsCount,
      ]),
    ).toEqual([
      [5, 0],
      [2, 1],
      [1, 1],
      [1, 2],
      [0, 2],
      [0, 3],
      [0, 0],
    ]);
    expect(
      await bodies(
        Comment.joins("descendants").where({ body: { in: ["a", "b"] } }),
      ),
    ).toHaveLength(7);
  });

  test("is a set that can be narrowed and counted", async () => {
    const find = await plant(thread);
    const { descendants, ancestors } = find("a");
    expect(await descendants.count()).toBe(5);
    expect(await ancestors.any()).toBe(false);
    expect(told(await descendants.where({ body: { in: ["c", "f"] } }))).toEqual(
      ["1:c", "3:f"],
    );
    const first = await descendants
      .where({ body: { ne: "b" } })
      .orderBy({ body: "desc" })
      .first();
    expect([first?.body, first?.depth]).toEqual(["f", 3]);
    await descendants.where({ body: "f" }).updateAll({ body: "F" });
    expect((await find("f").reload()).body).toBe("F");
  });

  test("has keys of several columns", async () => {
    const top = await Place.create({ region: "n", number: 1 });
    const middle = await Place.create({ region: "n", number: 2, above: top });
    await Place.create({ region: "s", number: 1, above: middle });
    await top.update({ above: middle });
    const places = await Place.orderBy(
      { region: "asc" },
      { number: "asc" },
    ).with({
      descendants: true,
      ancestors: { limit: 1 },
    });
    expect(
      places.map((place) => [
        `${place.region}${String(place.number)}`,
        place.descendants.map(
          ({ region, number, depth }) =>
            `${region}${String(number)}:${String(depth)}`,
        ),
        place.ancestors.map(
          ({ region, number, depth }) =>
            `${region}${String(number)}:${String(depth)}`,
        ),
      ]),
    ).toEqual([
      ["n1", ["n2:1", "s1:2"], ["n2:1"]],
      ["n2", ["n1:1", "s1:1"], ["n1:1"]],
      ["s1", [], ["n2:1"]],
    ]);
    const first = await Place.where({
      descendants: { some: { region: "s" } },
    }).count();
    expect(first).toBe(2);
  });

  test("leads up and down a relation of a model to itself without a clash of names", async () => {
    const find = await plant(thread);
    const d = await Comment.find(find("d").id, {
      with: {
        parent: { with: { parent: { with: { replies: true } } } },
        replies: { with: { parent: true } },
      },
    });
    expect(d.parent?.parent?.replies.map(({ body }) => body)).toEqual([
      "b",
      "c",
    ]);
    expect(d.replies.map(({ body, parent }) => [body, parent?.body])).toEqual([
      ["f", "d"],
    ]);
    const found = await Comment.where({
      parent: { parent: { body: "a" } },
      replies: { some: { replies: { none: { body: "x" } } } },
    });
    expect(found.map(({ body }) => body)).toEqual(["d"]);
  });
});
