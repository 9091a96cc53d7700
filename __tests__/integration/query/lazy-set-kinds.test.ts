import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Comment, Place, plant, Reaction, told } from "../../support/forest";
import { fillGrants, grantModels, Member } from "../../support/grants";
import { fillPress, Land, press } from "../../support/press";
import { useModels } from "../../support/use-models";

/** What a question gives for each of several records, and by how many statements. */
async function askEach<T extends object>(
  records: readonly T[],
  ask: (record: T) => Promise<unknown>,
): Promise<{ readonly result: unknown[]; readonly count: number }> {
  return countQueries(async () => {
    const found: unknown[] = [];
    for (const record of records) found.push(await ask(record));
    return found;
  });
}

describeEachEngine("a set with conditions of any kind", (engine) => {
  useModels(engine, [...grantModels, ...press, Comment, Reaction, Place]);

  test("that tells a pivot: each record with its own link", async () => {
    await fillGrants();
    const members = await Member.orderBy({ id: "asc" });
    const ask = async (member: Member): Promise<unknown> => {
      const roles = await member.roles
        .where({ id: { gt: 0 } })
        .orderBy({ id: "asc" });
      return roles.map(({ id, pivot }) => [id, pivot.id]);
    };
    const { result, count } = await askEach(members, ask);
    expect(count).toBe(1);
    const alone = await Promise.all(
      members.map(async ({ id }) => ask(await Member.find(id))),
    );
    expect(result).toEqual(alone);
    expect(result.flat()).toHaveLength(3);
  });

  test("of a tree: each record with its depth", async () => {
    await plant({ a: null, b: "a", c: "a", d: "b", e: null, f: "e" });
    const comments = await Comment.orderBy({ id: "asc" });
    const ask = async (comment: Comment): Promise<unknown> =>
      told(await comment.descendants.where({ body: { ne: "c" } }));
    const { result, count } = await askEach(comments, ask);
    expect(result).toEqual([["1:b", "2:d"], ["1:d"], [], [], ["1:f"], []]);
    expect(count).toBe(1);
  });

  test("through others: each record once", async () => {
    await fillPress();
    const lands = await Land.orderBy({ id: "asc" });
    const ask = async (land: Land): Promise<unknown> => {
      const topics = await land.topics
        .where({ name: { ne: "" } })
        .orderBy({ name: "asc" })
        .limit(2);
      return topics.map(({ name }) => name);
    };
    const { result, count } = await askEach(lands, ask);
    expect(count).toBe(1);
    const alone = await Promise.all(
      lands.map(async ({ id }) => ask(await Land.find(id))),
    );
    expect(result).toEqual(alone);
    expect(result.flat().length).toBeGreaterThan(1);
  });
});
