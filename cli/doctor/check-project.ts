import { relative } from "node:path";
import { fail, ok, warn } from "./check";
import type { Check } from "./check";

/** Whether the configuration is there and says what it may say. */
export const checkConfiguration: Check = {
  name: "configuration",
  needs: [],
  async run(context) {
    const { file } = await context.config();
    return [ok(relative(process.cwd(), file))];
  },
};

/** Whether the models can be loaded and are declared rightly. */
export const checkModels: Check = {
  name: "models",
  needs: ["configuration"],
  async run(context) {
    const names = (await context.loadModels()).map(({ name }) => name);
    return [ok(`${String(names.length)}: ${names.join(", ")}`)];
  },
};

/** Whether the migration files make what the models declare. */
export const checkMigrations: Check = {
  name: "migrations",
  needs: ["configuration", "models"],
  async run(context) {
    const { describeChange, findDrift } =
      await import("../../lib/migration/index.js");
    const {
      migrations: directory,
      name,
      minServerVersion,
    } = await context.config();
    const steps = await findDrift({
      models: await context.loadModels(),
      connection: name,
      directory,
      load: context.loadModule,
      minServerVersion,
    });
    const [first] = steps;
    if (first === undefined) return [ok("they make what the models declare")];
    const rest =
      steps.length > 1 ? ` and ${String(steps.length - 1)} more` : "";
    return [
      warn(
        `they lack: ${describeChange(first.change)}${rest}`,
        "Run: npx arx migrate generate",
      ),
    ];
  },
};

/** What the database has run of the migration files. */
export const checkLedger: Check = {
  name: "ledger",
  needs: ["configuration", "database"],
  async run(context) {
    const { status } = await import("../../lib/migration/index.js");
    const { migrations: directory } = await context.config();
    const { migrations } = await status(await context.connect(), { directory });
    const namesOf = (state: string): string =>
      migrations
        .filter((migration) => migration.state === state)
        .map(({ id, name }) => `${id}_${name}`)
        .join(", ");
    const missing = namesOf("missing");
    const changed = namesOf("changed");
    const pending = namesOf("pending");
    const findings = [
      missing &&
        fail(
          `ran here, but has no file: ${missing}`,
          "Bring the file back under its old name; version control has it.",
        ),
      changed &&
        fail(
          `was edited after it ran here: ${changed}`,
          "Undo the edit and write a new migration, or accept it: npx arx migrate --allow-changed",
        ),
      pending && warn(`pending: ${pending}`, "Run: npx arx migrate"),
    ].filter((finding) => finding !== "");
    return findings.length > 0
      ? findings
      : [ok(`${String(migrations.length)} have run`)];
  },
};
