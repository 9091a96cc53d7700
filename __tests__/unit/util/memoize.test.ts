import { memoize } from "../../../lib/util/memoize";

describe("memoize", () => {
  it("looks at each object once, whatever it finds", () => {
    const seen: object[] = [];
    const isNamed = memoize((object: { name?: string }) => {
      seen.push(object);
      return object.name !== undefined;
    });
    const named = { name: "Ulm" };
    const nameless = {};
    expect([named, nameless, named, nameless].map(isNamed)).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(seen).toEqual([named, nameless]);
  });

  it("tells objects that look the same apart", () => {
    const boxed = memoize((object: object) => [object]);
    const one = {};
    expect(boxed(one)).toBe(boxed(one));
    expect(boxed({})).not.toBe(boxed(one));
  });

  it("keeps nothing of a search that fails", () => {
    let calls = 0;
    const fragile = memoize(() => {
      calls += 1;
      if (calls === 1) throw new RangeError("not yet");
      return calls;
    });
    const key = {};
    expect(() => fragile(key)).toThrow(RangeError);
    expect([fragile(key), fragile(key)]).toEqual([2, 2]);
  });
});
