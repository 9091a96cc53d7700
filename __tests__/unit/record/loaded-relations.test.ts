import type { BelongsToDefinition } from "../../../lib/metadata/definition";
import {
  findLoaded,
  findLoadedTarget,
  forgetLoaded,
  setLoaded,
  setLoadedTarget,
} from "../../../lib/record/loaded-relations";
import { RecordState, attachState } from "../../../lib/record/record-state";
import { bigintType } from "../../../lib/types/bigint";
import { uuidType } from "../../../lib/types/uuid";
import { modelDefinition } from "../../support/model-definition";

class City {
  [property: string]: unknown;
}
class Country {
  [property: string]: unknown;
}

const country = modelDefinition(Country, [
  ["id", bigintType("number")],
  ["code", uuidType],
]);
const city = modelDefinition(City, [
  ["id", bigintType("number")],
  ["countryId", bigintType("number")],
  ["countryCode", uuidType],
]);

const relation: BelongsToDefinition = {
  kind: "belongsTo",
  property: "country",
  at: "City.country",
  target: country,
  strictLoading: undefined,
  columns: city.columnList.slice(1, 2),
  references: country.columnList.slice(0, 1),
  isRequired: false,
  onDelete: "setNull",
  onUpdate: "noAction",
  deferrable: "no",
  constraint: "city_country_id_fkey",
  withDefault: undefined,
};

const byBoth = {
  ...relation,
  columns: city.columnList.slice(1),
  references: country.columnList,
};

function makeCity(values: object): City {
  const record = Object.assign(new City(), values);
  attachState(record, RecordState.forNew(city));
  return record;
}

test("what was loaded is found until it is forgotten", () => {
  const record = makeCity({});
  expect(findLoaded(record, "labels")).toBeUndefined();
  forgetLoaded(record, "labels");
  const labels: object[] = [];
  setLoaded(record, "labels", labels);
  expect(findLoaded(record, "labels")).toBe(labels);
  forgetLoaded(record, "labels");
  expect(findLoaded(record, "labels")).toBeUndefined();
});

describe("the target of a belongs-to", () => {
  test("is found while the key points to it", () => {
    const target = { id: 5 };
    const record = makeCity({ countryId: 5 });
    setLoadedTarget(record, relation, target);
    expect(findLoadedTarget(record, relation)).toBe(target);
  });

  test.each([6, null])("is forgotten for good once the key is %p", (key) => {
    const record = makeCity({ countryId: 5 });
    setLoadedTarget(record, relation, { id: 5 });
    record["countryId"] = key;
    expect(findLoadedTarget(record, relation)).toBeUndefined();
    record["countryId"] = 5;
    expect(findLoadedTarget(record, relation)).toBeUndefined();
  });

  test("that has no key yet stays, also after it was saved", () => {
    const target: { id?: number } = {};
    const record = makeCity({});
    setLoadedTarget(record, relation, target);
    expect(findLoadedTarget(record, relation)).toBe(target);
    target.id = 5;
    expect(findLoadedTarget(record, relation)).toBe(target);
  });

  test("that has no key yet is forgotten when the record gets another's", () => {
    const record = makeCity({});
    setLoadedTarget(record, relation, {});
    record["countryId"] = 5;
    expect(findLoadedTarget(record, relation)).toBeUndefined();
  });

  test("is null while there is no key", () => {
    const record = makeCity({ countryId: null });
    setLoadedTarget(record, relation, null);
    expect(findLoadedTarget(record, relation)).toBeNull();
    record["countryId"] = 5;
    expect(findLoadedTarget(record, relation)).toBeUndefined();
  });

  test("that was set to null stays null until there is a key", () => {
    const record = makeCity({ countryId: null });
    setLoaded(record, relation.property, null);
    expect(findLoadedTarget(record, relation)).toBeNull();
    record["countryId"] = 5;
    expect(findLoadedTarget(record, relation)).toBeUndefined();
  });

  test("is null for a key that leads to no row, and for that key only", () => {
    const record = makeCity({ countryId: 5 });
    setLoadedTarget(record, relation, null);
    expect(findLoadedTarget(record, relation)).toBeNull();
    record["countryId"] = 6;
    expect(findLoadedTarget(record, relation)).toBeUndefined();
  });

  test("is compared column by column, by the values that PostgreSQL takes for the same", () => {
    const code = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    const target = { id: 5, code };
    const record = makeCity({ countryId: 5, countryCode: code.toUpperCase() });
    setLoadedTarget(record, byBoth, target);
    expect(findLoadedTarget(record, byBoth)).toBe(target);
    record["countryCode"] = "00000000-0000-0000-0000-000000000000";
    expect(findLoadedTarget(record, byBoth)).toBeUndefined();
  });

  test("of a composite key is null when one part is", () => {
    const record = makeCity({ countryId: 5, countryCode: null });
    setLoadedTarget(record, byBoth, null);
    expect(findLoadedTarget(record, byBoth)).toBeNull();
  });
});
