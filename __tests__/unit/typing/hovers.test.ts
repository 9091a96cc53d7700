import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../../..");
const file = join(root, "__tests__/types/hovers-of-a-program.ts");

/** What an editor shows of each name, as long as somebody reads it. */
const source = `import { Article, User } from "./models";
export async function read() {
  const found = await User.find(1);
  const withArticles = await User.find(1, { with: { articles: true } });
  const all = await User.all();
  const first = await User.where({ age: { gt: 18 } }).first();
  const rows = await Article.select("id", "title");
  const { author } = await Article.find(1, { with: { author: true } });
  const counted = await User.withCount("articles");
  return { found, withArticles, all, first, rows, author, counted };
}
`;

test("what queries give is shown in a line that can be read", () => {
  const service = ts.createLanguageService(host());
  const shown = (name: string): string => {
    const position = new RegExp(`\\b${name}\\b`).exec(
      source.slice(source.indexOf("  const")),
    );
    const offset = source.indexOf("  const") + (position?.index ?? 0);
    const parts = service.getQuickInfoAtPosition(file, offset)?.displayParts;
    return ts.displayPartsToString(parts);
  };
  expect(
    ["found", "withArticles", "all", "first", "rows", "author", "counted"].map(
      shown,
    ),
  ).toEqual([
    "const found: User",
    "const withArticles: Loaded<User, NoInfer<{\n    readonly articles: true;\n}>>",
    "const all: User[]",
    "const first: User | null",
    "const rows: Row<Article, {\n    id: true;\n    title: true;\n}, object>[]",
    "const author: Relate<User> & User",
    "const counted: (User & {\n    articlesCount: number;\n})[]",
  ]);
});

function host(): ts.LanguageServiceHost {
  const { config } = ts.readConfigFile(
    join(root, "__tests__/types/tsconfig.json"),
    (path) => ts.sys.readFile(path),
  ) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    join(root, "__tests__/types"),
  );
  return {
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = path === file ? source : ts.sys.readFile(path);
      return text === undefined
        ? undefined
        : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (found) => ts.getDefaultLibFilePath(found),
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: (path) => (path === file ? source : ts.sys.readFile(path)),
  };
}
