import { record } from "../../../lib/migration/migration";
import type { MigrationBuilder } from "../../../lib/migration/index";
import { findRefusals } from "../../../lib/migration/refusals";
import { refuse } from "../../../lib/migration/refuse";
import { checkServerVersion } from "../../../lib/migration/server-version";
import type { Change } from "../../../lib/schema/change";
import { stepsOf } from "../../../lib/schema/hazard-rules";
import { reverseChanges } from "../../../lib/schema/reverse";

const changes = (describe: (m: MigrationBuilder) => void): readonly Change[] =>
  record(describe);

/** Drops with their definitions, as a diff finds them. */
const drops = (describe: (m: MigrationBuilder) => void): readonly Change[] => {
  const back = reverseChanges(record(describe));
  if ("irreversible" in back) throw new Error("irreversible");
  return back;
};

const messagesOf = (
  list: readonly Change[],
  allow: readonly string[] = [],
): readonly string[] =>
  findRefusals(stepsOf(list), allow).map(({ message }) => message);

describe("A plan", () => {
  const posts = drops((m) => {
    m.createTable("posts", (t) => {
      t.identity("id");
      t.text("title");
    });
  });

  it("is not refused when it loses nothing", () => {
    expect(
      messagesOf(
        changes((m) => {
          m.createTable("posts", (t) => {
            t.text("title").notNull();
          });
          m.addColumn("posts", (t) => t.text("body").notNull());
          m.addColumn("users", (t) => t.text("name").notNull().default("x"));
          m.addColumn("users", (t) => t.text("note"));
          m.addColumn("users", (t) => t.identity("number"));
          m.dropIndex("users", "i");
        }),
      ),
    ).toEqual([]);
    expect(() => {
      refuse([]);
    }).not.toThrow();
  });

  it("is refused when a table goes, unless that is allowed", () => {
    expect(messagesOf(posts)).toEqual([
      "The table posts is deleted with every row.",
    ]);
    expect(messagesOf(posts, ["drop table users"])).toHaveLength(1);
    expect(messagesOf(posts, [" drop  table posts"])).toEqual([]);
  });

  it("takes a table of the same columns for a possible rename", () => {
    const list = [
      ...posts,
      ...changes((m) => {
        m.createTable("articles", (t) => {
          t.text("title");
          t.identity("id");
        });
      }),
    ];
    expect(findRefusals(stepsOf(list), [])).toEqual([
      {
        kind: "possible rename",
        message:
          "The table posts goes and articles, with the same columns, comes: this may be a rename.",
        ways: [
          "@Table({ renamedFrom: 'posts' }) on the model of articles, or --rename posts=articles",
          "--allow 'drop table posts'",
        ],
        allow: "drop table posts",
      },
    ]);
  });

  it("does not take a table of other columns for one", () => {
    const list = [
      ...posts,
      ...changes((m) => {
        m.createTable("articles", (t) => {
          t.identity("id");
        });
      }),
    ];
    expect(messagesOf(list)).toEqual([
      "The table posts is deleted with every row.",
    ]);
  });

  it("takes a column of the same type for a possible rename, in the same table alone", () => {
    const area = drops((m) => {
      m.addColumn("cities", (t) => t.integer("area"));
    });
    const rename =
      "cities.area goes and cities.size, of the same type, comes: this may be a rename.";
    const loss = "Every value of cities.area is deleted.";
    const add = (table: string, type: "integer" | "text"): readonly Change[] =>
      changes((m) => {
        m.addColumn(table, (t) => t[type]("size"));
      });
    expect(messagesOf([...area, ...add("cities", "integer")])).toEqual([
      rename,
    ]);
    expect(messagesOf([...area, ...add("cities", "text")])).toEqual([loss]);
    expect(messagesOf([...area, ...add("towns", "integer")])).toEqual([loss]);
  });

  it("is refused when a column takes no NULL and has nothing to fill it with", () => {
    const list = changes((m) => {
      m.addColumn("app.cities", (t) => t.integer("area").notNull());
    });
    expect(messagesOf(list)).toEqual([
      "app.cities.area comes as NOT NULL without a default: rows that are there would have no value for it.",
    ]);
    expect(messagesOf(list, ["add column app.cities.area"])).toEqual([]);
  });

  it("is refused when the oldest server could not run it", () => {
    const check = (
      version: number,
      describe: (m: MigrationBuilder) => void,
    ): void => {
      checkServerVersion(stepsOf(changes(describe)), version);
    };
    const distinct = (m: MigrationBuilder): void => {
      m.addUnique("a", ["b"], { nullsNotDistinct: true });
    };
    expect(() => {
      check(14, distinct);
    }).toThrow(
      "The models use NULLS NOT DISTINCT, which PostgreSQL has since version 15; the migrations must run on 14.",
    );
    expect(() => {
      check(15, distinct);
    }).not.toThrow();
    expect(() => {
      check(14, (m) => {
        m.createIndex("a", ["b"], { nullsNotDistinct: true });
      });
    }).toThrow("15");
    expect(() => {
      check(14, (m) => {
        m.createTable("a", (t) => {
          t.unique(["b"], { nullsNotDistinct: true });
        });
      });
    }).toThrow("15");
    const uuid = (m: MigrationBuilder): void => {
      m.addColumn("a", (t) => t.uuid("id").defaultSql("uuidv7()"));
    };
    expect(() => {
      check(17, uuid);
    }).toThrow("uuidv7()");
    expect(() => {
      check(18, uuid);
    }).not.toThrow();
  });
});
