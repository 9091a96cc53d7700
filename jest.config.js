/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": ["ts-jest", { tsconfig: "__tests__/tsconfig.json" }],
  },
  moduleNameMapper: {
    "^arx$": "<rootDir>/lib/index.ts",
    "^arx/(migration|seed|testing)$": "<rootDir>/lib/$1/index.ts",
  },
  testSequencer: "<rootDir>/__tests__/support/longest-first.cjs",
  globalSetup: "<rootDir>/__tests__/support/global-setup.mjs",
  globalTeardown: "<rootDir>/__tests__/support/global-teardown.mjs",
  testTimeout: 30_000,
  maxWorkers: "100%",
  workerIdleMemoryLimit: "1500MB",
};
