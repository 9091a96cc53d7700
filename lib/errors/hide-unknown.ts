import type { ArxError } from "./arx-error";

/** Keeps what an error does not know out of what Node prints of it: a line `table: undefined` tells nobody anything. */
export function hideUnknown(error: ArxError): void {
  for (const [key, value] of Object.entries(error)) {
    if (value === undefined)
      Object.defineProperty(error, key, { enumerable: false });
  }
}
