import fc from "fast-check";
import { Author, Book, BookLabel, Friendship, Label, Profile } from "./library";
import type { Condition, RelationModels, Row } from "./where-model";

type Rows = readonly Row[];

const labelId = (index: number): string =>
  `00000000-0000-4000-8000-00000000000${String(index)}`;

export const authors: Rows = [
  { id: 1, name: "ann", born: "1900-01-01", mentorId: null },
  { id: 2, name: "Bob%", born: null, mentorId: 1 },
  { id: 3, name: "c_d", born: "1950-06-01", mentorId: 1 },
  { id: 4, name: "dan\\", born: null, mentorId: 2 },
  { id: 5, name: "", born: "1999-12-31", mentorId: null },
];
const profiles: Rows = [
  { id: 1, bio: "ann", authorId: 1 },
  { id: 2, bio: "x", authorId: 4 },
];
const friendships: Rows = [
  { id: 1, fromId: 1, toId: 2 },
  { id: 2, fromId: 1, toId: 3 },
  { id: 3, fromId: 2, toId: 1 },
  { id: 4, fromId: 3, toId: 3 },
];
/** Documents with something of every kind at the same place, and with nothing. */
const metas: readonly unknown[] = [
  null,
  {},
  { at: null },
  { at: 2 },
  { at: "2" },
  { at: "aB" },
  { at: [2, "a"] },
  { at: true },
];
/** The rows of the library, as the property tests know them. */
export const books: Rows = Array.from({ length: 14 }, (_, index) => ({
  id: index + 1,
  title: ["a", "aB", "50%", "_", "x\\y", "null", ""][index % 7],
  subtitle: index % 3 === 0 ? null : ["", "ann", "50%"][index % 3],
  pages: index % 4 === 0 ? null : (index * 7) % 5,
  inPrint: index % 2 === 0,
  tags: index % 5 === 0 ? null : ["a", "b", "c"].slice(0, index % 4),
  meta: metas[index % metas.length],
  authorId: (index % 4) + 1,
  editorId: index % 3 === 1 ? null : ((index * 3) % 5) + 1,
}));
export const labels: Rows = [1, 2, 3].map((index) => ({
  id: labelId(index),
  name: `l${String(index)}`,
}));
const bookLabels: Rows = [
  [1, 1],
  [1, 2],
  [2, 1],
  [5, 3],
  [6, 1],
  [6, 2],
  [6, 3],
  [9, 2],
].map(([book = 0, label = 0], index) => ({
  id: index + 1,
  bookId: book,
  labelId: labelId(label),
}));

const byId = (rows: Rows, id: unknown): Rows =>
  rows.filter((row) => row["id"] === id);
const withKey = (rows: Rows, key: string, id: unknown): Rows =>
  rows.filter((row) => row[key] === id);

/** Which rows each relation leads to. */
export const relations: RelationModels = {
  Author: {
    mentor: {
      to: "Author",
      isMany: false,
      related: (row) => byId(authors, row["mentorId"]),
    },
    pupils: {
      to: "Author",
      isMany: true,
      related: (row) => withKey(authors, "mentorId", row["id"]),
    },
    books: {
      to: "Book",
      isMany: true,
      related: (row) => withKey(books, "authorId", row["id"]),
    },
    profile: {
      to: "Profile",
      isMany: false,
      related: (row) => withKey(profiles, "authorId", row["id"]),
    },
    friends: {
      to: "Author",
      isMany: true,
      related: (row) =>
        withKey(friendships, "fromId", row["id"]).flatMap((link) =>
          byId(authors, link["toId"]),
        ),
    },
  },
  Book: {
    author: {
      to: "Author",
      isMany: false,
      related: (row) => byId(authors, row["authorId"]),
    },
    editor: {
      to: "Author",
      isMany: false,
      related: (row) => byId(authors, row["editorId"]),
    },
    labels: {
      to: "Label",
      isMany: true,
      related: (row) =>
        withKey(bookLabels, "bookId", row["id"]).flatMap((link) =>
          byId(labels, link["labelId"]),
        ),
    },
  },
  Label: {
    books: {
      to: "Book",
      isMany: true,
      related: (row) =>
        withKey(bookLabels, "labelId", row["id"]).flatMap((link) =>
          byId(books, link["bookId"]),
        ),
    },
  },
  Profile: {
    author: {
      to: "Author",
      isMany: false,
      related: (row) => byId(authors, row["authorId"]),
    },
  },
};

const optional = (
  arbitrary: fc.Arbitrary<unknown>,
  required: boolean,
): fc.Arbitrary<unknown> =>
  required ? arbitrary : fc.oneof({ weight: 4, arbitrary }, fc.constant(null));

/** One operator, or two side by side. */
function anyOperator(
  operators: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Condition> {
  const single = fc.oneof(
    ...Object.entries(operators).map(([name, value]) =>
      value.map((given): Condition => ({ [name]: given })),
    ),
  );
  return fc.oneof(
    single,
    fc.tuple(single, single).map(([left, right]) => ({ ...left, ...right })),
  );
}

function equality(
  value: fc.Arbitrary<unknown>,
  isRequired: boolean,
): Record<string, fc.Arbitrary<unknown>> {
  const nullable = optional(value, isRequired);
  const list = fc.array(nullable, { maxLength: 3 });
  return {
    eq: nullable,
    ne: nullable,
    in: list,
    notIn: list,
    isNull: fc.boolean(),
    isNotNull: fc.boolean(),
  };
}

function scalar(
  value: fc.Arbitrary<unknown>,
  isRequired: boolean,
  more: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<unknown> {
  const nullable = optional(value, isRequired);
  return fc.oneof(
    nullable,
    fc.array(nullable, { maxLength: 3 }),
    anyOperator({ ...equality(value, isRequired), ...more }),
  );
}

function numeric(
  value: fc.Arbitrary<number>,
  isRequired: boolean,
): fc.Arbitrary<unknown> {
  const pair = fc.tuple(value, value);
  return scalar(value, isRequired, {
    gt: value,
    gte: value,
    lt: value,
    lte: value,
    between: pair,
    notBetween: pair,
  });
}

function textual(
  value: fc.Arbitrary<string>,
  isRequired: boolean,
): fc.Arbitrary<unknown> {
  return scalar(value, isRequired, {
    contains: value,
    icontains: value,
    startsWith: value,
    istartsWith: value,
    endsWith: value,
    iendsWith: value,
    ieq: value,
    like: pattern,
    ilike: pattern,
    matches: expression,
    imatches: expression,
    gt: wordInOrder,
    gte: wordInOrder,
    lt: wordInOrder,
    lte: wordInOrder,
    between: fc.tuple(wordInOrder, wordInOrder),
    notBetween: fc.tuple(wordInOrder, wordInOrder),
  });
}

const id = fc.integer({ min: 0, max: 6 });
const small = fc.integer({ min: -1, max: 5 });
const word = fc.constantFrom(
  "a",
  "ann",
  "AB",
  "50%",
  "%",
  "_",
  "c_d",
  "\\",
  "x\\y",
  "null",
  "",
  "l2",
);
const pattern = fc.constantFrom("%", "a%", "_", "A_", "%b", "50\\%", "");
const expression = fc.constantFrom("^a", "b$", ".", "^$", "[0-9]+%", "A");
/** Texts that sort the same by every collation: before all others, or after them. */
const wordInOrder = fc.constantFrom("", "zzzz");
const tag = fc.constantFrom("a", "b", "c", "z");
const tagList = fc.array(tag, { maxLength: 3 });

const documentAt = fc.constantFrom<unknown>(2, "2", "aB", true, [2, "a"], null);
const ordered = fc.constantFrom<unknown>(1, 2, 3, "", "zzzz");
const placeOperators: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ...equality(documentAt, false),
  gt: ordered,
  gte: ordered,
  lt: ordered,
  lte: ordered,
  between: fc.oneof(fc.tuple(small, small), fc.tuple(wordInOrder, wordInOrder)),
  notBetween: fc.tuple(small, small),
  startsWith: word,
  ieq: fc.constantFrom("ab", "2", "x"),
};

function columnConditions(
  model: string,
): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  switch (model) {
    case "Author":
      return {
        id: numeric(id, true),
        name: textual(word, true),
        mentorId: numeric(id, false),
      };
    case "Book":
      return {
        id: numeric(id, true),
        title: textual(word, true),
        subtitle: textual(word, false),
        pages: numeric(small, false),
        inPrint: scalar(fc.boolean(), true, {}),
        editorId: numeric(id, false),
        meta: anyOperator(placeOperators).map((operators) => ({
          path: ["at"],
          ...operators,
        })),
        tags: fc.oneof(
          optional(tagList, false),
          anyOperator({
            eq: optional(tagList, false),
            ne: optional(tagList, false),
            has: tag,
            hasAny: tagList,
            hasAll: tagList,
            within: tagList,
            isEmpty: fc.boolean(),
            isNull: fc.boolean(),
          }),
        ),
      };
    case "Label":
      return {
        id: scalar(fc.constantFrom(labelId(1), labelId(3)), true, {}),
        name: textual(word, true),
      };
    default:
      return { id: numeric(id, true), bio: textual(word, true) };
  }
}

const known = new Map<string, fc.Arbitrary<Condition>>();

/** Where objects of a model. Each arbitrary is made once: the models refer to each other, and the tree of their arbitraries would grow without end. */
export function whereOf(model: string, depth: number): fc.Arbitrary<Condition> {
  const name = `${model} ${String(depth)}`;
  const where = known.get(name) ?? makeWhere(model, depth);
  known.set(name, where);
  return where;
}

function makeWhere(model: string, depth: number): fc.Arbitrary<Condition> {
  const columns = Object.entries(columnConditions(model)).map(([name, value]) =>
    value.map((given): Condition => ({ [name]: given })),
  );
  if (depth === 0) return fc.oneof(fc.constant({}), ...columns);
  const inner = whereOf(model, depth - 1);
  const list = fc.array(inner, { maxLength: 3 });
  const related = Object.entries(relations[model] ?? {}).map(
    ([name, { to, isMany }]) => {
      const where = whereOf(to, depth - 1);
      const key: fc.Arbitrary<unknown>[] = to === "Label" ? [] : [id];
      const one = fc.oneof(fc.constant(null), ...key, where);
      const many = fc
        .tuple(fc.constantFrom("some", "every", "none"), where)
        .map(([quantifier, given]): Condition => ({ [quantifier]: given }));
      return (isMany ? many : one).map((given): Condition => ({
        [name]: given,
      }));
    },
  );
  const logical = [
    list.map((and): Condition => ({ and })),
    list.map((or): Condition => ({ or })),
    inner.map((not): Condition => ({ not })),
  ];
  const single = fc.oneof(...columns, ...related, ...logical, ...logical);
  return fc
    .array(single, { minLength: 1, maxLength: 2 })
    .map((parts) => Object.assign({}, ...parts) as Condition);
}

/** Puts the rows into the tables of the library. */
export async function insertRows(): Promise<void> {
  await Author.insertAll(authors as never);
  await Profile.insertAll(profiles as never);
  await Friendship.insertAll(friendships as never);
  await Book.insertAll(books as never);
  await Label.insertAll(labels as never);
  await BookLabel.insertAll(bookLabels as never);
}
