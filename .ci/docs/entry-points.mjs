/** The entry points of package.json's "exports", by what a program writes. */
export const entryPoints = new Map([
  ["arx", "lib/index.ts"],
  ["arx/migration", "lib/migration/index.ts"],
  ["arx/seed", "lib/seed/index.ts"],
  ["arx/testing", "lib/testing/index.ts"],
]);
