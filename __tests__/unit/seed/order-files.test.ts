import { CircularSeedError, SeedError } from "../../../lib/errors/seed-error";
import { orderFileSeeds } from "../../../lib/seed/order-files";
import { seed } from "../../../lib/seed/seed";
import type { FileSeedEntry } from "../../../lib/seed/seed-entry";

describe("orderFileSeeds", () => {
  it("orders seeds by name where nothing else is said", () => {
    expect(order({ c: [], a: [], b: [] })).toEqual(["a", "b", "c"]);
  });

  it("puts each seed after those it names", () => {
    expect(
      order({
        cities: ["countries"],
        borders: ["countries"],
        countries: ["regions"],
        regions: [],
      }),
    ).toEqual(["regions", "countries", "borders", "cities"]);
  });

  it("takes names of seeds of models, which ran before", () => {
    expect(order({ regions: ["Region#1"] }, ["Region#1"])).toEqual(["regions"]);
  });

  it("names the way around a circle", () => {
    const circle = catchError(() =>
      order({ a: ["c"], b: ["a"], c: ["b"], d: ["a"] }),
    );
    expect(circle).toBeInstanceOf(CircularSeedError);
    expect(circle).toMatchObject({
      message: "Seeds wait for each other: a → c → b → a.",
    });
  });

  it("refuses a seed that waits for itself", () => {
    expect(catchError(() => order({ a: ["a"] }))).toMatchObject({
      message: "Seeds wait for each other: a → a.",
    });
  });

  it("suggests a name for one that does not exist", () => {
    const error = catchError(() =>
      order({ countries: [], cities: ["countris"] }),
    );
    expect(error).toBeInstanceOf(SeedError);
    expect(error).toMatchObject({
      message: 'Seed "cities" runs after "countris", which does not exist.',
      hint: 'Did you mean "countries"?',
    });
  });
});

function order(
  after: Readonly<Record<string, readonly string[]>>,
  others: readonly string[] = [],
): string[] {
  const entries = Object.entries(after).map(([name, names]): FileSeedEntry => ({
    kind: "file",
    name,
    environments: [],
    checksum: undefined,
    seed: seed(name, { after: names }, () => undefined),
  }));
  return orderFileSeeds(entries, others).map(({ name }) => name);
}

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
