import { inspect } from "node:util";
import {
  Column,
  Defaulted,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
  UnknownAttributeError,
} from "arx";
import { countQueries } from "arx/testing";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Label } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { Library, LibraryDatabase } from "../../support/library-database";

describeEachEngine("a record", (engine) => {
  let opened: LibraryDatabase;
  let library: Library;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    await createTables(opened.database, [Sealed, Fields]);
    library = await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  test("from the database looks like an object of its columns", async () => {
    const author = await Author.find(library.ann.id);
    expect(author).toBeInstanceOf(Author);
    expect(author).toBeInstanceOf(ManagedObject);
    expect(Object.keys(author)).toEqual(["id", "name", "born", "mentorId"]);
    expect(Object.assign({}, author)).toEqual({
      id: library.ann.id,
      name: "Ann",
      born: "1900-05-01",
      mentorId: null,
    });
    expect(inspect(author)).toBe(
      `Author { id: ${String(author.id)}, name: 'Ann', born: '1900-05-01', mentorId: null }`,
    );
  });

  test("that is new has nothing but what was set", () => {
    const author = new Author();
    expect(Object.keys(author)).toEqual([]);
    expect(inspect(author)).toBe("Author {}");
    expect(author.isNew).toBe(true);
    author.name = "Eve";
    expect(Object.keys(author)).toEqual(["name"]);
    expect(author.changes).toEqual({ name: [undefined, "Eve"] });
  });

  test("is created, changed, read again and destroyed", async () => {
    const author = await Author.create({ name: "Eve" });
    expect(author).toBeInstanceOf(Author);
    expect([author.isNew, author.isChanged, author.born]).toEqual([
      false,
      false,
      null,
    ]);
    author.name = "Eva";
    expect(author.isChanged).toBe(true);
    expect(await author.save()).toBe(author);
    expect(author.previousChanges).toEqual({ name: ["Eve", "Eva"] });
    await opened.database.execute(
      `update authors set name = 'Ewa' where id = ${String(author.id)}`,
    );
    expect((await author.reload()).name).toBe("Ewa");
    const { count } = await countQueries(() => author.save());
    expect(count).toBe(0);
    await author.update({ name: "Eva", born: "2000-01-01" });
    await author.destroy();
    expect(await Author.findOrNull(author.id)).toBeNull();
  });

  test("refuses options that find does not have", async () => {
    const { id } = library.ann;
    const options = { wiht: { books: true } } as object;
    const message = 'Author.find has no option "wiht".';
    await expect(Author.find(id, options)).rejects.toThrow(message);
    await expect(Author.find([id], options)).rejects.toThrow(message);
    await expect(Author.findOrNull(id, options)).rejects.toThrow(message);
  });

  test("refuses rows that are no array", async () => {
    await expect(Author.insertAll({ name: "x" } as never)).rejects.toThrow(
      "Author takes an array of rows, not an object.",
    );
  });

  test("refuses attributes that it does not have", async () => {
    await expect(
      Author.create({ name: "x", nam: "y" } as never),
    ).rejects.toThrow(UnknownAttributeError);
    await expect(library.ann.update({ nam: "y" } as never)).rejects.toThrow(
      'Author has no attribute "nam".',
    );
    expect(await Author.where({ name: "x" }).exists()).toBe(false);
  });

  test("becomes JSON with what is loaded, and itself inside itself as its key", async () => {
    const [ann] = await Author.where({ name: "Ann" }).with({
      profile: true,
      books: {
        where: { title: "First" },
        with: { labels: { where: { name: "red" } } },
      },
    });
    const { id } = library.ann;
    const { first, red } = library;
    const json = JSON.parse(JSON.stringify(ann)) as unknown;
    expect(json).toEqual({
      id,
      name: "Ann",
      born: "1900-05-01",
      mentorId: null,
      profile: expect.objectContaining({
        bio: "Wrote.",
        authorId: id,
        author: { id },
      }) as unknown,
      books: [
        expect.objectContaining({
          id: first.id,
          title: "First",
          author: { id },
          labels: [{ id: red.id, name: "red" }],
        }) as unknown,
      ],
    });
  });

  test("becomes JSON without loading anything", async () => {
    const book = await Book.find(library.first.id);
    const { count } = await countQueries(() => {
      const json = book.toJSON();
      expect(Object.keys(json)).toEqual(Object.keys(book));
      expect(JSON.stringify({ labels: book.labels, author: book.author })).toBe(
        "{}",
      );
    });
    expect(count).toBe(0);
    await book.labels;
    expect(
      JSON.stringify({
        labels: book.labels.where({}) instanceof Promise,
        all: book.toJSON()["labels"],
      }),
    ).toContain('"name":"red"');
  });

  test("knows its model", () => {
    expect(Author.meta.table).toBe("authors");
    expect(Object.isFrozen(Author.meta)).toBe(true);
    expect(Object.keys(Label.meta.relations)).toEqual(["books"]);
  });

  test("of a model with a private constructor is made all the same", async () => {
    const sealed = await Sealed.open("x");
    expect(sealed).toBeInstanceOf(Sealed);
    expect(await Sealed.where({ word: "x" }).count()).toBe(1);
  });

  test("of a class whose fields are not only declared looks the same", async () => {
    const fresh = new Fields();
    expect(Object.entries(fresh)).toEqual([["status", "draft"]]);
    fresh.title = "x";
    const first = await fresh.save();
    const second = await Fields.create({ title: "y", parent: first });
    expect(second.parent).toBe(first);
    const [found] = await Fields.where({ title: "y" }).with({ parent: true });
    expect(found?.parent?.title).toBe("x");
    expect(Object.keys(found ?? {})).toEqual([
      "id",
      "title",
      "status",
      "parentId",
    ]);
    expect(await first.children).toHaveLength(1);
  });

  test("writes every kind of value into JSON", async () => {
    const sealed = await Sealed.open("y", {
      large: 2n ** 60n,
      bytes: Buffer.from("arx"),
      at: new Date(0),
      list: [1n, 2n],
      doc: { a: [1, { b: null }] },
    });
    expect(sealed.toJSON()).toEqual({
      id: sealed.id,
      word: "y",
      large: "1152921504606846976",
      bytes: "YXJ4",
      at: "1970-01-01T00:00:00.000Z",
      list: ["1", "2"],
      doc: { a: [1, { b: null }] },
    });
  });
});

@Table()
class Fields extends ManagedObject {
  @PrimaryKey() id!: number;
  @Column({ type: "text" }) title!: string;
  @Column({ type: "text" }) status = "draft";
  @Relate(() => Fields) parent!: Relate<Fields | null>;
  @HasMany(() => Fields, (field) => field.parent) children!: HasMany<Fields>;
  declare [Defaulted]?: "status";
}

@Table()
class Sealed extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare word: string;
  @Column({ type: "bigint", mode: "bigint", nullable: true }) declare large:
    bigint | null;
  @Column({ type: "bytea", nullable: true }) declare bytes: Buffer | null;
  @Column({ type: "timestamptz", nullable: true }) declare at: Date | null;
  @Column({ type: "bigint[]", mode: "bigint", nullable: true }) declare list:
    bigint[] | null;
  @Column({ type: "jsonb", nullable: true }) declare doc: unknown;

  private constructor() {
    super();
  }

  static open(word: string, values: object = {}): Promise<Sealed> {
    return Sealed.create({ word, ...values } as never);
  }
}
