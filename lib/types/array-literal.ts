/** A value of an array literal: the text of an element, NULL, or a further dimension. */
export type ArrayItem = string | null | readonly ArrayItem[];

/** PostgreSQL's array literal: `{a,"b,c",NULL,{…}}`. */
export function writeArrayLiteral(items: readonly ArrayItem[]): string {
  return `{${items.map(writeItem).join(",")}}`;
}

function writeItem(item: ArrayItem): string {
  if (item === null) return "NULL";
  if (typeof item !== "string") return writeArrayLiteral(item);
  if (!needsQuotes(item)) return item;
  // Most texts that need quotes hold a space and nothing to escape, and a test costs far less than a replacement.
  return /["\\]/.test(item)
    ? `"${item.replace(/["\\]/g, "\\$&")}"`
    : `"${item}"`;
}

function needsQuotes(text: string): boolean {
  return text === "" || /[{}",\\\s]/.test(text) || /^null$/i.test(text);
}

/**
 * The items of an array literal, as PostgreSQL prints it; a lower-bound prefix
 * (`[0:1]={…}`) is dropped. Undefined when the text is no array literal.
 */
export function parseArrayLiteral(text: string): ArrayItem[] | undefined {
  const start = text.startsWith("[") ? text.indexOf("=") + 1 : 0;
  if (text.charCodeAt(start) !== OPEN || !text.endsWith("}")) return undefined;
  const body = text.slice(start + 1);
  if (!/["\\{]/.test(body)) return parseSimple(body.slice(0, -1));
  return new LiteralParser(text, start).parse();
}

const OPEN = "{".charCodeAt(0);
const CLOSE = "}".charCodeAt(0);
const COMMA = ",".charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = "\\".charCodeAt(0);

/** One dimension without quotes: numbers, dates, plain words. */
function parseSimple(inner: string): ArrayItem[] {
  if (inner === "") return [];
  return inner.split(",").map((item) => (item === "NULL" ? null : item));
}

/** Reads from left to right; `#position` stands on the next character. */
class LiteralParser {
  readonly #text: string;
  #position: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#position = start;
  }

  parse(): ArrayItem[] | undefined {
    const items = this.#readList();
    return this.#position === this.#text.length ? items : undefined;
  }

  #readList(): ArrayItem[] {
    const items: ArrayItem[] = [];
    this.#position++;
    while (this.#position < this.#text.length) {
      const code = this.#text.charCodeAt(this.#position);
      if (code === CLOSE) {
        this.#position++;
        break;
      }
      if (code === COMMA) this.#position++;
      else items.push(this.#readItem(code));
    }
    return items;
  }

  #readItem(code: number): ArrayItem {
    if (code === OPEN) return this.#readList();
    return code === QUOTE ? this.#readQuoted() : this.#readBare();
  }

  #readQuoted(): string {
    const start = ++this.#position;
    let hasEscape = false;
    for (; this.#position < this.#text.length; this.#position++) {
      const code = this.#text.charCodeAt(this.#position);
      if (code === QUOTE) break;
      if (code !== BACKSLASH) continue;
      hasEscape = true;
      this.#position++;
    }
    const inner = this.#text.slice(start, this.#position++);
    return hasEscape ? inner.replace(/\\([\s\S])/g, "$1") : inner;
  }

  #readBare(): string | null {
    const start = this.#position;
    for (; this.#position < this.#text.length; this.#position++) {
      const code = this.#text.charCodeAt(this.#position);
      if (code === COMMA || code === CLOSE) break;
    }
    const item = this.#text.slice(start, this.#position);
    return item === "NULL" ? null : item;
  }
}
