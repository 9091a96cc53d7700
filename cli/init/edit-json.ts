import type { JSONPath } from "jsonc-parser";

/** A value to set, and where. */
export type JsonEdit = readonly [path: JSONPath, value: unknown];

/** Sets values in a text of JSON; comments, order and indentation stay as they are. */
export async function editJson(
  text: string,
  edits: readonly JsonEdit[],
): Promise<string> {
  // Loaded here and not above: the other commands change no JSON.
  const { applyEdits, modify } = await import("jsonc-parser");
  const formattingOptions = readFormatting(text);
  return edits.reduce(
    (edited, [path, value]) =>
      applyEdits(edited, modify(edited, path, value, { formattingOptions })),
    text,
  );
}

/** How the text is indented, by its first indented line. */
function readFormatting(text: string): {
  readonly insertSpaces: boolean;
  readonly tabSize: number;
  readonly eol: string;
} {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  return {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
}
