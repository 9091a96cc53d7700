// The layers of ARCHITECTURE.md, from the ground up. A folder may import itself and
// any lower row: never its row's neighbour, never a higher row, never the barrel.
const rows = [
  ["util"],
  ["errors"],
  ["secrets"],
  ["types", "ast", "driver", "typing"],
  ["metadata"],
  ["schema", "record", "decorators"],
  ["sql", "hydrate"],
  ["database"],
  ["introspect", "query", "persistence"],
  ["model", "migration", "seed"],
  ["testing"],
];

const allowedFor = (row, folder) =>
  [...rows.slice(0, row).flat(), folder].join("|");

const layerRules = rows.flatMap((folders, row) =>
  folders.map((folder) => ({
    name: `layer-${folder}`,
    comment: `lib/${folder} may import itself and lower rows only.`,
    severity: "error",
    from: { path: `^lib/${folder}/` },
    to: { path: "^lib/", pathNot: `^lib/(${allowedFor(row, folder)})/` },
  })),
);

const homes = {
  postgres: "^lib/driver/postgres-login\\.ts$",
  "@electric-sql/pglite": "^lib/driver/pglite-(driver|engine|extensions)\\.ts$",
  "fast-glob": "^lib/util/find-files\\.ts$",
  pluralize: "^lib/util/inflection\\.ts$",
  "fastest-levenshtein": "^lib/util/suggest\\.ts$",
  "ts-node": "^(cli/|examples/[^/]+/run\\.cjs$)",
  yargs: "^cli/",
  "cli-progress": "^(cli|examples)/",
  "cli-table3": "^examples/",
};

const homeRules = Object.entries(homes).map(([name, home]) => ({
  name: `home-of-${name}`,
  comment: `Only its own home may import ${name}.`,
  severity: "error",
  from: { path: "^(lib|cli|examples)/", pathNot: home },
  to: { path: `^node_modules/(@types/)?${name}/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-rings",
      comment:
        "No file may reach itself through its imports, not even through types.",
      severity: "error",
      // Models that import each other, as in the examples, are what thunks are for.
      from: { path: "^(lib|cli)/" },
      to: { circular: true },
    },
    {
      name: "cli-through-the-front-door",
      comment: "The command uses what users can use.",
      severity: "error",
      from: { path: "^cli/" },
      to: {
        path: "^lib/",
        pathNot: "^lib/(((migration|seed|testing)/)?index|util/suggest)\\.ts$",
      },
    },
    {
      name: "lib-below-cli",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(cli|examples|__tests__|bench)/" },
    },
    {
      name: "no-orphans",
      comment: "A file nobody imports is dead.",
      severity: "error",
      from: { orphan: true, path: "^(lib|cli)/", pathNot: "^lib/typing/" },
      to: {},
    },
    ...layerRules,
    ...homeRules,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "default", "types"],
    },
  },
};
