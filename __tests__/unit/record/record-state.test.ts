import { inspect } from "node:util";
import { RecordStateError } from "../../../lib/errors/record-error";
import {
  RecordState,
  attachRow,
  attachState,
  findState,
  stateOf,
} from "../../../lib/record/record-state";
import { bigintType } from "../../../lib/types/bigint";
import { modelDefinition } from "../../support/model-definition";

class City {
  declare id: number;
}

const definition = modelDefinition(City, [["id", bigintType("number")]]);

describe("the state of a record", () => {
  test("is found again, and replaced by a later one", () => {
    const city = new City();
    const first = RecordState.forNew(definition);
    attachState(city, first);
    expect(stateOf(city)).toBe(first);
    const second = RecordState.forNew(definition);
    attachState(city, second);
    expect(findState(city)).toBe(second);
  });

  test("of a row is made on first use, and is the same from then on", () => {
    const city = new City();
    const siblings = { records: [], strictLoading: undefined };
    attachRow(
      city,
      { definition, columns: definition.columnList },
      ["7"],
      siblings,
    );
    const state = stateOf(city);
    expect(state).toMatchObject({ status: "persisted", row: ["7"] });
    expect(state.definition).toBe(definition);
    expect(state.columns).toBe(definition.columnList);
    expect(state.siblings).toBe(siblings);
    expect(stateOf(city)).toBe(state);
  });

  test("puts the records of a result among each other's siblings", () => {
    const siblings = { records: [] as object[], strictLoading: undefined };
    const cities = [new City(), new City()];
    for (const city of cities)
      attachRow(city, { definition, columns: [] }, [], siblings);
    expect(siblings.records).toEqual(cities);
    expect(siblings.records[0]).toBe(cities[0]);
  });

  test("is invisible to spread, JSON, inspect and comparison", () => {
    const city = Object.assign(new City(), { id: 7 });
    attachState(city, RecordState.forNew(definition));
    expect(Reflect.ownKeys(city)).toEqual(["id"]);
    expect(JSON.stringify(city)).toBe('{"id":7}');
    expect(inspect(city)).toBe("City { id: 7 }");
    expect(city).toEqual(Object.assign(new City(), { id: 7 }));
  });

  test("does not follow a copy", () => {
    const city = new City();
    attachState(city, RecordState.forNew(definition));
    expect(findState(Object.assign({}, city))).toBeUndefined();
    expect(findState(Object.create(city) as object)).toBeUndefined();
  });

  test.each([
    [
      new City(),
      "A record that a model made was expected, not an object of class City.",
    ],
    [{}, "A record that a model made was expected, not an object."],
    [
      Object.create(null) as object,
      "A record that a model made was expected, not an object.",
    ],
    [[], "A record that a model made was expected, not an array."],
  ])("of something that is no record is an error", (object, message) => {
    expect(() => stateOf(object)).toThrow(RecordStateError);
    expect(() => stateOf(object)).toThrow(message);
  });
});
