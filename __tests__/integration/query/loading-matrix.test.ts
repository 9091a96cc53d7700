import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  fillGuilds,
  Guild,
  Hero,
  loadingModels,
  Skill,
} from "../../support/loading-models";
import { readLoaded } from "../../support/read-loaded";
import type { Branches } from "../../support/read-loaded";
import { useModels } from "../../support/use-models";

/** A query of any model; what is loaded is told by a table. */
interface Loading extends PromiseLike<object[]> {
  orderBy(order: object): Loading;
  with(relations: object, options?: object): Loading;
  where(conditions: object): Loading;
  limit(count: number): Loading;
  select(...columns: readonly string[]): Loading;
}

/** How a relation is asked for, and what that is as a query of its records. */
interface Variant {
  readonly title: string;
  readonly options: object;
  readonly below: Branches;
  readonly narrow?: (records: Loading) => Loading;
}

/** The options with which a relation of records is loaded, one strategy by another. */
type Strategy = (
  owners: () => Loading,
  relation: string,
  variant: Variant,
) => Promise<unknown>;

const byRank = { orderBy: { rank: "desc" } } as const;

/** Those that a relation to one record can be asked for with. */
const ofOne = (nested: Branches): readonly Variant[] => [
  { title: "plain", options: {}, below: {} },
  { title: "select", options: { select: ["serial", "amount"] }, below: {} },
  { title: "nested", options: { with: askFor(nested) }, below: nested },
];

const ofMany = (nested: Branches): readonly Variant[] => [
  {
    title: "plain",
    options: byRank,
    below: {},
    narrow: (records) => records.orderBy(byRank.orderBy),
  },
  {
    title: "where",
    options: { where: { rank: { gt: 1 }, grade: "novice" }, ...byRank },
    below: {},
    narrow: (records) =>
      records
        .where({ rank: { gt: 1 }, grade: "novice" })
        .orderBy(byRank.orderBy),
  },
  {
    title: "limit",
    options: { limit: 1, ...byRank },
    below: {},
    narrow: (records) => records.orderBy(byRank.orderBy).limit(1),
  },
  {
    title: "limit alone",
    options: { limit: 2 },
    below: {},
    narrow: (records) => records.orderBy({ id: "asc" }).limit(2),
  },
  {
    title: "select",
    options: { select: ["serial", "active", "notes"], ...byRank },
    below: {},
    narrow: (records) =>
      records.select("serial", "active", "notes").orderBy(byRank.orderBy),
  },
  {
    title: "nested",
    options: { with: askFor(nested), ...byRank },
    below: nested,
    narrow: (records) => records.with(askFor(nested)).orderBy(byRank.orderBy),
  },
];

/** The nearest come first, where no order is said. */
const ofTree = (nested: Branches): readonly Variant[] =>
  ofMany(nested).map((variant) =>
    variant.title === "limit alone"
      ? { ...variant, narrow: (records: Loading) => records.limit(2) }
      : variant,
  );

/** A kind of relation is one line: the model that has it, its name, and what there is below it. */
const kinds: readonly (readonly [
  kind: string,
  model: unknown,
  relation: string,
  variants: readonly Variant[],
])[] = [
  ["belongs-to", Hero, "guild", ofOne({ charter: {} })],
  ["belongs-to of one model", Hero, "mentor", ofOne({ guild: {}, mentor: {} })],
  ["has-one", Guild, "charter", ofOne({ guild: { charter: {} } })],
  ["has-one of many", Guild, "newest", ofOne({ mentor: {} })],
  ["has-many", Guild, "heroes", ofMany({ mentor: {}, guild: {} })],
  ["has-many of one model", Hero, "pupils", ofMany({ guild: { charter: {} } })],
  ["many-to-many", Hero, "skills", ofMany({})],
  ["many-to-many with its links", Hero, "learnt", ofMany({})],
  ["through another", Guild, "skills", ofMany({})],
  ["many-to-many, deep", Skill, "heroes", ofMany({ guild: { charter: {} } })],
  ["ancestors", Hero, "mentors", ofTree({ guild: {}, mentor: {} })],
  ["descendants", Hero, "school", ofTree({ guild: { charter: {} } })],
];

/** What is walked for all owners at once, by a statement of its own. */
const trees: readonly string[] = ["mentors", "school"];

/** As one object that `with` takes: relations to one record at every depth, whose order is no question. */
function askFor(branches: Branches): object {
  return Object.fromEntries(
    Object.entries(branches).map(([name, below]) => [
      name,
      { with: askFor(below) },
    ]),
  );
}

const withStrategy =
  (strategy: string): Strategy =>
  async (owners, relation, { options, below }) => {
    const loaded = await owners().with({ [relation]: options }, { strategy });
    return readLoaded(loaded, { [relation]: below });
  };

const strategies: readonly (readonly [name: string, load: Strategy])[] = [
  ["joined", withStrategy("joined")],
  ["auto", withStrategy("auto")],
  [
    "load",
    async (owners, relation, { options, below }) => {
      const records = await owners();
      for (const record of records)
        await (record as { load(relations: object): Promise<unknown> }).load({
          [relation]: options,
        });
      return readLoaded(records, { [relation]: below });
    },
  ],
  [
    "lazy",
    async (owners, relation, { title, below, narrow, options }) => {
      const records = await owners();
      // To one record no more can be said than that it is wanted.
      if (narrow === undefined && title === "select")
        return withStrategy("split")(owners, relation, {
          title,
          options,
          below,
        });
      if (narrow === undefined)
        return readLoaded(records, { [relation]: below });
      const sets = records as unknown as Record<string, Loading>[];
      const held = await Promise.all(
        sets.map((record) => narrow((record[relation] as Loading).where({}))),
      );
      const bare = (await readLoaded(records, {})) as object[];
      return Promise.all(
        bare.map(async (record, index) => ({
          ...record,
          related: { [relation]: await readLoaded(held[index], below) },
        })),
      );
    },
  ],
];

describeEachEngine("relations come alike by every strategy", (engine) => {
  useModels(engine, loadingModels);

  beforeEach(() => fillGuilds());

  describe.each(kinds)("%s", (_, model, relation, variants) => {
    const owners = (): Loading => (model as Loading).orderBy({ id: "asc" });

    test.each(variants)("$title", async (variant) => {
      const split = await withStrategy("split")(owners, relation, variant);
      expect(JSON.stringify(split, writeBigint)).toContain("serial");
      for (const [name, load] of strategies) {
        const { result, count } = await countQueries(() =>
          load(owners, relation, variant),
        );
        expect({ [name]: result }).toEqual({ [name]: split });
        if (name === "joined" && !trees.includes(relation))
          expect(count).toBe(1);
      }
    });
  });
});

function writeBigint(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
