import { findRenames } from "../../../lib/schema/find-renames";

/** Declared renames as `new: old`, among what exists; `same` are pairs of a thing that is and one that is wanted. */
function find(
  existing: string[],
  declared: Record<string, string>,
  same: string[] = [],
): Record<string, string> {
  const wanted = Object.entries(declared).map(([name, renamedFrom]) => ({
    name,
    renamedFrom,
  }));
  const renames = findRenames(new Set(existing), wanted, (from, to) =>
    same.includes(`${from}→${to}`),
  );
  return Object.fromEntries(renames);
}

describe("A declared rename", () => {
  test("is to be done while only the old name exists", () => {
    expect(find(["a"], { b: "a" })).toEqual({ a: "b" });
  });

  test("was done when the new name exists", () => {
    expect(find(["b"], { b: "a" })).toEqual({});
    expect(find(["a", "b"], { b: "a" })).toEqual({});
  });

  test("of nothing that exists is none", () => {
    expect(find([], { b: "a" })).toEqual({});
    expect(find(["b"], { b: "b" })).toEqual({});
  });

  test("that two things claim is given to the first", () => {
    expect(find(["a"], { b: "a", c: "a" })).toEqual({ a: "b" });
  });

  test("may move names on in a chain", () => {
    expect(find(["a", "b"], { b: "a", c: "b" })).toEqual({ a: "b", b: "c" });
    expect(find(["b", "c"], { b: "a", c: "b" })).toEqual({});
    expect(find(["a", "b", "c"], { b: "a", c: "b" })).toEqual({});
  });

  test("may swap names when that makes both what is wanted", () => {
    expect(find(["a", "b"], { a: "b", b: "a" }, ["a→b", "b→a"])).toEqual({
      a: "b",
      b: "a",
    });
  });

  test("does not swap what is as wanted, or would not be afterwards", () => {
    expect(
      find(["a", "b"], { a: "b", b: "a" }, ["a→a", "b→b", "a→b", "b→a"]),
    ).toEqual({});
    expect(find(["a", "b"], { a: "b", b: "a" }, ["a→b"])).toEqual({});
  });
});
