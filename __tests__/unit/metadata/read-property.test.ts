import { readProperty } from "../../../lib/metadata/build/read-property";

interface Article {
  author: { name: string };
  title: string;
}

describe("the property that a function reads", () => {
  test.each([
    ["a relation", (article: Article) => article.author, "author"],
    [
      "the first of several",
      (article: Article) => [article.title, article.author],
      "title",
    ],
    [
      "one that it reads on from",
      (article: Article) => article.author.name,
      "author",
    ],
    ["one that it takes apart", ({ author }: Article) => author, "author"],
    ["none", () => undefined, undefined],
  ])("is found for %s", (_, read, property) => {
    expect(readProperty(read)).toBe(property);
  });

  test("is none for a function that throws before it reads", () => {
    expect(
      readProperty(() => {
        throw new TypeError("no");
      }),
    ).toBeUndefined();
  });
});
