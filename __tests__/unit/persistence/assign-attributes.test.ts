import {
  InvalidArgumentError,
  TypeMismatchError,
  UnknownAttributeError,
} from "../../../lib/errors/query-error";
import { assignAttributes } from "../../../lib/persistence/assign-attributes";
import { City, Country } from "../../support/persistence-models";

describe("assignAttributes", () => {
  it("sets columns and leaves out what is undefined", () => {
    const city = new City();
    assignAttributes(city, {
      name: "Bonn",
      population: 0,
      note: undefined,
      short: null,
    });
    expect(Object.assign({}, city)).toEqual({
      name: "Bonn",
      population: 0,
      short: null,
    });
  });

  it("sets the key of a relation from a key, and takes it away with null", () => {
    const city = new City();
    assignAttributes(city, { country: "de" });
    expect(city.countryId).toBe("de");
    assignAttributes(city, { country: null });
    expect(city.countryId).toBeNull();
  });

  it("keeps a related record that is not saved, with the key it has so far", () => {
    const country = Object.assign(new Country(), { code: "de" });
    const city = new City();
    assignAttributes(city, { country });
    expect(city.countryId).toBe("de");
    expect(city.country).toBe(country);
  });

  it("forgets a related record when another key is set", () => {
    const country = Object.assign(new Country(), { code: "de" });
    const city = new City();
    assignAttributes(city, { country });
    assignAttributes(city, { country: "fr" });
    expect(city.country).not.toBe(country);
  });

  it("refuses an unknown name and suggests what was meant, before anything is set", () => {
    const city = new City();
    const attempt = (): void => {
      assignAttributes(city, { name: "Bonn", populaton: 1 });
    };
    expect(attempt).toThrow(UnknownAttributeError);
    expect(attempt).toThrow('City has no attribute "populaton".');
    expect(Object.assign({}, city)).toEqual({});
  });

  it.each(["__proto__", "constructor", "toString", "save"])(
    "refuses %s, which is no attribute",
    (name) => {
      const input: unknown = JSON.parse(`{ "${name}": { "isAdmin": true } }`);
      expect(() => {
        assignAttributes(new City(), input as object);
      }).toThrow(UnknownAttributeError);
    },
  );

  it("refuses a relation and its key at once", () => {
    expect(() => {
      assignAttributes(new City(), { country: "de", countryId: "fr" });
    }).toThrow(InvalidArgumentError);
  });

  it.each([[new City()], [{ code: "de" }], [[]]])(
    "refuses %p as a Country",
    (country) => {
      expect(() => {
        assignAttributes(new City(), { country });
      }).toThrow(TypeMismatchError);
    },
  );

  it.each([null, undefined, "name", 5])("refuses %p as data", (input) => {
    expect(() => {
      assignAttributes(new City(), input as never);
    }).toThrow(/^City takes an object of attributes, not /);
  });
});
