import { sql } from "arx";
import { describeEachEngine } from "../../support/engines";
import {
  fillHarbour,
  harbour,
  Port,
  Sailor,
  Vessel,
} from "../../support/harbour";
import { fillGuilds, Guild, loadingModels } from "../../support/loading-models";
import { readLoaded } from "../../support/read-loaded";
import { useModels } from "../../support/use-models";

const inOrder = { id: "asc" } as const;
const namesOf = (records: Iterable<{ readonly name: string }>): string[] =>
  [...records].map(({ name }) => name);

describeEachEngine("relations that are easily got wrong", (engine) => {
  const connected = useModels(engine, [...harbour, ...loadingModels]);

  beforeEach(() =>
    fillHarbour(connected.database, {
      hb_ports: [
        { id: 1, name: "North" },
        { id: 2, name: "South" },
      ],
      hb_docks: [{ region: 'a"b', number: 1, name: "Old", port_id: 1 }],
      hb_sailors: [{ id: 1, name: "Ann", rank: 1 }],
      hb_vessels: [
        { id: 1, name: "Ark", kind: "tanker", port_id: 1, captain_id: 1 },
        {
          id: 2,
          name: "Bee",
          kind: "tanker",
          port_id: 1,
          captain_id: 1,
          escort_id: 1,
        },
        { id: 3, name: "Cod", kind: "ship", escort_id: 2 },
      ],
      hb_berths: [
        { id: 1, name: "1", vessel_id: 1, sailor_id: 1 },
        { id: 2, name: "2", vessel_id: 1, sailor_id: 1 },
      ],
      hb_logs: [{ id: 1, name: "Log", subject_type: "vessel", subject_id: 1 }],
    }),
  );

  describe.each(["split", "joined"] as const)("%s", (strategy) => {
    const by = { strategy };

    test("a join that gives the one record several times gives its owner once", async () => {
      const vessels = await Vessel.orderBy(inOrder).with(
        { port: (port) => port.joins("vessels") },
        by,
      );
      expect(
        vessels.map(({ name, port }) => [name, port?.name ?? null]),
      ).toEqual([
        ["Ark", "North"],
        ["Bee", "North"],
        ["Cod", null],
      ]);
    });

    test("a join that gives records of a list several times does so whatever links them", async () => {
      const joined = await Vessel.where({ id: 1 })
        .with({ sailors: (sailors) => sailors.joins("tankers") }, by)
        .sole();
      expect(namesOf(joined.sailors)).toEqual(["Ann", "Ann"]);
      const plain = await Vessel.where({ id: 1 })
        .with({ sailors: true }, by)
        .sole();
      expect(namesOf(plain.sailors)).toEqual(["Ann"]);
    });

    test("SQL of one's own may join the table of the owner", async () => {
      const ports = await Port.orderBy(inOrder).with(
        {
          vessels: (vessels) =>
            vessels
              .joins(sql`join hb_ports on hb_ports.name = 'North'`)
              .orderBy(inOrder),
        },
        by,
      );
      expect(ports.map(({ vessels }) => namesOf(vessels))).toEqual([
        ["Ark", "Bee"],
        [],
      ]);
    });

    test("SQL of one's own names columns of a model that relates to itself", async () => {
      const vessels = await Vessel.orderBy(inOrder).with(
        {
          escort: (escort) => escort.where(sql`escort_id is null and id > 0`),
          escorted: (escorted) => escorted.where(sql`escort_id > 1`),
        },
        by,
      );
      expect(
        vessels.map(({ escort, escorted }) => [
          escort?.name ?? null,
          namesOf(escorted),
        ]),
      ).toEqual([
        [null, []],
        ["Ark", ["Cod"]],
        [null, []],
      ]);
    });

    test("what refers back holds what it was asked for, and the owner where no more was asked", async () => {
      const port = await Port.where({ id: 1 })
        .with(
          {
            vessels: (vessels) =>
              vessels.with({ port: (back) => back.where({ name: "South" }) }),
            ranked: true,
            docks: { with: { port: { with: { docks: true } } } },
            tankers: { with: { port: true } },
          },
          by,
        )
        .sole();
      expect(port.vessels.map((vessel) => vessel.port)).toEqual([null, null]);
      expect(port.docks.map((dock) => namesOf(dock.port?.docks ?? []))).toEqual(
        [["Old"]],
      );
      expect(port.tankers.at(0)?.port).toBe(port);
    });

    test("texts come as they are, through any depth", async () => {
      const controls = String.fromCharCode(
        ...Array.from({ length: 0x100 }, (_, code) => code + 1),
      );
      const names = ["NULL", "", " ", "{}", "\\", '"', "a,b", "\\N", "\uFFFF"];
      for (const name of [...names, controls, '"\\{},'.repeat(50_000)]) {
        await Vessel.where({ id: 1 }).updateAll({ name });
        const sailor = await Sailor.where({ id: 1 })
          .with(
            {
              vessels: {
                with: {
                  escorted: { with: { escort: { with: { logs: true } } } },
                },
              },
            },
            by,
          )
          .sole();
        const vessel = sailor.vessels.at(0);
        expect(vessel?.name === name).toBe(true);
        const escort = vessel?.escorted.at(0)?.escort;
        expect(escort?.name === name).toBe(true);
        expect(namesOf(escort?.logs ?? [])).toEqual(["Log"]);
      }
    });
  });

  test.each([
    "bytea_output = 'escape'",
    "extra_float_digits = 0",
    "timezone = 'Asia/Kathmandu'",
    "intervalstyle = 'iso_8601'",
  ])("what the session says counts for both: %s", async (setting) => {
    await fillGuilds();
    await connected.database.transaction(async () => {
      await connected.database.script(`set local ${setting}`);
      const load = async (strategy: "split" | "joined") => {
        const guilds = await Guild.orderBy(inOrder).with(
          { heroes: { orderBy: inOrder, with: { mentor: true } } },
          { strategy },
        );
        return readLoaded(guilds, { heroes: { mentor: {} } });
      };
      expect(await load("joined")).toEqual(await load("split"));
    });
  });
});
