import { BoundedMap } from "../../../lib/util/bounded-map";

describe("BoundedMap", () => {
  it("forgets the entry that was not used for the longest time", () => {
    const map = new BoundedMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    expect(map.get("a")).toBe(1);
    map.set("c", 3);
    expect([map.get("a"), map.get("b"), map.get("c"), map.size]).toEqual([
      1,
      undefined,
      3,
      2,
    ]);
  });

  it("replaces a value without growing", () => {
    const map = new BoundedMap<string, number>(2);
    map.set("a", 1);
    map.set("a", 2);
    expect([map.get("a"), map.size]).toEqual([2, 1]);
  });
});
