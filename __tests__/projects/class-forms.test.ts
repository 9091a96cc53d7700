import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { engines } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { expected, inferred } from "./forms-expected";
import { runEach } from "./run-each";
import { expectOutput } from "./run-node";
import { writeProject } from "./toolchain";
import type { Toolchain } from "./toolchain";
import { toolchains } from "./toolchains";

jest.setTimeout(300_000);

const repository = resolve(__dirname, "../..");
const forms = join(__dirname, "forms");

/** PGlite takes its time to start: two toolchains as far from each other as can be see it. */
const onPGlite = [
  "TypeScript 7.0, CommonJS, es2022 with define",
  "esbuild, bundled and minified, an ES module",
];

describe("Models of every class form", () => {
  let workspace: string;
  let databases: readonly TestDatabase[];
  let outputs: ReadonlyMap<Toolchain, () => string>;

  beforeAll(async () => {
    workspace = await createWorkspace();
    databases = await Promise.all(engines.map((engine) => engine.create()));
    outputs = await runEach(toolchains, async (toolchain) => {
      const project = join(workspace, String(toolchains.indexOf(toolchain)));
      await writeProject(project, forms, toolchain);
      await toolchain.compile?.(project);
      return expectOutput([...toolchain.words, ...urlsFor(toolchain)], {
        cwd: project,
      });
    });
  });

  afterAll(async () => {
    for (const database of databases) await database.drop();
    await rm(workspace, { recursive: true });
  });

  const urlsFor = ({ name }: Toolchain): readonly string[] =>
    databases
      .map(({ url }) => url)
      .filter((url) => url !== "pglite:memory" || onPGlite.includes(name));

  test.each(
    toolchains.map((toolchain) => [toolchain.name, toolchain] as const),
  )("are the same, compiled by %s", (_, toolchain) => {
    expect(JSON.parse(outputs.get(toolchain)?.() ?? "")).toEqual({
      seen: urlsFor(toolchain).map(() => expected),
      inferred: toolchain.hasMetadata ? inferred : refusal,
    });
  });
});

/** What a column without a type gives where nothing is known of its field. */
const refusal = ["title", "pages", "isRead", "seen", "total"].reduce(
  (text, property) =>
    `${text}\n  Inferred.${property}: has no type, because the compiler wrote no metadata (esbuild and tsx never do).\n` +
    "    Write it: @Column({ type: 'text' }) for a string, @Column({ type: 'integer' }) for a number. Or set \"emitDecoratorMetadata\" to true in tsconfig.json.",
  "The models have 5 mistakes:",
);

/** A folder whose projects find arx and what else they import. */
async function createWorkspace(): Promise<string> {
  const workspace = await mkdtemp(join(tmpdir(), "arx-forms-"));
  const modules = join(workspace, "node_modules");
  await mkdir(modules);
  await symlink(repository, join(modules, "arx"));
  for (const name of ["class-validator", "@types"])
    await symlink(join(repository, "node_modules", name), join(modules, name));
  return workspace;
}
