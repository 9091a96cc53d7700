import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
} from "node:crypto";
import type { DerivedKey } from "./secrets";

/**
 * A sealed text says its format and its key, and carries vector, tag and
 * ciphertext: `arx1.KEYID.BASE64URL`. The first two are authenticated as well.
 */
const form = /^(arx1\.([\w-]{8}))\.([\w-]+)$/;

const algorithm = "aes-256-gcm";
const vectorLength = 12;
const tagLength = 16;

/** Of vector and tag alone, in base64url. A regular expression that counts so far fails on texts of megabytes. */
const shortestPayload = 38;

/** How the vector of a sealed text is chosen: at random, or the same for the same text, so that it can be found. */
export type SealMode = "random" | "deterministic";

/** What a text that should be sealed turned out to be. */
export type Opened =
  | { readonly kind: "opened"; readonly text: string }
  | { readonly kind: "plain" }
  | { readonly kind: "unknownKey" }
  | { readonly kind: "damaged" };

/** Encrypts a text, by AES-256 in GCM. */
export function seal(text: string, mode: SealMode, key: DerivedKey): string {
  const vector =
    mode === "random"
      ? randomBytes(vectorLength)
      : createHmac("sha256", key.vector)
          .update(text)
          .digest()
          .subarray(0, vectorLength);
  const header = `arx1.${key.id}`;
  const cipher = createCipheriv(algorithm, key.main, vector);
  cipher.setAAD(Buffer.from(header));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const payload = Buffer.concat([vector, cipher.getAuthTag(), sealed]);
  return `${header}.${payload.toString("base64url")}`;
}

/** The name of the key that a text was encrypted with; undefined for what is not encrypted. */
export function keyOf(text: string): string | undefined {
  return form.exec(text)?.[2];
}

/** Decrypts a text with the one of the keys that it names. */
export function open(text: string, keys: readonly DerivedKey[]): Opened {
  const [, header = "", id, payload = ""] = form.exec(text) ?? [];
  if (id === undefined || payload.length < shortestPayload)
    return { kind: "plain" };
  const key = keys.find((each) => each.id === id);
  if (key === undefined) return { kind: "unknownKey" };
  const bytes = Buffer.from(payload, "base64url");
  const decipher = createDecipheriv(
    algorithm,
    key.main,
    bytes.subarray(0, vectorLength),
    { authTagLength: tagLength },
  );
  decipher.setAAD(Buffer.from(header));
  decipher.setAuthTag(bytes.subarray(vectorLength, vectorLength + tagLength));
  try {
    const opened = Buffer.concat([
      decipher.update(bytes.subarray(vectorLength + tagLength)),
      decipher.final(),
    ]);
    return { kind: "opened", text: opened.toString("utf8") };
  } catch {
    // All that node tells is that the tag does not fit.
    return { kind: "damaged" };
  }
}
