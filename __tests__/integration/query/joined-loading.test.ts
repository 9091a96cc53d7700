import { sql, transaction } from "arx";
import { countQueries } from "arx/testing";
import { findState } from "../../../lib/record/record-state";
import { describeEachEngine } from "../../support/engines";
import {
  fillTeams,
  Note,
  Player,
  seen,
  Team,
  teamModels,
} from "../../support/team-models";
import { useModels } from "../../support/use-models";

const playerColumns = [
  "id",
  "code",
  "active",
  "team_id",
  "leads_id",
  "rival_id",
];
const player = playerColumns.map((name) => `"jl_players"."${name}"`);
const playerTexts =
  'array["jl_players"."id"::text, nullif(concat("jl_players"."code"), \'\'), left("jl_players"."active"::text, 1), "jl_players"."team_id"::text, "jl_players"."leads_id"::text, "jl_players"."rival_id"::text]';

/** The cells of a record that stands beside its owner, as they are read. */
const cells = (count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, place) => `"arx_one1"."cell${String(place + 1)}"`,
  );

/** The same as they are given. */
const named = (expressions: readonly string[]): string =>
  expressions
    .map((expression, place) => `${expression} as "cell${String(place + 1)}"`)
    .join(", ");

const joined = { strategy: "joined" } as const;

describeEachEngine("joined relations", (engine) => {
  useModels(engine, teamModels);

  beforeEach(() => fillTeams());

  test("come in the statement of their owners, at every depth", async () => {
    const { result: players, statements } = await countQueries(() =>
      Player.orderBy({ id: "asc" }).with(
        {
          team: {
            with: {
              players: {
                where: { active: true },
                orderBy: { code: "desc" },
                limit: 2,
              },
              leader: true,
            },
          },
        },
        joined,
      ),
    );
    const list = `array(select ${playerTexts} from "public"."jl_players" where "jl_players"."team_id" = "jl_teams"."id" and "jl_players"."active" = $1 order by "jl_players"."code" desc limit $2)`;
    const leader = `left join lateral (select ${named(player)} from "public"."jl_players" where "jl_players"."leads_id" = "jl_teams"."id" limit $3) as "arx_one1" on true`;
    const team = [
      '"jl_teams"."id"',
      '"jl_teams"."name"',
      list,
      ...cells(player.length),
    ];
    expect(statements).toEqual([
      {
        text:
          `select ${[...player, ...cells(team.length)].join(", ")} from "public"."jl_players" ` +
          `left join lateral (select ${named(team)} from "public"."jl_teams" ${leader} where "jl_teams"."id" = "jl_players"."team_id") as "arx_one1" on true ` +
          'order by "jl_players"."id"',
        parameters: ["true", "2", "1"],
      },
    ]);
    expect(
      players.map(({ team: { name, leader, players: mates } }) => [
        name,
        leader?.code,
        mates.map(({ code }) => code),
      ]),
    ).toEqual([
      ["Red", "a  ", ["a  "]],
      ["Red", "a  ", ["a  "]],
      ["Blue", undefined, ["c  "]],
    ]);
  });

  test("of a model to itself, whose tables have one name", async () => {
    const { result: players, statements } = await countQueries(() =>
      Player.orderBy({ id: "asc" }).with(
        { rival: { with: { rival: true } } },
        joined,
      ),
    );
    const rival = (shown: readonly string[], below: string): string =>
      `left join lateral (select ${named(shown)} from lateral (select "jl_players"."rival_id" as "arx_key1") as "arx_owner" cross join "public"."jl_players"${below} where "jl_players"."id" = "arx_owner"."arx_key1") as "arx_one1" on true`;
    const both = [...player, ...cells(player.length)];
    expect(statements.map(({ text }) => text)).toEqual([
      `select ${[...player, ...cells(both.length)].join(", ")} from "public"."jl_players" ${rival(both, ` ${rival(player, "")}`)} order by "jl_players"."id"`,
    ]);
    expect(players.map(({ rival: other }) => other?.code ?? null)).toEqual([
      null,
      "a  ",
      "a  ",
    ]);
    expect(players[1]?.rival).toBe(players[2]?.rival);
  });

  test("are records like any: siblings of each other, known to their owners, told of once, and without a copy of what is below them", async () => {
    const relations = {
      players: { orderBy: { id: "asc" }, with: { team: true } },
    } as const;
    const query = Team.orderBy({ id: "asc" });
    await query.with(relations, { strategy: "split" });
    const toldBySplit = seen.splice(0);
    const teams = await query.with(relations, joined);
    expect(seen).toEqual(toldBySplit);
    expect(seen).toEqual([
      "Red",
      "Blue",
      "a  ",
      "b  ",
      "c  ",
      "Red",
      "Blue",
      "None",
    ]);
    const [red] = teams;
    const first = red?.players.at(0);
    expect(first?.team).toBe(red);
    expect(first?.isChanged).toBe(false);
    expect(findState(first as object)?.row).toHaveLength(6);
    expect(findState(red as object)?.row).toHaveLength(2);
    const { count } = await countQueries(() =>
      Promise.all(
        teams.flatMap(({ players }) =>
          players.map(async (each) => await each.rival),
        ),
      ),
    );
    expect(count).toBe(1);
  });

  test("tell what their query computes, in the types that arx knows", async () => {
    const load = (strategy: "joined" | "split") =>
      countQueries(() =>
        Team.orderBy({ id: "asc" }).with(
          {
            players: (players) =>
              players
                .where({ id: { gt: 0 } })
                .withExists("rival", { where: { active: true } })
                .orderBy({ code: "desc" })
                .limit(2),
          },
          { strategy },
        ),
      );
    const { result: teams, count } = await load("joined");
    expect(count).toBe(1);
    const shown = (loaded: typeof teams) =>
      loaded.map(({ players }) =>
        players.map(({ code, rivalExists }) => [code, rivalExists]),
      );
    expect(shown(teams)).toEqual([
      [
        ["b  ", true],
        ["a  ", false],
      ],
      [["c  ", true]],
      [],
    ]);
    expect(shown((await load("split")).result)).toEqual(shown(teams));
    const length = sql<number>`length(code)`;
    const computed = await countQueries(() =>
      Team.with(
        { players: (players) => players.addSelect({ length }) },
        joined,
      ),
    );
    expect(computed.count).toBe(2);
  });

  test("that cannot be part of the statement come by statements of their own", async () => {
    const counts = async (load: () => PromiseLike<unknown>): Promise<number> =>
      (await countQueries(() => load())).count;
    const relations = { players: true, notes: true } as const;
    expect(await counts(() => Team.with(relations, joined))).toBe(1);
    expect(await counts(() => Note.with({ subject: true }, joined))).toBe(3);
    expect(await counts(() => Team.distinct().with(relations, joined))).toBe(3);
    expect(
      await counts(() =>
        Team.fromSql(sql`select * from jl_teams`).with(relations, joined),
      ),
    ).toBe(3);
    await transaction(async () => {
      expect(await counts(() => Team.lock().with(relations, joined))).toBe(3);
    });
  });

  test("of a record that is not there are none, and of one that has none an empty list or null", async () => {
    expect(await Team.findOrNull(0, { with: { players: true } })).toBeNull();
    const none = await Team.where({ name: "None" })
      .with({ players: true, leader: true, notes: true }, joined)
      .sole();
    expect(none.players.toArray()).toEqual([]);
    expect(none.leader).toBeNull();
    expect(none.notes.toArray()).toEqual([]);
  });
});
