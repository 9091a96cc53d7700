import {
  defaultMigrationName,
  toFileName,
} from "../../../lib/migration/default-name";
import { record } from "../../../lib/migration/migration";
import type { MigrationBuilder } from "../../../lib/migration/index";

const nameOf = (
  describe: (m: MigrationBuilder) => void,
  isFirst = false,
): string => defaultMigrationName(record(describe), isFirst);

describe("The name of a generated migration", () => {
  const createBoth = (m: MigrationBuilder): void => {
    m.createTable("cities", (t) => t.identity("id"));
    m.createTable("countries", (t) => t.identity("id"));
    m.createIndex("cities", ["id"]);
  };

  it.each<[string, (m: MigrationBuilder) => void]>([
    [
      "create_cities",
      (m) => {
        m.createTable("cities", (t) => t.identity("id"));
        m.createIndex("cities", ["id"]);
      },
    ],
    ["create_cities_and_countries", createBoth],
    [
      "add_area_to_cities",
      (m) => {
        m.addColumn("cities", (t) => t.integer("area"));
      },
    ],
    [
      "drop_area_from_cities",
      (m) => {
        m.dropColumn("cities", "area");
      },
    ],
    [
      "rename_area_to_size_in_cities",
      (m) => {
        m.renameColumn("cities", "area", "size");
      },
    ],
    [
      "rename_posts_to_articles",
      (m) => {
        m.renameTable("posts", "articles");
        m.renameSequence("posts_id_seq", "articles_id_seq");
      },
    ],
    [
      "change_area_of_cities",
      (m) => {
        m.alterColumn(
          "cities",
          (f) => f.integer("area"),
          (t) => t.bigint("area"),
        );
      },
    ],
    [
      "change_cities",
      (m) => {
        m.addColumn("cities", (t) => t.integer("area"));
        m.dropColumn("cities", "size");
      },
    ],
    [
      "add_idx_cities_area",
      (m) => {
        m.createIndex("cities", ["area"]);
      },
    ],
    [
      "change_4_tables",
      (m) => {
        for (const name of ["a", "b", "c", "d"])
          m.addColumn(name, (t) => t.text("x"));
      },
    ],
    [
      "comment_on_cities",
      (m) => {
        m.commentOnTable("cities", "x");
      },
    ],
  ])("is %s", (name, describe) => {
    expect(nameOf(describe)).toBe(name);
  });

  it("is initial for the first file when it makes several tables", () => {
    expect(nameOf(createBoth, true)).toBe("initial");
    expect(
      nameOf((m) => {
        m.createTable("cities", (t) => t.identity("id"));
      }, true),
    ).toBe("create_cities");
  });

  it("is made of what a person types", () => {
    expect(toFileName("Add the userEmail, please!")).toBe(
      "add_the_user_email_please",
    );
    expect(toFileName("***")).toBe("migration");
  });
});
