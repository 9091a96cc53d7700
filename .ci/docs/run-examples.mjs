// Runs the examples that show SQL, an error or a value, each on new tables in this process, and compares what they show
// with what they do.
//
// An example of queries shows every statement that it sends, in order; a block of a Markdown page may leave some out. An
// example that declares models, columns or a migration shows statements, or pieces of them, of those that make them; where it
// goes on with queries, these come first.
import { compareExample } from "./compare-example.mjs";
import { openExampleDatabase } from "./example-database.mjs";
import { makeProject } from "./example-project.mjs";
import { instrument } from "./instrument.mjs";
import { loadLibrary } from "./load-library.mjs";
import { createRequireOf } from "./load-snippet.mjs";
import { readSqlComments, readThrown } from "./sql-comments.mjs";
import { readValueComments } from "./value-comments.mjs";

const AsyncFunction = (async () => undefined).constructor;
const silence = { log: () => undefined, error: () => undefined };

/** How much was compared, and a line for each thing that is shown wrongly. */
export async function runExamples(examples, snippets) {
  const library = await loadLibrary();
  const home = process.cwd();
  process.chdir(makeProject(library.folder));
  try {
    const database = await openExampleDatabase(library);
    const tasks = [
      ...examples.map((module) => planExample(library, database, module)),
      ...planSnippets(library, database, snippets),
    ].filter(({ shown }) => isAnythingShown(shown));
    const faults = [];
    for (const task of tasks) faults.push(...(await runTask(database, task)));
    await database.close();
    return { compared: count(tasks), faults };
  } finally {
    process.chdir(home);
    library.remove();
  }
}

/** One that cannot be run is a fault like others, and stops none behind it. */
async function runTask(database, { module, shown, prepare }) {
  try {
    const outcome = await run(database, module, shown.values, await prepare());
    return compareExample(module, shown, outcome);
  } catch (error) {
    return [
      `${module.file}:${String(module.line)} cannot be run: ${String(error)}`,
    ];
  }
}

/** An example finds the models and values of __tests__/docs. */
function planExample({ load, requireEntry }, database, module) {
  const require = (name) =>
    name === "../models"
      ? load("__tests__/docs/models.js")
      : requireEntry(name);
  return {
    module,
    shown: readShown(module.text),
    prepare: async () => ({
      values: await database.reset(module.values),
      require,
    }),
  };
}

/** A block of a page finds an empty database, whichever it connects to, and the other blocks. */
function planSnippets({ requireEntry }, database, snippets) {
  const connect = async ({ name }) => database.connect(name);
  const arx = { ...requireEntry("arx"), connect };
  const requireOf = createRequireOf(
    new Map(snippets.map((snippet) => [snippet.path, snippet])),
    (name) => (name === "arx" ? arx : requireEntry(name)),
  );
  return snippets.map((module) => ({
    module,
    shown: withGaps(readShown(module.text)),
    prepare: async () => {
      await database.clear();
      return { values: {}, require: requireOf(module) };
    },
  }));
}

function readShown(text) {
  return {
    statements: readSqlComments(text),
    thrown: readThrown(text),
    values: readValueComments(text),
  };
}

/** The same, with any statements between those that are shown. */
function withGaps({ statements, ...shown }) {
  const gap = { line: 0, sql: "…" };
  const spaced = statements.flatMap((statement) => [gap, statement]);
  return {
    ...shown,
    statements: statements.length === 0 ? [] : [...spaced, gap],
  };
}

function isAnythingShown({ statements, thrown, values }) {
  return statements.length + values.length > 0 || thrown !== undefined;
}

function count(tasks) {
  const shown = tasks.map((task) => task.shown);
  return {
    statements: shown
      .flatMap(({ statements }) => statements)
      .filter(({ sql }) => sql !== "…").length,
    errors: shown.filter(({ thrown }) => thrown !== undefined).length,
    values: shown.flatMap(({ values }) => values).length,
  };
}

async function run(database, module, shownValues, { values, require }) {
  const { declared, restore } = database.noteModels();
  const told = new Map();
  const scope = {
    require,
    exports: {},
    console: silence,
    $declare: () => database.createTables(declared()),
    $tell: (index, value) => {
      told.set(index, value);
      return value;
    },
    ...values,
  };
  const sent = [];
  let error;
  try {
    const code = instrument(module, shownValues);
    const body = new AsyncFunction(...Object.keys(scope), code);
    await database.record(sent, () => body(...Object.values(scope)));
  } catch (thrown) {
    error = thrown;
  }
  try {
    const made = database.compileDeclared(
      declared(),
      values,
      scope.exports.default,
    );
    return { sent, made, error, told };
  } finally {
    restore();
  }
}
