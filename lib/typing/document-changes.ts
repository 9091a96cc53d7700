import type { Refused } from "./refused";

/** Some keys of a document; undefined takes one away. */
export type DocumentChanges<D> = unknown extends D
  ? Readonly<Record<string, unknown>>
  : D extends string | number | bigint | boolean | Date | Uint8Array
    ? Refused<"arx: only a document of a jsonb column has keys to change">
    : { readonly [K in keyof D]?: D[K] | undefined };
