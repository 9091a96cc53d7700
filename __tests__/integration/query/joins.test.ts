import { identifier, sql } from "arx";
import {
  Column,
  Discriminator,
  Generated,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  SoftDelete,
  Subtype,
  Table,
} from "arx";
import type { Joins } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Label } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { Library, LibraryDatabase } from "../../support/library-database";
import { Essay, Remark } from "../../support/polymorphic-models";
import { useModels } from "../../support/use-models";

const joinedAuthors =
  'join "public"."authors" as "author" on "author"."id" = "books"."author_id"';
const joinedLabels =
  'join ("public"."book_labels" as "labels_link"' +
  ' inner join "public"."labels" on "labels"."id" = "labels_link"."label_id")' +
  ' on "labels_link"."book_id" = "books"."id"';

/** The statement from its FROM on. */
function clauses(query: { toSQL(): { readonly text: string } }): string {
  return query.toSQL().text.replace(/^select .*? from "public"\."\w+" ?/, "");
}

describeEachEngine("a query with joins", (engine) => {
  let opened: LibraryDatabase;
  let library: Library;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    library = await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  test.each<
    [
      name: string,
      relations: (string | Joins<Book>)[],
      inner: string,
      left: string,
    ]
  >([
    ["nothing", [], "", ""],
    ["no relation", [{}], "", ""],
    [
      "one to one",
      ["author"],
      `inner ${joinedAuthors}`,
      `left ${joinedAuthors}`,
    ],
    [
      "one to one, asked for twice",
      ["author", { author: true }],
      `inner ${joinedAuthors}`,
      `left ${joinedAuthors}`,
    ],
    [
      "one through another",
      [{ author: { profile: true } }],
      `inner ${joinedAuthors} inner join "public"."profiles" as "author_profile" on "author_profile"."author_id" = "author"."id"`,
      `left ${joinedAuthors} left join "public"."profiles" as "author_profile" on "author_profile"."author_id" = "author"."id"`,
    ],
    [
      "one with a key of two columns",
      ["publisher"],
      'inner join "public"."publishers" as "publisher" on "publisher"."country" = "books"."publisher_country" and "publisher"."number" = "books"."publisher_number"',
      'left join "public"."publishers" as "publisher" on "publisher"."country" = "books"."publisher_country" and "publisher"."number" = "books"."publisher_number"',
    ],
    [
      "many through a join table",
      ["labels"],
      `inner ${joinedLabels}`,
      `left ${joinedLabels}`,
    ],
  ])("joins %s", async (_, relations, inner, left) => {
    const given = relations as Joins<Book>[];
    const joined = Book.joins(...given);
    const leftJoined = Book.leftJoins(...given);
    expect(clauses(joined)).toBe(inner);
    expect(clauses(leftJoined)).toBe(left);
    await joined;
    await leftJoined;
  });

  test("leaves out records without a related one, or keeps them", async () => {
    const titles = (query: typeof byId): Promise<string[]> =>
      query.pluck("title");
    const byId = Book.orderBy({ id: "asc" });
    expect(await titles(byId.joins("editor"))).toEqual(["Fourth"]);
    expect(await titles(byId.leftJoins("editor"))).toEqual([
      "First",
      "Second",
      "Third",
      "Fourth",
    ]);
    expect(await titles(byId.joins({ author: { mentor: true } }))).toEqual([
      "Fourth",
    ]);
    expect(await titles(byId.joins("publisher"))).toEqual(["Fourth"]);
  });

  test("gives a record once for each row of a relation to many", async () => {
    const query = Book.orderBy({ id: "asc" }, sql`labels.name`);
    expect(await query.joins("labels").pluck("title")).toEqual([
      "First",
      "First",
      "Second",
    ]);
    expect(await query.leftJoins("labels").pluck("title")).toEqual([
      "First",
      "First",
      "Second",
      "Third",
      "Fourth",
    ]);
    expect(await Book.joins("labels").count()).toBe(3);
    expect(await Book.leftJoins("labels").count()).toBe(5);
    expect(await Author.joins({ books: { labels: true } }).count()).toBe(3);
    const books = await query.joins("labels");
    expect(books.map(({ title }) => title)).toEqual([
      "First",
      "First",
      "Second",
    ]);
  });

  test("joins inner what any part of it wants so", () => {
    const inner = Book.joins({ author: { mentor: true } });
    expect(
      clauses(Book.leftJoins({ author: { mentor: true } }).joins("author")),
    ).toBe(
      `inner ${joinedAuthors} left join "public"."authors" as "author_mentor" on "author_mentor"."id" = "author"."mentor_id"`,
    );
    expect(clauses(inner.leftJoins({ author: { mentor: true } }))).toBe(
      clauses(inner),
    );
    expect(
      clauses(
        Book.leftJoins({ author: { mentor: true } }).joins({
          author: { mentor: true },
        }),
      ),
    ).toBe(clauses(inner));
  });

  test("joins a model to itself, and a path through it again", async () => {
    const query = Author.joins({ pupils: { mentor: true } }).where(
      sql`pupils_mentor.id = authors.id`,
    );
    expect(clauses(query)).toBe(
      'inner join "public"."authors" as "pupils" on "pupils"."mentor_id" = "authors"."id"' +
        ' inner join "public"."authors" as "pupils_mentor" on "pupils_mentor"."id" = "pupils"."mentor_id"' +
        " where (pupils_mentor.id = authors.id)",
    );
    expect(await query.count()).toBe(2);
    expect(await Author.joins("friends").count()).toBe(3);
  });

  test("lets every part of the query name joined columns", async () => {
    const name = identifier("author", "name");
    const query = Book.joins("author")
      .where(sql`${name} = ${"Ann"}`)
      .where({ author: { name: "Ann" } })
      .orderBy({ by: sql`author.name || title`, dir: "desc" });
    expect(await query.pluck("title", sql<string>`author.name`)).toEqual([
      ["Third", "Ann"],
      ["Second", "Ann"],
      ["First", "Ann"],
    ]);
    const { text, parameters } = query.limit(1).select("title").toSQL();
    expect(text).toBe(
      `select "books"."title" from "public"."books" inner ${joinedAuthors}` +
        ' where ("author"."name" = $1)' +
        ' and exists (select from "public"."authors" as "t1" where "t1"."id" = "books"."author_id" and "t1"."name" = $2)' +
        " order by (author.name || title) desc limit $3",
    );
    expect(parameters).toEqual(["Ann", "Ann", "1"]);
  });

  test("loads nothing but its own records", async () => {
    const { count, result } = await countQueries(async () => {
      const [book] = await Book.joins("author").where({ title: "First" });
      return book && (await book.author).name;
    });
    expect(result).toBe("Ann");
    expect(count).toBe(2);
  });

  test("filters by the key of a relation without a join", () => {
    const { text } = Book.where({ author: { id: 1 } })
      .select("id")
      .toSQL();
    expect(text).toBe(
      'select "books"."id" from "public"."books" where "books"."author_id" = $1',
    );
  });

  test("answers every verb with the rows it joins", async () => {
    const red = Book.joins("labels").where(sql`labels.name = ${"red"}`);
    const blue = red.where(sql`books.title = ${"Third"}`);
    expect(await red.count()).toBe(2);
    expect(await red.exists()).toBe(true);
    expect(await blue.exists()).toBe(false);
    expect(await blue.first()).toBeNull();
    expect((await red.first())?.title).toBe("First");
    expect(await red.orderBy({ id: "desc" }).ids()).toEqual([
      library.second.id,
      library.first.id,
    ]);
    expect(await red.orderBy({ id: "asc" }).limit(1).offset(1).count()).toBe(1);
  });

  test("takes joins written in SQL, whose values are numbered with the others", async () => {
    const query = Book.where({ pages: { gt: 10 } })
      .joins(
        "author",
        sql`left join labels stats on stats.name = ${"red"}`,
        sql`cross join lateral (select ${3}::int as three) as numbers`,
      )
      .where(sql`author.name = ${"Ann"}`)
      .orderBy({ by: sql`title = ${"Second"}`, dir: "desc" })
      .limit(5)
      .offset(0);
    const selected = query.select("title");
    expect(selected.toSQL()).toEqual({
      text:
        `select "books"."title" from "public"."books" inner ${joinedAuthors}` +
        " left join labels stats on stats.name = $1" +
        " cross join lateral (select $2::int as three) as numbers" +
        ' where "books"."pages" > $3 and (author.name = $4)' +
        " order by (title = $5) desc limit $6 offset $7",
      parameters: ["red", "3", "10", "Ann", "Second", "5", "0"],
    });
    expect(await selected).toEqual([{ title: "Second" }, { title: "First" }]);
    expect(await query.count()).toBe(2);
    expect(
      await query.pluck(sql<number>`numbers.three`, sql<string>`stats.name`),
    ).toEqual([
      [3, "red"],
      [3, "red"],
    ]);
  });

  test("is a part of other SQL with its joins", async () => {
    const authors = Book.joins("labels").where(sql`labels.name = ${"red"}`);
    const rows = await sql<{ name: string }>`
      select name from authors where id in (${sql`select author_id from (${authors.select("id", "authorId")}) as red`}) and name <> ${"Bob"}`;
    expect(rows).toEqual([{ name: "Ann" }]);
  });

  test.each<
    [
      name: string,
      join: () => unknown,
      message: string,
      hint: string | undefined,
    ]
  >([
    [
      "a misspelt relation",
      () => Book.joins("auther" as "author"),
      'Book has no relation "auther".',
      'Did you mean "author"?',
    ],
    [
      "a misspelt relation below another",
      () =>
        Book.leftJoins({ author: { profil: true } } as unknown as Joins<Book>),
      'Author has no relation "profil".',
      'Did you mean "profile"?',
    ],
    [
      "a column",
      () => Book.joins("title" as "author"),
      'Book has no relation "title".',
      undefined,
    ],
    [
      "text in place of SQL",
      () => Book.joins("join authors on true; drop table books" as "author"),
      'Book has no relation "join authors on true; drop table books".',
      undefined,
    ],
    [
      "a name that every object has",
      () => Book.joins("constructor" as "author"),
      'Book has no relation "constructor".',
      undefined,
    ],
    [
      "what only looks like SQL",
      () =>
        Book.joins({
          kind: "fragment",
          texts: ["cross join labels"],
          operands: [],
        } as unknown as Joins<Book>),
      'Book has no relation "kind".',
      undefined,
    ],
    [
      "false",
      () => Book.joins({ author: false } as unknown as Joins<Book>),
      "Book.joins.author takes names of relations, not a boolean.",
      undefined,
    ],
    [
      "nothing",
      () => Book.leftJoins(null as unknown as Joins<Book>),
      "Book.leftJoins takes names of relations, not null.",
      undefined,
    ],
    [
      "SQL, which has its own keyword, as a left join",
      () => Book.leftJoins(sql`join authors on true` as unknown as Joins<Book>),
      "Book.leftJoins takes names of relations, not an object of class SqlStatement.",
      undefined,
    ],
    [
      "a relation to records of several models",
      () => Remark.joins("subject"),
      "Remark.joins: Remark.subject leads to records of several models, which are not in one table.",
      "Write the join of one of them: joins(sql`left join … on …`).",
    ],
  ])("refuses %s", (_, join, message, hint) => {
    expect(join).toThrow(
      expect.objectContaining(
        hint === undefined ? { message } : { message, hint },
      ) as Error,
    );
  });

  test("joins the records of one model that a polymorphic relation leads back to", () => {
    expect(clauses(Essay.joins("remarks"))).toBe(
      'inner join "public"."pm_remarks" as "remarks" on "remarks"."subject_id" = "pm_essays"."id" and "remarks"."subject_type" = $1',
    );
  });

  test("finds its labels' names again under the names of their tables", async () => {
    const rows = await Label.joins({ books: { author: true } })
      .where(sql`books_author.name = ${"Ann"}`)
      .distinct()
      .orderBy({ name: "asc" });
    expect(rows.map(({ name }) => name)).toEqual(["blue", "red"]);
  });
});

@Table("joined_t1")
class Team extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @SoftDelete() declare deletedAt: Date | null;
  @HasMany(() => Player, (player) => player.team)
  declare joinedT1: HasMany<Player>;
  @HasMany(() => Fan, (fan) => fan.team) declare fans: HasMany<Fan>;
  @ManyToMany(() => Cup, { through: () => Win }) declare cups: ManyToMany<Cup>;
  @Relate(() => Cup) declare cupsLink: Relate<Cup | null>;
}

@Table("joined_players")
class Player extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Team, { required: true }) declare team: Relate<Team>;
  @Relate(() => Team) declare t1: Relate<Team | null>;
  @Relate(() => Team) declare arxRows: Relate<Team | null>;
  @Relate(() => Team)
  declare theTeamThatThePlayerPlayedForBeforeTheOneOfToday: Relate<Team | null>;
  @Relate(() => Cup) declare teamCups: Relate<Cup | null>;
}

@Table("joined_people")
@Subtype()
class Person extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly type: string;
  declare [Generated]?: "type";
  @Column() declare name: string;
}

@Subtype()
class Fan extends Person {
  @Relate(() => Team) declare team: Relate<Team | null>;
}

@Table("winners_link")
class Cup extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @SoftDelete() declare deletedAt: Date | null;
  @ManyToMany(() => Team, { through: () => Win })
  declare winners: ManyToMany<Team>;
}

@Table("joined_wins")
class Win extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Team, { required: true }) declare team: Relate<Team>;
  @Relate(() => Cup, { required: true }) declare cup: Relate<Cup>;
  @SoftDelete() declare deletedAt: Date | null;
}

describeEachEngine("a join", (engine) => {
  useModels(engine, [Team, Player, Person, Fan, Cup, Win]);

  test("leaves out what queries of the joined model leave out", async () => {
    const red = await Team.create({ name: "Red" });
    const blue = await Team.create({ name: "Blue" });
    await Player.create({ name: "Ann", team: red });
    await Player.create({ name: "Bob", team: blue });
    await blue.destroy();
    expect(await Player.joins("team").pluck("name")).toEqual(["Ann"]);
    expect(
      await Player.orderBy({ team: { name: "asc" } }).pluck("name"),
    ).toEqual(["Ann", "Bob"]);
    expect(clauses(Player.leftJoins("team"))).toBe(
      'left join "public"."joined_t1" as "team" on "team"."id" = "joined_players"."team_id" and "team"."deleted_at" is null',
    );
  });

  test("takes the rows of its own class of a table that several share", async () => {
    const red = await Team.create({ name: "Red" });
    await Fan.create({ name: "Ann", team: red });
    await Person.create({ name: "Bob" });
    expect(clauses(Team.joins("fans"))).toBe(
      'inner join "public"."joined_people" as "fans" on "fans"."team_id" = "joined_t1"."id" and "fans"."type" = $1' +
        ' where "joined_t1"."deleted_at" is null',
    );
    expect(await Team.joins("fans").pluck(sql<string>`fans.name`)).toEqual([
      "Ann",
    ]);
  });

  test("through a join table gives a record once when none of its links lives", async () => {
    const red = await Team.create({ name: "Red" });
    const [first, second, third] = await Promise.all(
      ["first", "second", "third"].map((name) => Cup.create({ name })),
    );
    await Win.create({ team: red, cup: first as Cup });
    await Win.create({ team: red, cup: second as Cup });
    const unlinked = await Win.create({ team: red, cup: third as Cup });
    const leftNames = (): Promise<unknown[]> =>
      Team.leftJoins("cups")
        .orderBy(sql`cups.name`)
        .pluck(sql`cups.name`);
    expect(await leftNames()).toEqual(["first", "second", "third"]);
    await first?.destroy();
    await unlinked.destroy();
    expect(await leftNames()).toEqual(["second"]);
    await second?.destroy();
    expect(await leftNames()).toEqual([null]);
    expect(await Team.joins("cups").count()).toBe(0);
  });

  test("is named so that no other name of the statement is meant", async () => {
    expect(clauses(Team.joins("joinedT1"))).toBe(
      'inner join "public"."joined_players" as "joined_t1_joined" on "joined_t1_joined"."team_id" = "joined_t1"."id" where "joined_t1"."deleted_at" is null',
    );
    expect(clauses(Player.joins("t1"))).toContain(' as "t1_joined" on ');
    expect(clauses(Player.joins("arxRows"))).toContain(
      ' as "arx_rows_joined" on ',
    );
    const long = Player.joins({
      theTeamThatThePlayerPlayedForBeforeTheOneOfToday: { joinedT1: true },
    });
    const names = [...clauses(long).matchAll(/ as "(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual([
      "the_team_that_the_player_played_for_before_the_one_of_today",
      "the_team_that_the_player_played_for_before_the_one_of__97d8d553",
    ]);
    expect(() => Player.joins("teamCups", { team: { cups: true } })).toThrow(
      expect.objectContaining({
        message:
          'Player.joins.team: teamCups and team.cups would have one name in SQL, "team_cups".',
        hint: "Write one of the joins yourself: joins(sql`join … as … on …`).",
      }) as Error,
    );
    await Player.joins("t1", "arxRows").where({ team: { name: "Red" } });
    await long;
  });

  test("through a join table has two names, and neither is another's", async () => {
    expect(clauses(Cup.joins("winners"))).toContain(
      ' as "winners_link_joined" inner join ',
    );
    await Cup.joins("winners");
    const [message, merged] = ["joins", "merge"].map(
      (verb) =>
        `Team.${verb}: cups and cupsLink would have one name in SQL, "cups_link".`,
    );
    expect(() => Team.joins("cups", "cupsLink")).toThrow(message);
    expect(() => Team.joins("cups").merge(Team.joins("cupsLink"))).toThrow(
      merged,
    );
  });
});
