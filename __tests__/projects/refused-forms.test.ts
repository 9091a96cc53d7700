import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { transformSync as transformBySwc } from "@swc/core";
import { buildSync, transformSync } from "esbuild";
import ts from "typescript";
import { expectOutput } from "./run-node";

const repository = resolve(__dirname, "../..");

type Compile = (source: string) => string;

/** Three compilers, with the decorators of TypeScript or with those of TC39. */
const compilers = (
  decorators: "legacy" | "TC39",
): Readonly<Record<"TypeScript" | "SWC" | "esbuild", Compile>> => {
  const experimentalDecorators = decorators === "legacy";
  return {
    TypeScript: (source) =>
      ts.transpileModule(source, {
        compilerOptions: {
          target: ts.ScriptTarget.ES2022,
          module: ts.ModuleKind.ESNext,
          experimentalDecorators,
          emitDecoratorMetadata: experimentalDecorators,
        },
      }).outputText,
    SWC: (source) =>
      transformBySwc(source, {
        swcrc: false,
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript", decorators: true },
          transform: experimentalDecorators
            ? { legacyDecorator: true, decoratorMetadata: true }
            : { decoratorVersion: "2022-03" },
        },
      }).code,
    esbuild: (source) =>
      transformSync(source, {
        loader: "ts",
        target: "es2022",
        tsconfigRaw: { compilerOptions: { experimentalDecorators } },
      }).code,
  };
};

const model = (body: string, name = "User"): string =>
  `import { Column, ManagedObject, PrimaryKey, Table } from "arx";
@Table() export ${name === "" ? "default class" : `class ${name}`} extends ManagedObject {
  @PrimaryKey() id!: number;
  ${body}
}
`;

interface Refused {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

const oneMistake = (at: string, problem: string, fix: string): string =>
  `The models have 1 mistake:\n  ${at}: ${problem}\n    ${fix}`;

const refused: readonly Refused[] = [
  ...Object.entries(compilers("TC39")).map(([compiler, compile]) => ({
    name: `decorators of TC39, as ${compiler} compiles them`,
    code: compile(model('@Column({ type: "text" }) name!: string;')),
    message: oneMistake(
      "id",
      "is decorated in the way of TC39, and arx takes TypeScript's own decorators.",
      'Set "experimentalDecorators" and "emitDecoratorMetadata" to true in tsconfig.json; for SWC, "legacyDecorator" and "decoratorMetadata" under "jsc.transform" in .swcrc.',
    ),
  })),
  ...Object.entries(compilers("legacy")).flatMap(([compiler, compile]) => [
    {
      name: `a getter and a method with a decorator, as ${compiler} compiles them`,
      code: compile(
        model(
          '@Column({ type: "text" }) get name(): string { return ""; }\n@Column({ type: "text" }) title(): string { return ""; }',
        ),
      ),
      message:
        "The models have 2 mistakes:\n" +
        ["name", "title"]
          .map(
            (property) =>
              `  User.${property}: is a getter, an accessor or a method, and only a field can hold a column or a relation.\n    Write a field: declare ${property}: …;`,
          )
          .join("\n"),
    },
    {
      name: `a static field, as ${compiler} compiles it`,
      code: compile(model('@Column({ type: "text" }) static label: string;')),
      message: oneMistake(
        "User.label",
        "is static, and every record has columns and relations of its own.",
        "Take the word static away, or the decorator.",
      ),
    },
    {
      name: `a class without a name, which ${compiler} calls as it likes`,
      code: compile(model("", "")),
      message: expect.stringMatching(
        /^The models have 1 mistake:\n {2}\w+: has no name of its own that could name a table\.\n {4}Write @Table\('…'\) with the name of the table\.$/,
      ) as string,
    },
  ]),
  {
    name: "an initialiser without a type, of which TypeScript writes Object",
    code: compilers("legacy").TypeScript(model("@Column() isRead = false;")),
    message: oneMistake(
      "User.isRead",
      "design:type is Object, which does not tell what the column holds.",
      "Write @Column({ type: 'text', nullable: true }) for string | null, @Column({ type: 'jsonb' }) for an object; where a field has a value and no type, write its type as well.",
    ),
  },
  ...(["SWC", "esbuild"] as const).map((compiler) => ({
    name: `an initialiser without a type, of which ${compiler} writes nothing`,
    code: compilers("legacy")[compiler](model("@Column() isRead = false;")),
    message: oneMistake(
      "User.isRead",
      "has no type, because the compiler wrote no metadata (esbuild and tsx never do).",
      "Write it: @Column({ type: 'text' }) for a string, @Column({ type: 'integer' }) for a number. Or set \"emitDecoratorMetadata\" to true in tsconfig.json.",
    ),
  })),
  {
    name: "a field with accessor",
    code: compilers("legacy").TypeScript(
      model('@Column({ type: "text" }) accessor name!: string;'),
    ),
    message: oneMistake(
      "User.name",
      "is a getter, an accessor or a method, and only a field can hold a column or a relation.",
      "Write a field: declare name: …;",
    ),
  },
  {
    name: "a class that a minifier renamed",
    code: minify(model('@Column({ type: "text" }) name!: string;')),
    message: expect.stringMatching(
      /^The models have 1 mistake:\n {2}\w{1,2}: has a name too short to name a table; it looks as if a minifier made it\.\n {4}Write @Table\('…'\) with the name of the table\.$/,
    ) as string,
  },
];

describe("A model is refused with the line to write", () => {
  let messages: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const workspace = await mkdtemp(join(tmpdir(), "arx-refused-"));
    await mkdir(join(workspace, "node_modules"));
    await symlink(repository, join(workspace, "node_modules/arx"));
    for (const [index, { code }] of refused.entries())
      await writeFile(join(workspace, `${String(index)}.mjs`), code);
    await writeFile(join(workspace, "main.mjs"), program);
    messages = JSON.parse(
      await expectOutput(["main.mjs", String(refused.length)], {
        cwd: workspace,
      }),
    ) as typeof messages;
    await rm(workspace, { recursive: true });
  });

  test.each(refused.map((row, index) => [row.name, index, row] as const))(
    "%s",
    (_, index, { message }) => {
      expect(messages[index]).toEqual(message);
    },
  );
});

/** Says what each file is refused for, when it is loaded or when its model is used. */
const program = `
import { Registry } from "arx";
const messages = {};
for (let index = 0; index < Number(process.argv[2]); index++) {
  try {
    const models = Object.values(await import(\`./\${index}.mjs\`));
    new Registry(models).definitions();
  } catch (error) {
    messages[index] = error.message;
  }
}
process.stdout.write(JSON.stringify(messages));
`;

function minify(source: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: source, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    external: ["arx"],
    write: false,
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  });
  return outputFiles[0]?.text ?? "";
}
