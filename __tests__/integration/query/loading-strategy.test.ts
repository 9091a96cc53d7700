import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { fillTeams, Team, teamModels } from "../../support/team-models";
import { useModels } from "../../support/use-models";

const joined = { strategy: "joined" } as const;

describeEachEngine("relations of a query", (engine) => {
  useModels(engine, teamModels);

  beforeEach(() => fillTeams());

  test("are joined of few owners unless the strategy is said, and split of others", async () => {
    const relations = { players: true } as const;
    const [id = 0, other = 0] = await Team.orderBy({ id: "asc" }).ids();
    const cases: readonly (readonly [
      count: number,
      load: () => PromiseLike<unknown>,
    ])[] = [
      [1, () => Team.find(id, { with: relations })],
      [1, () => Team.find([id, other], { with: relations })],
      [1, () => Team.findOrNull(id, { with: relations })],
      [1, () => Team.where({ id }).with(relations).first()],
      [
        1,
        () =>
          Team.where({ id: { gt: 0 } })
            .with(relations)
            .find(id),
      ],
      [1, () => Team.limit(10).with(relations)],
      [1, () => Team.findMany({ with: relations, limit: 2 })],
      [1, () => Team.findMany({ with: relations, strategy: "joined" })],
      [1, () => Team.where({}).merge(Team.with(relations, joined))],
      [1, () => Team.with(relations, joined).with({ leader: true })],
      [1, () => Team.limit(9).offset(1).with(relations)],
      [2, () => Team.limit(11).with(relations)],
      [2, () => Team.offset(1).limit(10).with(relations)],
      [2, () => Team.with(relations)],
      [2, () => Team.find(id, { with: relations, strategy: "split" })],
      [2, () => Team.limit(1).with(relations, { strategy: "split" })],
      [2, () => Team.findMany({ with: relations })],
    ];
    for (const [expected, load] of cases) {
      const { count } = await countQueries(async () => {
        await load();
      });
      expect(`${load.toString()}: ${String(count)}`).toBe(
        `${load.toString()}: ${String(expected)}`,
      );
    }
  });

  test("are found by one key after another, whatever stands before the key in the statement", async () => {
    const ids = await Team.orderBy({ id: "asc" }).ids();
    const found = await countQueries(async () => {
      const shown: unknown[] = [];
      for (const id of ids) {
        const { name, leader, players } = await Team.find(id, {
          with: { leader: true, players: { with: { rival: true } } },
        });
        const rivals = players.map(({ rival }) => rival?.code ?? null);
        shown.push([name, leader?.code ?? null, rivals.sort()]);
      }
      return shown;
    });
    expect(found.result).toEqual([
      ["Red", "a  ", ["a  ", null]],
      ["Blue", null, ["a  "]],
      ["None", null, []],
    ]);
    expect(new Set(found.statements.map(({ text }) => text)).size).toBe(1);
    expect(found.statements.map(({ parameters }) => parameters)).toEqual(
      ids.map((id) => ["1", String(id)]),
    );
    const active = await Team.find(ids[0] ?? 0, {
      with: { players: { where: { active: true } } },
    });
    expect(active.players.map(({ code }) => code)).toEqual(["a  "]);
  });

  test("are told by explain as they come", async () => {
    const query = Team.limit(1).with({ players: true });
    const { result: plans, statements } = await countQueries(() =>
      query.explain(),
    );
    expect(plans.map(({ sql: text }) => text)).toEqual([
      expect.stringContaining("array(select array["),
    ]);
    expect(statements).toHaveLength(1);
  });

  test("are refused with a strategy that there is not", async () => {
    const wrong = { strategy: "join" } as unknown as typeof joined;
    expect(() => Team.with({ players: true }, wrong)).toThrow(
      'Team.with.strategy takes "auto" or "split" or "joined", not another string.',
    );
    const misspelt = { strategie: "split" } as unknown as typeof joined;
    expect(() => Team.with({ players: true }, misspelt)).toThrow(
      'Team.with has no option "strategie".',
    );
    await expect(
      Team.find(1, { with: { players: true }, ...wrong }),
    ).rejects.toThrow('Team.find.strategy takes "auto" or "split" or "joined"');
  });
});
