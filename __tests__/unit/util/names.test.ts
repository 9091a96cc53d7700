import {
  capitalize,
  pluralizeName,
  toSnakeCase,
} from "../../../lib/util/inflection";
import { suggest } from "../../../lib/util/suggest";

describe("toSnakeCase", () => {
  it.each([
    ["User", "user"],
    ["UserProfile", "user_profile"],
    ["HTTPLog", "http_log"],
    ["line2Text", "line2_text"],
    ["already_snake", "already_snake"],
    ["createdAt", "created_at"],
  ])("turns %s into %s", (name, expected) => {
    expect(toSnakeCase(name)).toBe(expected);
  });
});

describe("pluralizeName", () => {
  it.each([
    ["user_profile", "user_profiles"],
    ["category", "categories"],
    ["person", "people"],
    ["status", "statuses"],
    ["address", "addresses"],
    ["country_language", "country_languages"],
    ["series", "series"],
  ])("turns %s into %s", (name, expected) => {
    expect(pluralizeName(name)).toBe(expected);
  });
});

describe("capitalize", () => {
  it("raises the first letter alone", () => {
    expect(capitalize("publishedAt")).toBe("PublishedAt");
  });
});

describe("suggest", () => {
  it("finds the nearest word whatever its case", () => {
    expect(suggest("Poplation", ["name", "population", "elevation"])).toBe(
      "population",
    );
  });

  it("stays silent when nothing is near", () => {
    expect(suggest("zzz", ["name", "population"])).toBeUndefined();
  });
});
