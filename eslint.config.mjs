import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

// A word of SQL followed by more of it; names of changes such as "create table" end where a statement would go on.
const sqlLiteral =
  "/^\\s*(select|insert\\s+into|update\\s+\\S+\\s+set|delete\\s+from|create\\s+(table|index|unique|schema)|alter\\s+table|drop\\s+(table|index))\\s/i";

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "coverage/",
      "node_modules/",
      "__tests__/types/",
      ".ci/package/projects/",
      "**/*.cjs",
      "**/*.mjs",
      "jest.config.js",
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: "./tsconfig.json",
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      // m.sql`…` is a statement of a migration.
      "@typescript-eslint/no-unused-expressions": [
        "error",
        { allowTaggedTemplates: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-extraneous-class": [
        "error",
        { allowEmpty: true, allowStaticOnly: true },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      complexity: ["error", 12],
      "max-lines": [
        "error",
        { max: 300, skipComments: true, skipBlankLines: true },
      ],
      "max-lines-per-function": [
        "error",
        { max: 50, skipComments: true, skipBlankLines: true },
      ],
      "no-warning-comments": "error",
    },
  },
  {
    files: ["lib/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ThrowStatement > NewExpression[callee.name='Error']",
          message:
            "Throw a class of lib/errors: it says what, where and what to type next.",
        },
      ],
      "no-console": "error",
    },
  },
  {
    // The session's own words (begin, savepoint, set) belong to the database, and what a new session is asked to the
    // driver, which stands below lib/sql; every other SQL text to lib/sql.
    files: ["lib/**/*.ts"],
    ignores: [
      "lib/sql/**",
      "lib/introspect/catalog-queries.ts",
      "lib/driver/session-settings.ts",
      "lib/schema/uuid-v7-function.ts",
    ],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ThrowStatement > NewExpression[callee.name='Error']",
          message:
            "Throw a class of lib/errors: it says what, where and what to type next.",
        },
        {
          selector: `Literal[value=${sqlLiteral}]`,
          message: "SQL text is made in lib/sql.",
        },
        {
          selector: `TemplateElement[value.raw=${sqlLiteral}]`,
          message: "SQL text is made in lib/sql.",
        },
      ],
    },
  },
  {
    files: ["__tests__/**/*.ts", "bench/**/*.ts", "migrations/*.ts"],
    rules: {
      "max-lines-per-function": "off",
      "max-lines": "off",
    },
  },
);
