/** A piece of TypeScript that can be laid out on one line or on several. */
export type Source =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Source[] }
  | {
      readonly kind: "object";
      readonly entries: readonly (readonly [key: string, value: Source])[];
    }
  /** `root.method(…)`, or several calls one after the other: `t.text("a").notNull()`. */
  | { readonly kind: "chain"; readonly root: string; readonly calls: Call[] }
  /** `(parameter) => body`. */
  | {
      readonly kind: "arrow";
      readonly parameter: string;
      readonly body: SourceOf<"chain">;
    }
  /** `(parameter) => { statements }`. */
  | {
      readonly kind: "block";
      readonly parameter: string;
      readonly statements: readonly Source[];
    };

export type SourceOf<K extends Source["kind"]> = Extract<
  Source,
  { readonly kind: K }
>;

export interface Call {
  readonly method: string;
  readonly args: readonly Source[];
}

/** `root.method(args)`. */
export function call(
  root: string,
  method: string,
  ...args: readonly (Source | undefined)[]
): SourceOf<"chain"> {
  return {
    kind: "chain",
    root,
    calls: [{ method, args: args.filter(isGiven) }],
  };
}

/** A string literal, with the quotes that need fewer escapes. */
export function text(value: string): Source {
  const json = JSON.stringify(value);
  const singles = value.split("'").length;
  const doubles = value.split('"').length;
  if (doubles <= singles) return { kind: "text", text: json };
  const body = json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return { kind: "text", text: `'${body}'` };
}

/** A name as an argument, left out when it is the one that is made anyway. */
export function nameUnless(usual: string, name: string): Source | undefined {
  return name === usual ? undefined : text(name);
}

/** A number or a truth value. */
export function plain(value: number | boolean): Source {
  return { kind: "text", text: String(value) };
}

/** A list of string literals. */
export function texts(values: readonly string[]): Source {
  return { kind: "list", items: values.map(text) };
}

/** An object of the entries that are given; undefined when none is. */
export function object(
  entries: Readonly<Record<string, Source | undefined>>,
): SourceOf<"object"> | undefined {
  const given = Object.entries(entries).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return given.length === 0 ? undefined : { kind: "object", entries: given };
}

function isGiven(source: Source | undefined): source is Source {
  return source !== undefined;
}
