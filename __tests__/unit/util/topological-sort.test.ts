import { topologicalSort } from "../../../lib/util/topological-sort";

describe("topologicalSort", () => {
  it("puts every node after its dependencies and keeps the input order among equals", () => {
    const edges: Record<string, string[]> = {
      post: ["user"],
      user: [],
      tag: [],
    };
    expect(
      topologicalSort(["post", "tag", "user"], (node) => edges[node] ?? []),
    ).toEqual({
      order: ["user", "post", "tag"],
      cycles: [],
    });
  });

  it("names a cycle and still orders what lies outside it", () => {
    const edges: Record<string, string[]> = {
      city: ["country"],
      country: ["city", "region"],
      region: [],
      visit: ["city"],
      note: ["note"],
    };
    expect(
      topologicalSort(Object.keys(edges), (node) => edges[node] ?? []),
    ).toEqual({
      order: ["region", "city", "country", "visit", "note"],
      cycles: [["city", "country"]],
    });
  });
});
