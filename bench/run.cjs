// Runs a benchmark written in TypeScript: node bench/run.cjs pool
const { join } = require("node:path");

require("ts-node").register({
  transpileOnly: true,
  project: join(__dirname, "tsconfig.json"),
});
require(join(__dirname, `${process.argv[2]}.ts`));
