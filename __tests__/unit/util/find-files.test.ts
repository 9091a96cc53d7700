import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { findFiles } from "../../../lib/util/find-files";

describe("findFiles", () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "arx-files-"));
    for (const file of [
      "b.ts",
      "a.ts",
      "a.d.ts",
      "[odd].ts",
      "deep/er/c.mts",
      "deep/er/c.d.mts",
      "deep/old.ts",
      "node_modules/left/a.ts",
    ]) {
      await mkdir(dirname(join(directory, file)), { recursive: true });
      await writeFile(join(directory, file), "");
    }
  });

  afterAll(async () => {
    await rm(directory, { recursive: true });
  });

  test.each([
    [[], []],
    [["none/*"], []],
    [["*.ts"], ["[odd].ts", "a.ts", "b.ts"]],
    [["**/*"], ["[odd].ts", "a.ts", "b.ts", "deep/er/c.mts", "deep/old.ts"]],
    [
      ["b.ts", "*.ts"],
      ["b.ts", "[odd].ts", "a.ts"],
    ],
    [["[odd].ts"], ["[odd].ts"]],
    [["deep/**/*", "!**/old.ts"], ["deep/er/c.mts"]],
    [["./deep/../a.ts"], ["a.ts"]],
  ])("gives for %j the files %j", async (patterns, files) => {
    const found = await findFiles(patterns, directory);
    expect(found.map((file) => relative(directory, file))).toEqual(files);
  });
});
