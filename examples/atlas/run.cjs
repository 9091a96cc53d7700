// Runs demo.ts as it is: `import "arx"` finds the built package through package.json's "exports".
process.chdir(require("node:path").join(__dirname, "..", ".."));
require("ts-node").register({
  transpileOnly: true,
  experimentalResolver: true,
  // rootDir and old module resolution: advice for builds, an error to ts-node.
  ignoreDiagnostics: [5011, 5107],
});
require("./demo.ts");
