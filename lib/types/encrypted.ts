import { DecryptionError } from "../errors/secret-error";
import { open, seal } from "../secrets/cipher";
import type { Opened, SealMode } from "../secrets/cipher";
import { keysFor } from "../secrets/secrets";
import type { ColumnType } from "./column-type";
import { wrapAround } from "./wrapped-type";

/** How the values of a column are encrypted. */
export interface Encryption {
  /** Whether the same value always gives the same text, so that it can be looked for. */
  readonly isDeterministic: boolean;
  /** Whether a text is stored in lower case. */
  readonly downcase: boolean;
  /** How values were written formerly; conditions look for these as well. */
  readonly previous: readonly PreviousEncryption[];
  /** Whether what is not encrypted is read as it is. */
  readonly supportUnencrypted: boolean;
}

/** What was different about an encryption formerly. */
interface PreviousEncryption {
  /** Whether a text was stored in lower case. */
  readonly downcase: boolean;
}

/**
 * A type whose values are kept encrypted, in a column of texts: what the inner
 * type would send to PostgreSQL is encrypted on its way there.
 */
export function encryptedType(
  type: ColumnType,
  encryption: Encryption,
): ColumnType {
  return wrapAround(type, (inner) => wrap(inner, encryption));
}

function wrap(inner: ColumnType, encryption: Encryption): ColumnType {
  const { isDeterministic, downcase } = encryption;
  const mode: SealMode = isDeterministic ? "deterministic" : "random";
  return {
    name: "text",
    sqlName: "text",
    valueName: inner.valueName,
    encryption: mode,
    encode: (value, at) => {
      const [key] = keysFor("encryption", at);
      return seal(fold(inner.encode(value, at), downcase), mode, key);
    },
    decode: (text, at) => inner.decode(readText(text, encryption, at), at),
    equals: (left, right) =>
      inner.equals(foldValue(left, downcase), foldValue(right, downcase)),
    ...(isDeterministic && {
      storedTexts: (value, at) =>
        storedTexts(inner.encode(value, at), encryption, at),
    }),
  };
}

/** Every text that a column may hold for a value: one for each key, and for each way in which it was written. */
function storedTexts(
  text: string,
  { downcase, previous, supportUnencrypted }: Encryption,
  at: string,
): readonly string[] {
  const keys = keysFor("encryption", at);
  const plain = new Set(
    [{ downcase }, ...previous].map((scheme) => fold(text, scheme.downcase)),
  );
  const sealed = [...plain].flatMap((each) =>
    keys.map((key) => seal(each, "deterministic", key)),
  );
  // What was never encrypted was never put into lower case either.
  return supportUnencrypted
    ? [...new Set([...sealed, ...plain, text])]
    : sealed;
}

function readText(
  text: string,
  { supportUnencrypted }: Encryption,
  at: string,
): string {
  const opened = open(text, keysFor("encryption", at));
  if (opened.kind === "opened") return opened.text;
  if (opened.kind === "plain" && supportUnencrypted) return text;
  throw undecryptable(opened.kind, at);
}

function undecryptable(
  kind: Exclude<Opened["kind"], "opened">,
  at: string,
): DecryptionError {
  switch (kind) {
    case "plain":
      return new DecryptionError(
        at,
        "holds a value that is not encrypted",
        "Write encrypt: { supportUnencrypted: true } until every row is encrypted.",
      );
    case "unknownKey":
      return new DecryptionError(
        at,
        "was encrypted with a key that is not there",
        "Add the former key behind the first: configureSecrets({ encryption: [key, former] }).",
      );
    case "damaged":
      return new DecryptionError(
        at,
        "holds an encrypted value that was changed or cut off",
        "Take the row from a backup; nothing can be read of it.",
      );
  }
}

function fold(text: string, downcase: boolean): string {
  return downcase ? text.toLowerCase() : text;
}

function foldValue(value: unknown, downcase: boolean): unknown {
  return typeof value === "string" ? fold(value, downcase) : value;
}
