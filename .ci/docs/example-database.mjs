// The database that examples find: one of PGlite in this process, made anew as far as the example before has changed it.
const harmless = /^(select|begin|commit|rollback|savepoint|release)\b/;
const ofRows = /^(insert|update|delete)\b/;

/** Opens it, for arx as `loadLibrary` gives it. */
export async function openExampleDatabase({ load, requireEntry }) {
  const { admit, freeName, runInside } = load("lib/database/context.js");
  const { state } = load("lib/metadata/registry-state.js");
  const { ModelRegistry } = load("lib/metadata/registry.js");
  const { models } = load("__tests__/docs/models.js");
  const { makers, newRows } = load("__tests__/docs/values.js");
  const { compileModels, compileDeclared } = createCompiler(load);
  const db = await requireEntry("arx").connect({ database: "pglite:memory" });
  const close = db.close.bind(db);
  // Pages close what they have opened, which is this one.
  db.close = async () => undefined;

  const empty = "drop schema public cascade; create schema public";
  const whole = [empty, ...compileModels(models), newRows].join("; ");
  // What has been sent since the rows were new.
  let written = [empty];
  const watch = (texts, fn) =>
    runInside({ database: undefined, scope: undefined }, fn, ({ text }) =>
      texts.push(text),
    );

  const names = new Set();

  return {
    close,
    /** What a page connects to, whichever database it names. */
    connect(name) {
      if (name !== undefined) names.add(name);
      admit(db, name);
      return db;
    },
    /** The classes with `@Table` that are declared from here on, and a function that leaves those of before, whatever was done with the registry. */
    noteModels() {
      const known = new Set(state.models);
      const declared = () =>
        [...state.models].filter((model) => !known.has(model));
      const { settings } = state;
      const restore = () => {
        new ModelRegistry(declared()).reset();
        for (const model of known) state.models.add(model);
        state.settings = settings;
      };
      return { declared, restore };
    },
    /** The statements that make what an example declares. */
    compileDeclared,
    /** Takes every table away. */
    async clear() {
      await db.script(empty);
      written = [empty];
      names.forEach(freeName);
    },
    /** Makes the rows as new, and gives the values of these names. */
    async reset(valueNames) {
      const writes = written.filter((sql) => !harmless.test(sql));
      if (writes.length > 0)
        await db.script(
          writes.every((sql) => ofRows.test(sql)) ? newRows : whole,
        );
      written = [];
      const values = {};
      for (const name of valueNames) values[name] = await makers[name](db);
      return values;
    },
    /** Makes tables, which no recording notes. */
    createTables: (declared) =>
      watch(written, () => db.script(compileModels(declared).join("; "))),
    /** Runs a function and notes the statements that it sends. */
    async record(sent, fn) {
      try {
        await watch(sent, fn);
      } finally {
        written.push(...sent);
      }
    },
  };
}

function createCompiler(load) {
  const { ModelRegistry } = load("lib/metadata/registry.js");
  const { createSchema } = load("lib/schema/diff.js");
  const { schemaOf } = load("lib/schema/from-metadata.js");
  const { compileChange } = load("lib/sql/ddl/compile-change.js");
  const { isMigration, record } = load("lib/migration/migration.js");
  const compile = (changes) =>
    changes.flatMap(compileChange).map(({ text }) => text);
  const compileModels = (models) =>
    models.length === 0
      ? []
      : compile(
          createSchema(schemaOf(new ModelRegistry(models).definitions())),
        );
  return {
    compileModels,
    compileDeclared(models, { m, t }, exported) {
      const table = t?.build();
      return [
        ...compileModels(models),
        ...compile(m?.changes ?? []),
        ...compile(isMigration(exported) ? record(exported.up) : []),
        ...compile(
          table?.columns.length > 0 ? [{ kind: "create table", table }] : [],
        ),
      ];
    },
  };
}
