import fc from "fast-check";
import {
  checkName,
  columnName,
  fitName,
  foreignKeyName,
  indexName,
  maxNameBytes,
  primaryKeyName,
  tableName,
  uniqueName,
} from "../../../lib/metadata/naming";

describe("names", () => {
  test.each([
    ["User", "users"],
    ["UserProfile", "user_profiles"],
    ["Category", "categories"],
    ["Person", "people"],
    ["HTTPLog", "http_logs"],
    ["Order", "orders"],
  ])("the table of %s is %s", (model, table) => {
    expect(tableName(model)).toBe(table);
  });

  test.each([
    ["id", "id"],
    ["publishedAt", "published_at"],
    ["line2Text", "line2_text"],
  ])("the column of %s is %s", (property, column) => {
    expect(columnName(property)).toBe(column);
  });

  test("constraints and indexes are named after their table and columns", () => {
    expect(primaryKeyName("articles")).toBe("articles_pkey");
    expect(foreignKeyName("articles", ["author_id"])).toBe(
      "articles_author_id_fkey",
    );
    expect(uniqueName("articles", ["slug", "locale"])).toBe(
      "articles_slug_locale_key",
    );
    expect(checkName("articles", "price")).toBe("articles_price_check");
    expect(indexName("credit_ledgers", ["organization_id", "created_at"])).toBe(
      "idx_credit_ledgers_organization_id_created_at",
    );
  });
});

describe("long names", () => {
  test("a name that PostgreSQL can keep is kept", () => {
    expect(fitName("a".repeat(63))).toBe("a".repeat(63));
  });

  test("a name of 80 bytes is shortened to 63, always in the same way", () => {
    const long = "a".repeat(80);
    expect(fitName(long)).toBe(`${"a".repeat(54)}_0f45e858`);
    expect(fitName(long)).toBe(fitName(long));
  });

  test("two names that begin alike stay apart", () => {
    const beginning = "idx_" + "x".repeat(60);
    expect(fitName(`${beginning}_one`)).not.toBe(fitName(`${beginning}_two`));
  });

  test("a character of several bytes is never cut in two", () => {
    const name = fitName("é".repeat(40));
    expect(name).toBe(`${"é".repeat(27)}_${name.slice(-8)}`);
    expect(Buffer.byteLength(name)).toBe(63);
  });

  test("whatever the name, the result fits and different names get different results", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 }),
        fc.string(),
        (one, other) => {
          expect(Buffer.byteLength(fitName(one))).toBeLessThanOrEqual(
            maxNameBytes,
          );
          expect(fitName(one) === fitName(one + other)).toBe(other === "");
        },
      ),
    );
  });
});
