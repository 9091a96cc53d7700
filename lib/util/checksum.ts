import { createHash } from "node:crypto";

/** SHA-256 of a text in hexadecimal digits; the line endings of the checkout do not count. */
export function checksumOf(text: string): string {
  return createHash("sha256")
    .update(text.replaceAll("\r\n", "\n"))
    .digest("hex");
}
