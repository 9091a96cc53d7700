import { inspect } from "node:util";
import { StrictLoadingError, transaction } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  Crane,
  fillStrictModels,
  Firm,
  Machine,
  Member,
  Post,
  Reply,
  Skill,
  strictModels,
  Team,
} from "../../support/strict-models";
import { useModels } from "../../support/use-models";

const inOrder = { id: "asc" } as const;

describeEachEngine("strict loading", (engine) => {
  useModels(engine, strictModels);
  beforeEach(fillStrictModels);

  describe("of a query", () => {
    test("names the relation, who asked for it, and what to write", async () => {
      const team = await Team.strictLoading().find(1);
      const error: unknown = await Promise.resolve(team.firm).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(StrictLoadingError);
      expect(error).toMatchObject({
        code: "STRICT_LOADING",
        at: "Team.firm",
        source: "query",
        message:
          "Team.firm is not loaded, and strict loading of the query keeps it from being loaded on its own.",
        hint: "Write with({ firm: true }) in the query, or call load({ firm: true }) on the record.",
      });
    });

    test("refuses relations of every kind, awaited or walked, without a statement", async () => {
      const team = await Team.strictLoading().find(1);
      const firm = await Firm.strictLoading().find(1);
      const member = await Member.strictLoading().find(1);
      const walk = async (): Promise<void> => {
        for await (const { name } of team.members) expect(name).toBe("");
      };
      const { count } = await countQueries(async () => {
        await expect(team.members).rejects.toThrow(
          refusalOf("Team.members", "query"),
        );
        await expect(walk()).rejects.toThrow(
          refusalOf("Team.members", "query"),
        );
        await expect(firm.office).rejects.toThrow(
          refusalOf("Firm.office", "query"),
        );
        await expect(member.skills).rejects.toThrow(
          refusalOf("Member.skills", "query"),
        );
      });
      expect(count).toBe(0);
    });

    test("refuses each of several that are awaited together", async () => {
      const members = await Member.strictLoading().all();
      const outcomes = await Promise.allSettled(
        members.map(async (member) => member.team),
      );
      expect(outcomes.map(({ status }) => status)).toEqual(
        Array(4).fill("rejected"),
      );
    });

    test.each([
      ["statements of its own", "split"],
      ["the same statement", "joined"],
    ] as const)(
      "is taken over by what is loaded by %s, two levels down",
      async (_, strategy) => {
        const [firm] = await Firm.strictLoading().with(
          { teams: { with: { members: true } } },
          { strategy },
        );
        const [team] = firm?.teams.toArray() ?? [];
        const member = team?.members.at(0);
        expect(member?.name).toBe("red 1");
        await expect(member?.skills).rejects.toThrow(
          refusalOf("Member.skills", "query"),
        );
      },
    );

    test("is taken over by what load() brings, and by queries of a set", async () => {
      const firm = await Firm.strictLoading().find(1);
      const { teams } = await firm.load({ teams: true });
      await expect(teams.at(0)?.members).rejects.toThrow(StrictLoadingError);
      const red = await firm.teams.where({ name: "red" }).find(1);
      await expect(red.members).rejects.toThrow(
        refusalOf("Team.members", "query"),
      );
    });

    test("is taken over by records of several models", async () => {
      const [post] = await Post.strictLoading().with({ subject: true });
      const team = post?.subject as unknown as Team;
      expect(team.name).toBe("red");
      await expect(team.members).rejects.toThrow(StrictLoadingError);
    });

    test("leaves alone what asks the database by name, and what needs no statement", async () => {
      const team = await Team.strictLoading().find(1);
      expect(await team.members.count()).toBe(2);
      expect(await team.members.size()).toBe(2);
      expect(await team.members.any()).toBe(true);
      expect(await team.members.where({ name: "red 2" })).toHaveLength(1);
      expect(JSON.stringify(team)).not.toContain("members");
      expect(inspect(team)).toContain("red");
      await team.load({ members: true });
      expect(await team.members).toHaveLength(2);
      await Member.where({ name: "red 1" }).updateAll({ team: null });
      const alone = await Member.strictLoading().find(1);
      expect(await alone.team).toBeNull();
    });

    test("counts however the query is written and run", async () => {
      const asked = [
        await Team.findMany({ strictLoading: true, orderBy: inOrder }),
        await Team.where({ name: "red" }).strictLoading().find([1]),
        await Team.orderBy(inOrder).merge(Team.strictLoading()),
        await Team.strictLoading().distinct(),
        (await Team.strictLoading().paginate({ page: 1 })).items,
      ];
      for (const [team] of asked)
        await expect(team?.firm).rejects.toThrow(StrictLoadingError);
      for await (const team of Team.strictLoading().stream())
        await expect(team.firm).rejects.toThrow(StrictLoadingError);
    });

    test("is lifted by false, and refuses other modes", async () => {
      const team = await Team.strictLoading().strictLoading(false).find(1);
      expect((await team.firm).name).toBe("Acme");
      expect(() => Team.strictLoading("all" as never)).toThrow(
        'Team.strictLoading takes true, false or "nPlusOneOnly", not a string.',
      );
      await expect(
        Team.findMany({ strictLoading: null as never }),
      ).rejects.toThrow(
        'Team.findMany.strictLoading takes true, false or "nPlusOneOnly", not null.',
      );
    });
  });

  describe("of a record", () => {
    test("refuses its relations, and those of what is loaded onto it", async () => {
      const team = await Team.find(1);
      expect(team.strictLoading()).toBe(team);
      await expect(team.firm).rejects.toThrow(refusalOf("Team.firm", "record"));
      const { firm } = await team.load({ firm: true });
      await expect(firm.office).rejects.toThrow(
        refusalOf("Firm.office", "query"),
      );
      expect(() => team.strictLoading("no" as never)).toThrow(
        'Team.strictLoading takes true, false or "nPlusOneOnly", not a string.',
      );
    });

    test("lifts what its query says, for what it leads to as well", async () => {
      const [red, blue] = await Team.strictLoading().orderBy(inOrder);
      const firm = await red?.strictLoading(false).firm;
      expect(await firm?.office).not.toBeNull();
      // Loaded for its siblings, too.
      expect(await blue?.firm).toBe(firm);
      await expect(blue?.members).rejects.toThrow(StrictLoadingError);
    });

    test("does nothing to a new one", async () => {
      const member = Object.assign(new Member(), { name: "new" });
      member.strictLoading();
      expect(await member.team).toBeNull();
      expect(await member.skills).toEqual([]);
      const saved = Object.assign(new Member(), { name: "saved" });
      await saved.strictLoading().save();
      await expect(saved.skills).rejects.toThrow(
        refusalOf("Member.skills", "record"),
      );
    });

    test("stays through a reload, and a rollback", async () => {
      const team = (await Team.find(1)).strictLoading();
      await transaction(async () => {
        await team.update({ name: "green" });
        throw new Error("no");
      }).catch(() => undefined);
      await team.reload();
      await expect(team.firm).rejects.toThrow(StrictLoadingError);
    });
  });

  describe("of a relation and of a model", () => {
    test("the relation lifts what the model says, and the model's others are strict", async () => {
      const post = await Post.find(1);
      expect((await post.author).name).toBe("red 1");
      for (const relation of ["topic", "subject", "replies"] as const)
        await expect(post[relation]).rejects.toThrow(
          refusalOf(`Post.${relation}`, "model"),
        );
    });

    test("the relation is strict where nothing else is, whatever decorator it has", async () => {
      const reply = await Reply.find(1);
      for (const relation of ["post", "subject", "links", "receipt"] as const)
        await expect(reply[relation]).rejects.toThrow(
          refusalOf(`Reply.${relation}`, "relation"),
        );
      expect((await reply.topic)?.name).toBe("chess");
      expect(await reply.skills).toHaveLength(1);
      const [one] = await Reply.orderBy(inOrder).limit(2);
      await expect(one?.skills).rejects.toThrow(
        refusalOf("Reply.skills", "relation"),
      );
    });

    test("the query says more than the model, and less than the relation", async () => {
      const [post] = await Post.strictLoading(false);
      expect((await post?.topic)?.name).toBe("chess");
      const [reply] = await Reply.strictLoading(false);
      await expect(reply?.post).rejects.toThrow(
        refusalOf("Reply.post", "relation"),
      );
      const [other] = await Post.strictLoading();
      expect((await other?.author)?.name).toBe("red 1");
      const again = (await Post.find(1)).strictLoading();
      await expect(again.author).rejects.toThrow(
        refusalOf("Post.author", "record"),
      );
    });

    test("a class inherits it from the one whose table it shares", async () => {
      for (const model of [Machine, Crane]) {
        const machine = await model.find(1);
        expect(machine).toBeInstanceOf(Crane);
        await expect(machine.firm).rejects.toThrow(
          refusalOf(`Machine.firm`, "model"),
        );
      }
    });
  });

  describe('of the mode "nPlusOneOnly"', () => {
    test("lets a record load that is alone in its result", async () => {
      const team = await Team.strictLoading("nPlusOneOnly").find(1);
      const members = await team.members;
      expect(members).toHaveLength(2);
      await expect(members[0]?.skills).rejects.toThrow(
        refusalOf("Member.skills", "query"),
      );
    });

    test("refuses one of several", async () => {
      const [team] = await Team.strictLoading("nPlusOneOnly");
      await expect(team?.members).rejects.toThrow(
        refusalOf("Team.members", "query"),
      );
      const skill = (await Skill.find(1)).strictLoading("nPlusOneOnly");
      expect(skill.name).toBe("chess");
    });
  });
});

/** The sentence of the error. */
function refusalOf(at: string, source: string): string {
  return `${at} is not loaded, and strict loading of the ${source} keeps it from being loaded on its own.`;
}
