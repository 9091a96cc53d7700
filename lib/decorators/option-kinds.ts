import {
  isStrictLoading,
  strictLoadingWords,
} from "../metadata/strict-loading";

interface OptionKind {
  readonly is: (value: unknown) => boolean;
  readonly words: string;
  readonly example: string;
}

const flag = (name: string): OptionKind => ({
  is: (value) => typeof value === "boolean",
  words: "true or false",
  example: `${name}: true`,
});

const text = (example: string): OptionKind => ({
  is: (value) => typeof value === "string",
  words: "a text",
  example,
});

/** Options that mean the same wherever they are; the others are checked by what reads them. */
const kinds: Readonly<Record<string, OptionKind>> = {
  nullable: flag("nullable"),
  unique: flag("unique"),
  required: flag("required"),
  pivot: flag("pivot"),
  nullsNotDistinct: flag("nullsNotDistinct"),
  type: text("type: 'text'"),
  comment: text("comment: '…'"),
  indexed: {
    is: (value) =>
      ["boolean", "string"].includes(typeof value) ||
      (typeof value === "object" && value !== null),
    words: "true, the name of the index or its options",
    example: "indexed: true",
  },
  method: text("method: 'gin'"),
  strictLoading: {
    is: isStrictLoading,
    words: strictLoadingWords,
    example: "strictLoading: true",
  },
  withDefault: {
    is: (value) =>
      value === true ||
      typeof value === "function" ||
      (typeof value === "object" && value !== null && !Array.isArray(value)),
    words: "true, attributes, or a function that gives them",
    example: "withDefault: { name: '…' }",
  },
};

/** What is wrong with the kind of an option's value, and what to write; undefined when nothing is. */
export function findKindProblem(
  option: string,
  value: unknown,
): { readonly message: string; readonly fix: string } | undefined {
  const kind = Object.hasOwn(kinds, option) ? kinds[option] : undefined;
  if (kind === undefined || value === undefined || kind.is(value))
    return undefined;
  const found = value === null ? "null" : typeof value;
  return {
    message: `has the option ${option}, which takes ${kind.words}, not ${found}.`,
    fix: `Write ${kind.example}, or leave it out.`,
  };
}

/** A value of an option that the check lets pass, and nothing in place of any other. */
export function soundOption<V>(option: string, value: V): V | undefined {
  return findKindProblem(option, value) === undefined ? value : undefined;
}
