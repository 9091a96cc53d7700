import { buildHydrator } from "../../../lib/hydrate/build-hydrator";
import { captureState, restoreState } from "../../../lib/record/captured-state";
import { changeSetOf, describeChanges } from "../../../lib/record/change-set";
import { findLoaded, setLoaded } from "../../../lib/record/loaded-relations";
import {
  RecordState,
  attachState,
  stateOf,
} from "../../../lib/record/record-state";
import {
  markDestroyed,
  markPersisted,
  markReloaded,
} from "../../../lib/record/transitions";
import { arrayOf } from "../../../lib/types/array";
import { bigintType } from "../../../lib/types/bigint";
import { numericType } from "../../../lib/types/numeric";
import { textType } from "../../../lib/types/text";
import { modelDefinition } from "../../support/model-definition";

class Item {
  [property: string]: unknown;
}

const definition = modelDefinition(Item, [
  ["id", bigintType("number")],
  ["name", textType],
  ["price", numericType(10, 2)],
  ["tags", arrayOf(textType)],
]);
const columns = definition.columnList;
const [id, name, price] = columns as [
  (typeof columns)[0],
  (typeof columns)[0],
  (typeof columns)[0],
];

function make(values: object): Item {
  const item = Object.assign(new Item(), values);
  attachState(item, RecordState.forNew(definition));
  return item;
}

function load(
  selected = columns,
  row: readonly (string | null)[] = ["1", "old", "1.00", "{a}"],
): Item {
  return buildHydrator({ definition, columns: selected })(
    row,
    undefined,
  ) as Item;
}

const changesOf = (record: object): unknown =>
  describeChanges(changeSetOf(record));
const previousChangesOf = (record: object): unknown =>
  describeChanges(stateOf(record).previousChanges);

describe("after an insert", () => {
  test("the record holds what the database made of it", () => {
    const item = make({ name: "x", price: "1.5" });
    markPersisted(item, columns, ["7", "x", "1.50", null], changeSetOf(item));
    expect(Object.assign({}, item)).toEqual({
      name: "x",
      price: "1.50",
      id: 7,
      tags: null,
    });
    expect(stateOf(item).status).toBe("persisted");
    expect(changesOf(item)).toEqual({});
    expect(previousChangesOf(item)).toEqual({
      name: [undefined, "x"],
      price: [undefined, "1.5"],
    });
  });

  test("the key it was given is a plain property", () => {
    const item = make({ name: "x" });
    markPersisted(item, columns, ["7", "x", null, null], changeSetOf(item));
    expect(Object.getOwnPropertyDescriptor(item, "id")).toEqual({
      value: 7,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });
});

describe("after an update", () => {
  test("the row that came back is what later changes are measured against", () => {
    const item = Object.assign(load(), { name: "new" });
    markPersisted(
      item,
      columns,
      ["1", "NEW", "1.00", "{a}"],
      changeSetOf(item),
    );
    expect(item["name"]).toBe("NEW");
    expect(changesOf(item)).toEqual({});
    expect(previousChangesOf(item)).toEqual({ name: ["old", "new"] });
    item["name"] = "old";
    expect(changesOf(item)).toEqual({ name: ["NEW", "old"] });
  });

  test("columns that did not come back keep the snapshot they had", () => {
    const item = Object.assign(load(), { name: "new" });
    markPersisted(item, [id, name], ["1", "new"], changeSetOf(item));
    expect(changesOf(item)).toEqual({});
    item["price"] = "2";
    expect(changesOf(item)).toEqual({ price: ["1.00", "2"] });
  });

  test("a column that was not selected is known once it is written", () => {
    const item = Object.assign(load([id, price], ["1", "1.00"]), {
      name: "new",
    });
    markPersisted(
      item,
      [id, price, name],
      ["1", "1.00", "new"],
      changeSetOf(item),
    );
    expect(changesOf(item)).toEqual({});
    item["name"] = "newer";
    expect(changesOf(item)).toEqual({ name: ["new", "newer"] });
  });

  test("values assigned while the statement was under way are kept, as changes", () => {
    const item = Object.assign(load(), { name: "sent" });
    const written = changeSetOf(item);
    Object.assign(item, { name: "later", price: "9" });
    markPersisted(item, columns, ["1", "sent", "1.00", "{a}"], written);
    expect(changesOf(item)).toEqual({
      name: ["sent", "later"],
      price: ["1.00", "9"],
    });
  });

  test("the old value put back while the statement was under way is kept too", () => {
    const item = Object.assign(load(), { name: "sent" });
    const written = changeSetOf(item);
    item["name"] = "old";
    markPersisted(item, columns, ["1", "sent", "1.00", "{a}"], written);
    expect(changesOf(item)).toEqual({ name: ["sent", "old"] });
  });

  test("previous changes do not follow later changes in place", () => {
    const item = Object.assign(load(), { tags: ["b"] });
    markPersisted(
      item,
      columns,
      ["1", "old", "1.00", "{b}"],
      changeSetOf(item),
    );
    item["tags"].push("c");
    expect(previousChangesOf(item)).toEqual({ tags: [["a"], ["b"]] });
  });
});

describe("after a reload", () => {
  test("unsaved values, previous changes and loaded relations are gone", () => {
    const item = Object.assign(load(), { name: "unsaved" });
    setLoaded(item, "maker", {});
    markReloaded(item, columns, ["1", "fresh", null, "{}"]);
    expect(Object.assign({}, item)).toEqual({
      id: 1,
      name: "fresh",
      price: null,
      tags: [],
    });
    expect(changesOf(item)).toEqual({});
    expect(previousChangesOf(item)).toEqual({});
    expect(findLoaded(item, "maker")).toBeUndefined();
  });
});

test("after a delete the values are still there", () => {
  const item = load();
  markDestroyed(item);
  expect(stateOf(item).status).toBe("destroyed");
  expect(item["name"]).toBe("old");
});

describe("after a rollback", () => {
  test("a new record is new again, without the key and defaults it was given", () => {
    const item = make({ name: "x" });
    const captured = captureState(item);
    markPersisted(item, columns, ["7", "x", "0.00", "{}"], changeSetOf(item));
    restoreState(item, captured);
    expect(Object.assign({}, item)).toEqual({ name: "x" });
    expect(stateOf(item)).toMatchObject({
      status: "new",
      row: undefined,
      previousChanges: undefined,
    });
    expect(changesOf(item)).toEqual({ name: [undefined, "x"] });
  });

  test("what was to be saved is a change again", () => {
    const item = Object.assign(load(), { name: "new" });
    const captured = captureState(item);
    markPersisted(
      item,
      columns,
      ["1", "new", "2.00", "{a}"],
      changeSetOf(item),
    );
    restoreState(item, captured);
    expect(changesOf(item)).toEqual({ name: ["old", "new"] });
    expect(item["price"]).toBe("1.00");
  });

  test("values assigned since are kept", () => {
    const item = Object.assign(load(), { name: "new" });
    const captured = captureState(item);
    markPersisted(
      item,
      columns,
      ["1", "new", "1.00", "{a}"],
      changeSetOf(item),
    );
    Object.assign(item, { name: "newer", tags: ["z"] });
    restoreState(item, captured);
    expect(changesOf(item)).toEqual({
      name: ["old", "newer"],
      tags: [["a"], ["z"]],
    });
  });

  test("two saves are undone one after the other, and the last value survives", () => {
    const item = make({ name: "first" });
    const beforeInsert = captureState(item);
    markPersisted(item, columns, ["7", "first", null, null], changeSetOf(item));
    item["name"] = "second";
    const beforeUpdate = captureState(item);
    markPersisted(
      item,
      columns,
      ["7", "second", null, null],
      changeSetOf(item),
    );
    restoreState(item, beforeUpdate);
    expect(changesOf(item)).toEqual({ name: ["first", "second"] });
    restoreState(item, beforeInsert);
    expect(Object.assign({}, item)).toEqual({ name: "second" });
    expect(stateOf(item).status).toBe("new");
  });

  test("a destroyed record is stored again", () => {
    const item = load();
    const captured = captureState(item);
    markDestroyed(item);
    restoreState(item, captured);
    expect(stateOf(item).status).toBe("persisted");
    expect(changesOf(item)).toEqual({});
  });

  test("relations loaded since are forgotten, those before are back", () => {
    const item = load();
    const maker = {};
    setLoaded(item, "maker", maker);
    const captured = captureState(item);
    setLoaded(item, "maker", null);
    setLoaded(item, "parts", []);
    restoreState(item, captured);
    expect(findLoaded(item, "maker")).toBe(maker);
    expect(findLoaded(item, "parts")).toBeUndefined();
  });
});
