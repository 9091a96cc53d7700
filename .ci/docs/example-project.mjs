// The working directory of examples: a project with a migration and a seed.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const files = {
  "migrations/20260102090000_create_notes.js": `
const { migration } = require("../../lib/migration");
exports.default = migration({
  up(m) {
    m.createTable("notes", (t) => {
      t.identity("id");
      t.text("body").notNull();
      t.primaryKey(["id"]);
    });
  },
  down(m) {
    m.dropTable("notes");
  },
});
`,
  "seeds/languages.js": `
const { Language } = require("../../__tests__/docs/models");
const { seed } = require("../../lib/seed");
exports.default = seed("languages", async (s) => {
  await s.upsert(Language, { on: ["name"] }, [{ name: "German" }, { name: "French" }]);
});
`,
};

/** Writes the project into the folder of the compiled library. */
export function makeProject(folder) {
  const project = join(folder, "project");
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
  return project;
}
