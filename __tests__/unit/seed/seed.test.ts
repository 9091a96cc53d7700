import { SeedError } from "../../../lib/errors/seed-error";
import { isSeed, seed } from "../../../lib/seed/seed";

describe("seed", () => {
  const run = (): void => undefined;

  it("needs a name and a function only", () => {
    expect(seed("countries", run)).toEqual({
      kind: "seed",
      name: "countries",
      after: [],
      environments: [],
      isRecorded: true,
      run,
    });
  });

  it("keeps what the options say", () => {
    expect(
      seed(
        "cities",
        { after: ["countries"], env: ["test"], ledger: false },
        run,
      ),
    ).toMatchObject({
      after: ["countries"],
      environments: ["test"],
      isRecorded: false,
    });
  });

  it("refuses a seed without a name or a function, in words", () => {
    expect(() => seed(" ", run)).toThrow(
      new SeedError("A seed has no name.", " "),
    );
    expect(() => seed("cities", undefined as never)).toThrow(
      'Seed "cities" has no function.',
    );
    expect(() => seed("cities", {}, undefined as never)).toThrow(
      'Seed "cities" has no function.',
    );
  });

  it("refuses an option that it does not know", () => {
    expect(() => seed("cities", { afer: ["countries"] } as never, run)).toThrow(
      'Seed "cities" has an unknown option "afer".',
    );
  });

  it("refuses a value that an option does not take", () => {
    expect(() => seed("cities", { after: "countries" } as never, run)).toThrow(
      'Seed "cities" takes a list of names for "after".',
    );
    expect(() => seed("cities", { ledger: 1 } as never, run)).toThrow(
      'Seed "cities" takes true or false for "ledger".',
    );
  });

  it("is known by its shape, since it may come from another copy of the package", () => {
    expect(isSeed({ ...seed("countries", run) })).toBe(true);
    expect(isSeed({ kind: "seed" })).toBe(false);
    expect(isSeed(undefined)).toBe(false);
  });
});
