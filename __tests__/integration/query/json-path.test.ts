import {
  Column,
  connect,
  jsonNull,
  ManagedObject,
  PrimaryKey,
  Table,
} from "arx";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";

@Table()
class Event extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "jsonb", nullable: true }) declare doc: unknown;
  @Column({ type: "json", nullable: true }) declare raw: unknown;
  @Column({ type: "text", nullable: true }) declare name: string | null;
}

/** From 1 on; at `views` lies something of every kind, and in the last two rows nothing. */
const docs = [
  { views: 10, tags: ["a", "b"], user: { name: "Ann", "a.b": { "": 1 } } },
  { views: 9.5, tags: [], user: { name: "50%_\\" } },
  { views: "10", tags: [{ deep: [1, 2] }] },
  { views: true },
  { views: [10] },
  { views: { count: 10 } },
  { views: null },
  { other: 1 },
  null,
];

/** Untyped, as a JavaScript program calls it. */
const where = (conditions: unknown) => (): unknown =>
  Event.where(conditions as never);

describeEachEngine("a place inside a document", (engine) => {
  let close: () => Promise<void>;

  beforeAll(async () => {
    const made = await engine.create();
    const database = await connect({ database: made.url });
    await createTables(database, [Event]);
    await Event.insertAll(docs.map((doc) => ({ doc })));
    close = async () => {
      await database.close();
      await made.drop();
    };
  }, 60_000);

  afterAll(() => close());

  const at = (...path: unknown[]): object => ({ path });
  const views = at("views");

  test.each<[object, number[]]>([
    [{ ...views, eq: 10 }, [1]],
    [{ ...views, eq: 10.0 }, [1]],
    [{ ...views, eq: "10" }, [3]],
    [{ ...views, eq: true }, [4]],
    [{ ...views, eq: [10] }, [5]],
    [{ ...views, eq: { count: 10 } }, [6]],
    [{ ...views, eq: jsonNull }, [7]],
    [{ ...views, eq: null }, [8, 9]],
    [{ ...views, ne: 10 }, [2, 3, 4, 5, 6, 7, 8, 9]],
    [{ ...views, ne: null }, [1, 2, 3, 4, 5, 6, 7]],
    [{ ...views, isNull: true }, [8, 9]],
    [{ ...views, isNotNull: true }, [1, 2, 3, 4, 5, 6, 7]],
    [{ ...views, in: [10, "10", null] }, [1, 3, 8, 9]],
    [{ ...views, in: [] }, []],
    [{ ...views, notIn: [10, "10"] }, [2, 4, 5, 6, 7, 8, 9]],
    [{ ...views, notIn: [] }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [{ ...views, gt: 9 }, [1, 2]],
    [{ ...views, gt: 9.5 }, [1]],
    [{ ...views, gte: 9.5, lt: 10 }, [2]],
    [{ ...views, lte: 1e300 }, [1, 2]],
    [{ ...views, gt: "0" }, [3]],
    [{ ...views, lt: "0" }, []],
    [{ ...views, between: [9, 10] }, [1, 2]],
    [{ ...views, between: ["1", "2"] }, [3]],
    [{ ...views, notBetween: [10, 11] }, [2, 3, 4, 5, 6, 7, 8, 9]],
    [{ ...views, like: "1_" }, [3]],
    [{ ...views, startsWith: "[" }, []],
    [{ ...views, hasKey: "count" }, [6]],
    [{ ...views, contains: { count: 10 } }, [6]],
    [{ ...views, contains: 10 }, [1, 5]],
    [{ ...views, within: [10, 11] }, [1, 5]],
    [{ ...at("user", "name"), eq: "Ann" }, [1]],
    [{ ...at("user", "name"), ieq: "aNN" }, [1]],
    [{ ...at("user", "name"), icontains: "%_" }, [2]],
    [{ ...at("user", "name"), startsWith: "50%" }, [2]],
    [{ ...at("user", "name"), istartsWith: "an" }, [1]],
    [{ ...at("user", "name"), endsWith: "\\" }, [2]],
    [{ ...at("user", "name"), iendsWith: "NN" }, [1]],
    [{ ...at("user", "name"), like: "A%" }, [1]],
    [{ ...at("user", "name"), ilike: "a%" }, [1]],
    [{ ...at("user", "name"), matches: "^A" }, [1]],
    [{ ...at("user", "name"), imatches: "^a" }, [1]],
    [{ ...at("user", "name"), gt: "A" }, [1]],
    [{ ...at("user", "a.b", ""), eq: 1 }, [1]],
    [{ ...at("user", 'x"},{'), isNull: true }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [{ ...at("tags", 1), eq: "b" }, [1]],
    [{ ...at("tags", -1), eq: "b" }, [1]],
    [{ ...at("tags", "0", "deep", 1), gt: 1 }, [3]],
    [{ ...at("tags"), contains: ["a"] }, [1]],
    [{ ...at("tags"), within: ["b", "a", "c"] }, [1, 2]],
  ])("%j", async (operators, expected) => {
    const search = (conditions: object): Promise<unknown[]> =>
      Event.where(conditions as never)
        .orderBy({ id: "asc" })
        .ids();
    expect(await search({ doc: operators })).toEqual(expected);
    const others = docs
      .map((_, index) => index + 1)
      .filter((id) => !expected.includes(id));
    expect(await search({ not: { doc: operators } })).toEqual(others);
  });

  test("is one parameter, whatever its keys are", () => {
    const hostile = `'}, "x"); drop table events; --`;
    const { text, parameters } = Event.where({
      doc: { path: [hostile, 0], gt: 5 },
    })
      .select("id")
      .toSQL();
    expect(text).toBe(
      `select "events"."id" from "public"."events" where jsonb_typeof("events"."doc" #> $1::text[]) = $2 and ("events"."doc" #> $3::text[]) > $4`,
    );
    const path = `{"'}, \\"x\\"); drop table events; --",0}`;
    expect(parameters).toEqual([path, "number", path, "5"]);
  });

  test.each<[unknown, string]>([
    [{ doc: { path: undefined, eq: 1 } }, "Event.where.doc.path is undefined."],
    [
      { doc: { path: ["a", undefined], eq: 1 } },
      "Event.where.doc.path[1] is undefined.",
    ],
    [
      { doc: { path: ["a"], gt: undefined } },
      "Event.where.doc.gt is undefined.",
    ],
    [
      { doc: { path: ["a"], in: [1, undefined] } },
      "Event.where.doc.in[1] is undefined.",
    ],
    [
      { doc: { path: "views", eq: 1 } },
      "Event.where.doc.path takes an array, not a string.",
    ],
    [{ doc: { path: [], eq: 1 } }, "Event.where.doc.path has no key."],
    [
      { doc: { path: ["a", 1.5], eq: 1 } },
      "Event.where.doc.path[1] takes a key or an index, not",
    ],
    [
      { doc: { path: ["a\0"], eq: 1 } },
      "Event.where.doc.path[0] takes a key or an index, not a string with a NUL character.",
    ],
    [
      { doc: { path: ["a"] } },
      "Event.where.doc says where to look, and not for what.",
    ],
    [
      { doc: { path: ["a"], gt: true } },
      "Event.where.doc.gt takes a number or a string, not a boolean.",
    ],
    [
      { doc: { path: ["a"], gt: null } },
      "Event.where.doc.gt takes a number or a string, not null.",
    ],
    [{ doc: { path: ["a"], gt: NaN } }, "Event.doc takes a JSON value, not"],
    [
      { doc: { path: ["a"], between: [1] } },
      "Event.where.doc.between takes two values, [low, high], not an array.",
    ],
    [
      { doc: { path: ["a"], between: [1, "2"] } },
      "Event.where.doc.between takes two numbers or two strings, not one of each.",
    ],
    [
      { doc: { path: ["a"], like: 5 } },
      "Event.where.doc.like takes a string, not a number.",
    ],
    [
      { doc: { path: ["a"], startWith: "x" } },
      'Event.doc has no operator "startWith".',
    ],
    [
      { doc: { path: ["a"], has: "x" } },
      'Event.doc is jsonb, which has no operator "has".',
    ],
    [{ doc: { gt: 5 } }, 'Event.doc is jsonb, which has no operator "gt".'],
    [
      { raw: { path: ["a"], eq: 1 } },
      'Event.raw is json, which has no operator "path".',
    ],
    [
      { name: { path: ["a"], eq: 1 } },
      'Event.name is text, which has no operator "path".',
    ],
  ])("refuses %j", (conditions, message) => {
    expect(where(conditions)).toThrow(message);
  });
});
