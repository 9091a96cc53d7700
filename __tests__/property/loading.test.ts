import fc from "fast-check";
import { askingOf, harbourRows, keysOf } from "../support/arbitrary-loading";
import type { Asked, Asking, ModelName } from "../support/arbitrary-loading";
import { describeEachEngine } from "../support/engines";
import {
  Berth,
  Dock,
  fillHarbour,
  harbour,
  Log,
  Port,
  Sailor,
  Vessel,
} from "../support/harbour";
import { showLoaded } from "../support/show-loaded";
import { useModels } from "../support/use-models";

/** A query of any model, or the model itself; what is asked is told by data. */
interface Searchable extends PromiseLike<object[]> {
  orderBy(order: object): Searchable;
  limit(count: number): Searchable;
  with(relations: object, options?: object): Searchable;
  load(records: readonly object[], relations: object): Promise<unknown>;
  find(key: unknown, options: object): Promise<object>;
}

const models = { Port, Dock, Vessel, Sailor, Berth, Log } as unknown as Record<
  ModelName,
  Searchable
>;

interface Case {
  readonly model: ModelName;
  readonly asking: Asking;
}

const cases: fc.Arbitrary<Case> = fc
  .constantFrom(...(Object.keys(models) as ModelName[]))
  .chain((model) => askingOf(model, 3).map((asking) => ({ model, asking })));

/** As `with` takes it. */
function askFor(asking: Asking): object {
  return Object.fromEntries(
    Object.entries(asking).map(([relation, asked]) => [
      relation,
      asked.isFunction
        ? (query: Narrowed) => narrow(query, asked)
        : optionsOf(asked),
    ]),
  );
}

function optionsOf({ below, ...asked }: Asked): object {
  const { where, orderBy, limit, offset, select } = asked;
  const said = Object.entries({ where, orderBy, limit, offset, select });
  const nested = Object.keys(below).length === 0 ? {} : { with: askFor(below) };
  return {
    ...Object.fromEntries(said.filter(([, value]) => value !== undefined)),
    ...nested,
  };
}

/** A query whose methods take what is asked. */
interface Narrowed {
  readonly [method: string]: (...given: unknown[]) => Narrowed;
}

function narrow(query: Narrowed, asked: Asked): Narrowed {
  const { where, orderBy, limit, offset, select, calls, below } = asked;
  const said = { where, orderBy, limit, offset };
  const steps: Asked["calls"] = [
    ...(select === undefined ? [] : [["select", ...select] as const]),
    ...Object.entries(said)
      .filter(([, value]) => value !== undefined)
      .map(([method, value]) => [method, value] as const),
    ...calls,
    ["with", askFor(below)],
  ];
  return steps.reduce<Narrowed>(
    (narrowed, [method, ...given]) => narrowed[method]?.(...given) as Narrowed,
    query,
  );
}

function keyOf(model: ModelName, record: object): unknown {
  const key = Object.entries(record).filter(([name]) =>
    keysOf(model).includes(name),
  );
  return model === "Dock" ? Object.fromEntries(key) : key[0]?.[1];
}

/** Loads by every strategy what `split` loads by a statement for each relation. */
async function compareStrategies({ model, asking }: Case): Promise<void> {
  const Model = models[model];
  const order = Object.fromEntries(keysOf(model).map((key) => [key, "asc"]));
  const owners = (): Searchable => Model.orderBy(order);
  const show = (records: readonly object[]): unknown[] =>
    records.map((each) => showLoaded(each, model, asking));
  const load = async (query: Searchable, strategy: string) =>
    show(await query.with(askFor(asking), { strategy }));

  const split = await load(owners(), "split");
  expect({ joined: await load(owners(), "joined") }).toEqual({ joined: split });
  const auto = await load(owners().limit(3), "auto");
  expect({ auto }).toEqual({ auto: split.slice(0, 3) });
  const records = await owners();
  for (const record of records.slice(0, 2)) {
    const found = await Model.find(keyOf(model, record), {
      with: askFor(asking),
    });
    const expected = [split[records.indexOf(record)]];
    expect({ found: show([found]) }).toEqual({ found: expected });
  }
  await Model.load(records, askFor(asking));
  expect({ loaded: show(records) }).toEqual({ loaded: split });
}

describeEachEngine("relations asked for in any way", (engine) => {
  const connected = useModels(engine, harbour);

  test("come alike joined, split, by auto, by find and by load", async () => {
    const asked = fc.array(cases, { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(harbourRows, asked, async (rows, all) => {
        await fillHarbour(connected.database, rows);
        for (const each of all) await compareStrategies(each);
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});
