import { connect } from "arx";
import type { Database } from "../../lib/database/database";
import { createTables } from "./create-schema";
import type { Engine, TestDatabase } from "./engines";
import {
  Author,
  Book,
  BookLabel,
  Friendship,
  Label,
  libraryModels,
  Profile,
  Publisher,
} from "./library";

/** A connected database with the tables of the library, and a way to be rid of it. */
export interface LibraryDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** Creates a database with empty tables. */
export async function openLibrary(engine: Engine): Promise<LibraryDatabase> {
  const made: TestDatabase = await engine.create();
  const database = await connect({ database: made.url });
  await createTables(database, libraryModels);
  return {
    database,
    close: async () => {
      await database.close();
      await made.drop();
    },
  };
}

/** The records that tests read, by a short name. */
export interface Library {
  readonly ann: Author;
  readonly bob: Author;
  readonly cleo: Author;
  readonly publisher: Publisher;
  readonly first: Book;
  readonly second: Book;
  readonly third: Book;
  readonly fourth: Book;
  readonly red: Label;
  readonly blue: Label;
}

/**
 * Ann taught Bob and wrote three books, Bob one, Cleo none. The first and the
 * second book are red, the first is blue as well; the fourth has an editor and a publisher.
 */
export async function fillLibrary(): Promise<Library> {
  const ann = await Author.create({ name: "Ann", born: "1900-05-01" });
  const bob = await Author.create({ name: "Bob", mentor: ann });
  const cleo = await Author.create({ name: "Cleo", mentor: ann });
  const publisher = await Publisher.create({
    country: "de",
    number: 7,
    name: "Verlag",
  });
  const first = await Book.create({
    title: "First",
    author: ann,
    pages: 100,
    tags: ["a", "b"],
    price: "9.90",
  });
  const second = await Book.create({
    title: "Second",
    author: ann,
    pages: 50,
    tags: [],
    meta: { views: 2 },
  });
  const third = await Book.create({
    title: "Third",
    author: ann,
    publishedAt: new Date("2020-01-01T00:00:00Z"),
  });
  const fourth = await Book.create({
    title: "Fourth",
    author: bob,
    editor: ann,
    publisher,
    inPrint: false,
  });
  const red = await Label.create({ name: "red" });
  const blue = await Label.create({ name: "blue" });
  await BookLabel.create({ book: first, label: red });
  await BookLabel.create({ book: first, label: blue });
  await BookLabel.create({ book: second, label: red });
  await Profile.create({ bio: "Wrote.", author: ann });
  await Friendship.create({ from: ann, to: bob });
  await Friendship.create({ from: ann, to: cleo });
  await Friendship.create({ from: bob, to: ann });
  return { ann, bob, cleo, publisher, first, second, third, fourth, red, blue };
}
