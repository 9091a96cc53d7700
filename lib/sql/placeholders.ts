import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import { describeValue } from "../types/describe-value";
import { isPlain } from "../types/untyped";
import { BoundedMap } from "../util/bounded-map";
import { suggest } from "../util/suggest";
import { findMarks } from "./text-marks";
import type { TextMark } from "./text-marks";

/**
 * The values of a statement's placeholders: a list for `?` or `$1`, an object
 * for `:name`.
 *
 * @example
 * ```ts
 * const parameters: RawParameters = { name: "Bonn", least: 1000 };
 * await db.query("select id from cities where name = :name and population >= :least::int", parameters);
 * // select id from cities where name = $1 and population >= $2::int
 * ```
 */
export type RawParameters =
  readonly unknown[] | Readonly<Record<string, unknown>>;

/** A value, and the placeholder that stands for it in messages. */
interface PlacedValue {
  readonly value: unknown;
  readonly at: string;
}

/** SQL text taken apart at its placeholders, with their values. */
interface BoundText {
  /** The text with `$1` and so on where its placeholders stood. */
  readonly numbered: string;
  /** The pieces between the placeholders, one more than `slots`. */
  readonly texts: readonly string[];
  /** Which of the values each placeholder stands for, from 0. */
  readonly slots: readonly number[];
  readonly values: readonly PlacedValue[];
}

/** What a text is, whichever values it is given. */
interface Template extends Pick<BoundText, "numbered" | "texts" | "slots"> {
  /** How each value is called, in their order and once each: `?2`, `:name`, `$2`. */
  readonly names: readonly string[];
}

/** More than a program has; texts that are put together anew each time cannot grow it further. */
const capacity = 500;

/** Longer ones hardly come twice, and would make the bound on memory meaningless. */
const longestKept = 8_192;
const byPosition = new BoundedMap<string, Template>(capacity);
const byName = new BoundedMap<string, Template>(capacity);

/**
 * Finds the value of each placeholder: `?` takes the next of a list, `:name`
 * that of an object, `$1` the one that it says. `??` is the operator `?` beside
 * a list. What stands in quotes or comments is text, as is everything when there
 * are no values.
 * @throws InvalidArgumentError when values are missing or too many
 * @throws TypeMismatchError when the text is none
 */
export function bindText(text: unknown, parameters: unknown): BoundText {
  if (typeof text !== "string")
    throw new TypeMismatchError("A statement", "a text", describeValue(text));
  if (Array.isArray(parameters)) return bindList(text, parameters);
  if (typeof parameters === "object" && parameters && isPlain(parameters))
    return bindNames(text, parameters as Readonly<Record<string, unknown>>);
  throw new InvalidArgumentError(
    `The parameters of a statement are a list, or an object for :name, not ${describeValue(parameters)}.`,
    { hint: 'Write db.query("select ?::int", [value]).' },
  );
}

function bindList(text: string, list: readonly unknown[]): BoundText {
  if (list.length === 0)
    return { numbered: text, texts: [text], slots: [], values: [] };
  const template = templateOf(byPosition, text, positionalTemplate);
  const { names } = template;
  // Each number stands in the names once: the last is the number of all when none is left out.
  const last = Number(names.at(-1)?.slice(1) ?? 0);
  if (names.length !== list.length || last !== list.length)
    throw miscounted(names, list);
  const values = names.map((at, index) => ({ value: list[index], at }));
  return { ...template, values };
}

function miscounted(
  names: readonly string[],
  { length }: readonly unknown[],
): InvalidArgumentError {
  const given = `was given ${count(length, "parameter")}`;
  return names[0]?.startsWith("$") === true
    ? new InvalidArgumentError(
        `The statement has ${names.join(", ")}, and ${given}.`,
        { hint: "Number the parameters from $1 on, and leave none out." },
      )
    : new InvalidArgumentError(
        `The statement has ${count(names.length, "placeholder")} ?, and ${given}.`,
        {
          hint: "Give each ? a value; beside parameters the operator ? is written ??.",
        },
      );
}

function bindNames(
  text: string,
  given: Readonly<Record<string, unknown>>,
): BoundText {
  const template = templateOf(byName, text, namedTemplate);
  const values = template.names.map((at) => {
    const name = at.slice(1);
    if (!Object.hasOwn(given, name)) throw missing(name, Object.keys(given));
    return { value: given[name], at };
  });
  const names = Object.keys(given);
  if (names.length === values.length) return { ...template, values };
  const unused = names.find((name) => !template.names.includes(`:${name}`));
  throw new InvalidArgumentError(
    `The statement has no :name for the parameter ${JSON.stringify(unused)}.`,
    { hint: "Take it out, or name it in the text." },
  );
}

function missing(name: string, given: readonly string[]): InvalidArgumentError {
  const near = suggest(name, given);
  return new InvalidArgumentError(
    `The statement names :${name}, and the parameters do not.`,
    {
      hint:
        near === undefined
          ? `Write { ${name}: … }; a colon that is no placeholder, as in a slice of an array, takes a space behind it.`
          : `Did you mean ${JSON.stringify(near)}?`,
    },
  );
}

function templateOf(
  known: BoundedMap<string, Template>,
  text: string,
  make: (text: string) => Template,
): Template {
  let template = known.get(text);
  if (template === undefined) {
    template = make(text);
    if (text.length <= longestKept) known.set(text, template);
  }
  return template;
}

function positionalTemplate(text: string): Template {
  const marks = findMarks(text);
  const numbered = marks.filter(({ kind }) => kind === "$");
  if (numbered.length > 0) {
    const numbers = numbered.map(({ name }) => Number(name));
    const { texts } = cut(text, numbered);
    const names = [...new Set(numbers)]
      .sort((one, other) => one - other)
      .map((number) => `$${String(number)}`);
    const slots = numbers.map((number) => number - 1);
    return { numbered: text, texts, slots, names };
  }
  const asked = marks.filter(({ kind }) => kind === "?" || kind === "??");
  const { texts, places } = cut(text, asked);
  const slots = places.map((_, index) => index);
  const names = slots.map((slot) => `?${String(slot + 1)}`);
  return { ...join(texts, slots), names };
}

function namedTemplate(text: string): Template {
  const marks = findMarks(text).filter(({ kind }) => kind === ":");
  const { texts, places } = cut(text, marks);
  const names = [...new Set(places.map(({ name }) => `:${name}`))];
  const slots = places.map(({ name }) => names.indexOf(`:${name}`));
  return { ...join(texts, slots), names };
}

/** The text between placeholders; a doubled `??` becomes `?` and stays text. */
function cut(
  text: string,
  marks: readonly TextMark[],
): { readonly texts: string[]; readonly places: TextMark[] } {
  const texts: string[] = [];
  const places: TextMark[] = [];
  let piece = "";
  let from = 0;
  for (const mark of marks) {
    piece += text.slice(from, mark.start);
    from = mark.end;
    if (mark.kind === "??") piece += "?";
    else {
      texts.push(piece);
      places.push(mark);
      piece = "";
    }
  }
  texts.push(piece + text.slice(from));
  return { texts, places };
}

function join(
  texts: readonly string[],
  slots: readonly number[],
): Pick<Template, "numbered" | "texts" | "slots"> {
  const numbered = texts.reduce(
    (text, piece, index) =>
      `${text}$${String((slots[index - 1] ?? 0) + 1)}${piece}`,
  );
  return { numbered, texts, slots };
}

function count(number: number, what: string): string {
  return `${String(number)} ${number === 1 ? what : `${what}s`}`;
}
