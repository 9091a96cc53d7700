const TestSequencer = require("@jest/test-sequencer").default;

/** The files that take longest, by seconds of two cores: a machine that has not run them yet would begin with the largest. */
const longest = [
  "projects/class-forms",
  "cli/migrate",
  "cli/exit-codes",
  "cli/first-minute",
  "projects/loader",
  "integration/pglite-snapshot",
  "property/schema-diff",
  "cli/blog-schema",
  "cli/guide-models",
  "cli/credit-ledger",
  "migration/schema-changes",
  "migration/enums",
  "migration/concurrent-indexes",
  "migration/left-alone",
  "cli/seed",
  "cli/doctor",
  "integration/pglite-directory",
  "integration/server-states",
].map((name) => `/__tests__/${name}.test.ts`);

/** Begins with what takes longest, so that no worker is left with it at the end. */
module.exports = class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const place = ({ path }) => {
      const found = longest.findIndex((name) =>
        path.replaceAll("\\", "/").endsWith(name),
      );
      return found < 0 ? longest.length : found;
    };
    return sorted.sort((one, other) => place(one) - place(other));
  }
};
