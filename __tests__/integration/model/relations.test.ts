import {
  RecordStateError,
  RelationNotLoadedError,
  TypeMismatchError,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Label } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { Library, LibraryDatabase } from "../../support/library-database";

describeEachEngine("a relation that is assigned", (engine) => {
  let opened: LibraryDatabase;
  let library: Library;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    library = await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  test("sets the key, and is known without a statement", async () => {
    const { ann, bob } = library;
    const book = await Book.find(library.fourth.id);
    book.author = ann;
    expect(book.authorId).toBe(ann.id);
    const { count, result } = await countQueries(async () => book.author);
    expect(result).toBe(ann);
    expect(count).toBe(0);
    expect(book.changes).toEqual({ authorId: [bob.id, ann.id] });
    await book.save();
    expect((await Book.find(book.id)).authorId).toBe(ann.id);
    await book.update({ author: bob });
    expect(book.authorId).toBe(bob.id);
  });

  test("is forgotten when its key is set to another", async () => {
    const { ann, bob } = library;
    const book = await Book.find(library.first.id, { with: { author: true } });
    book.authorId = bob.id;
    expect(() => book.author.name).toThrow(RelationNotLoadedError);
    expect((await (book as Book).author).name).toBe("Bob");
    book.authorId = ann.id;
    expect((await (book as Book).author).name).toBe("Ann");
  });

  test("is forgotten when it was null and a key is set", async () => {
    const book = await Book.find(library.first.id, { with: { editor: true } });
    expect(book.editor).toBeNull();
    book.editorId = library.bob.id;
    expect((await (book as Book).editor)?.name).toBe("Bob");
    book.editor = null;
    expect(book.editorId).toBeNull();
    expect(book.editor).toBeNull();
  });

  test("may be a record that is not saved yet, whose key is taken when it is", async () => {
    const author = new Author();
    author.name = "Dora";
    const book = new Book();
    book.title = "Hers";
    book.author = author;
    expect(book.author).toBe(author);
    expect(Object.keys(book)).toEqual(["title"]);
    await expect(book.save()).rejects.toThrow(RecordStateError);
    await author.save();
    expect(book.author).toBe(author);
    await book.save();
    expect(book.authorId).toBe(author.id);
    expect(
      (await Book.find(book.id, { with: { author: true } })).author.name,
    ).toBe("Dora");
  });

  test("takes the several columns of a composite key", async () => {
    const book = await Book.find(library.first.id);
    book.publisher = library.publisher;
    await book.save();
    expect(
      (await Book.find(book.id, { with: { publisher: true } })).publisher?.name,
    ).toBe("Verlag");
    book.publisher = null;
    await book.save();
    expect(await Book.where({ publisher: library.publisher }).count()).toBe(1);
  });

  test("must be a record of its model", () => {
    const book = new Book() as unknown as Record<string, unknown>;
    expect(() => (book["author"] = new Label())).toThrow(TypeMismatchError);
    expect(() => (book["author"] = { id: 1 })).toThrow(TypeMismatchError);
  });

  test("is refused beside its key, which could say something else", async () => {
    const { ann, bob, first } = library;
    const refused = {
      message: 'Book.authorId is given twice, by itself and by "author".',
      hint: 'Leave out "authorId" or "author".',
    };
    await expect(
      Book.create({ title: "Both", author: ann, authorId: bob.id }),
    ).rejects.toMatchObject(refused);
    const book = await Book.find(first.id);
    await expect(
      book.update({ authorId: bob.id, author: ann }),
    ).rejects.toMatchObject(refused);
    expect(book.isChanged).toBe(false);
    // Assigned one after the other, the last one counts.
    book.author = bob;
    book.authorId = ann.id;
    const nameOf = async ({ author }: Book): Promise<string> =>
      (await author).name;
    expect(await nameOf(book)).toBe("Ann");
    expect(book.isChanged).toBe(false);
  });

  test("is refused where the other side keeps the key", () => {
    const author = new Author() as unknown as Record<string, unknown>;
    expect(() => (author["books"] = [])).toThrow(
      "Author.books is a relation to many records and cannot be assigned.",
    );
    expect(() => (author["profile"] = null)).toThrow(
      "Author.profile is kept by Profile.",
    );
  });
});
