import { buildHydrator } from "../../../lib/hydrate/build-hydrator";
import type { ModelDefinition } from "../../../lib/metadata/definition";
import { changeSetOf, describeChanges } from "../../../lib/record/change-set";
import { RecordState, attachState } from "../../../lib/record/record-state";
import { arrayOf } from "../../../lib/types/array";
import { bigintType } from "../../../lib/types/bigint";
import { jsonbType } from "../../../lib/types/json";
import { numericType } from "../../../lib/types/numeric";
import { textType } from "../../../lib/types/text";
import { timestamptzType } from "../../../lib/types/timestamp";
import { modelDefinition } from "../../support/model-definition";

class Article {
  [property: string]: unknown;
}

const definition = modelDefinition(Article, [
  ["id", bigintType("number")],
  ["title", textType],
  ["price", numericType(10, 2)],
  ["tags", arrayOf(textType)],
  ["meta", jsonbType],
  ["publishedAt", timestamptzType],
]);

const row = [
  "7",
  "First",
  "19.90",
  "{a,b}",
  '{"views": 1}',
  "2024-01-01 00:00:00.123456+00",
];

function load(
  properties = definition.columnList.map(({ property }) => property),
): Article {
  const columns = definition.columnList.filter(({ property }) =>
    properties.includes(property),
  );
  const cells = columns.map(
    (column) => row[definition.columnList.indexOf(column)] ?? null,
  );
  return buildHydrator({ definition, columns })(cells, undefined) as Article;
}

function make(values: object): Article {
  const article = Object.assign(new Article(), values);
  attachState(article, RecordState.forNew(definition));
  return article;
}

const changesOf = (record: object): unknown =>
  describeChanges(changeSetOf(record));

describe("the change set of a stored record", () => {
  test("is empty when nothing was touched, microseconds or not", () => {
    expect(changeSetOf(load())).toEqual({
      definition,
      isNew: false,
      changes: [],
    });
  });

  test("names each changed column with the value before and after", () => {
    const article = Object.assign(load(), {
      title: "Second",
      publishedAt: null,
    });
    expect(changesOf(article)).toEqual({
      title: ["First", "Second"],
      publishedAt: [new Date("2024-01-01T00:00:00.123Z"), null],
    });
  });

  test("is empty again when the old value comes back", () => {
    const article = Object.assign(load(), { title: "Second" });
    article["title"] = "First";
    expect(changesOf(article)).toEqual({});
  });

  test.each([
    ["price", "19.9"],
    ["tags", ["a", "b"]],
    ["meta", { views: 1 }],
    ["publishedAt", new Date("2024-01-01T00:00:00.123Z")],
  ])("does not count an equal %s as a change", (property, value) => {
    expect(changesOf(Object.assign(load(), { [property]: value }))).toEqual({});
  });

  test("sees values that were changed in place", () => {
    const article = load();
    (article["tags"] as string[]).push("c");
    (article["meta"] as { views: number }).views++;
    (article["publishedAt"] as Date).setUTCFullYear(2025);
    expect(changesOf(article)).toEqual({
      tags: [
        ["a", "b"],
        ["a", "b", "c"],
      ],
      meta: [{ views: 1 }, { views: 2 }],
      publishedAt: [
        new Date("2024-01-01T00:00:00.123Z"),
        new Date("2025-01-01T00:00:00.123Z"),
      ],
    });
  });

  test("takes undefined for not set, and so for unchanged", () => {
    expect(changesOf(Object.assign(load(), { title: undefined }))).toEqual({});
    const article = load();
    delete article["title"];
    expect(changesOf(article)).toEqual({});
  });

  test("takes a value of a wrong type for a change, which saving then refuses", () => {
    const values = {
      id: "7",
      title: 5,
      price: 19.9,
      tags: "x",
      meta: 1n,
      publishedAt: "2024",
    };
    const article = Object.assign(load(), values);
    expect(Object.keys(changesOf(article) as object)).toEqual(
      Object.keys(values),
    );
  });

  test("holds columns that were not selected only when they are set", () => {
    const article = load(["id", "price"]);
    expect(changesOf(article)).toEqual({});
    expect(changesOf(Object.assign(article, { title: "Second" }))).toEqual({
      title: [undefined, "Second"],
    });
  });

  test("sees a value where the row has NULL", () => {
    const hydrate = buildHydrator({
      definition,
      columns: definition.columnList.slice(0, 2),
    });
    const article = hydrate(["7", null], undefined) as Article;
    expect(changesOf(article)).toEqual({});
    article["title"] = "";
    expect(changesOf(article)).toEqual({ title: [null, ""] });
  });
});

describe("the change set of a new record", () => {
  test("holds every column that is set, falsy values and null among them", () => {
    const article = make({ title: "", price: null, tags: undefined, other: 1 });
    expect(changeSetOf(article).isNew).toBe(true);
    expect(changesOf(article)).toEqual({
      title: [undefined, ""],
      price: [undefined, null],
    });
  });

  test("keeps the order of the model's columns", () => {
    const article = make({ price: "1", title: "x" });
    expect(
      changeSetOf(article).changes.map(({ column }) => column.property),
    ).toEqual(["title", "price"]);
  });
});

describe("a change set", () => {
  test("is frozen", () => {
    const changeSet = changeSetOf(make({ title: "x" }));
    expect(Object.isFrozen(changeSet)).toBe(true);
    expect(Object.isFrozen(changeSet.changes)).toBe(true);
    expect(Object.isFrozen(changeSet.changes[0])).toBe(true);
  });

  test("does not take inherited members for values", () => {
    class Odd {}
    const odd: ModelDefinition = modelDefinition(Odd, [
      ["id", bigintType("number")],
      ["toString", textType],
      ["__proto__", textType],
    ]);
    const record = new Odd();
    attachState(record, RecordState.forNew(odd));
    expect(changeSetOf(record).changes).toEqual([]);
  });

  test("of a record that was never saved has no description", () => {
    expect(describeChanges(undefined)).toEqual({});
  });
});
