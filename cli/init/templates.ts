/** Where the files of a new project lie and how its modules name each other. */
export interface Layout {
  /** What paths begin with: "" or "src/". */
  readonly base: string;
  /** What an import of a file of the project ends with: "" in CommonJS, ".js" in ES modules. */
  readonly importEnding: "" | ".js";
}

/** arx.config.ts */
export function configText({ base }: Layout): string {
  return `import { defineConfig } from "arx";

export default defineConfig({
  // A directory of the embedded PGlite, until DATABASE_URL names a server: postgres://user:password@host:5432/name
  database: process.env["DATABASE_URL"] ?? "pglite:.arx/data",
  models: ["${base}models/**/*.ts"],
  migrations: "${base}migrations",
  seeds: ["${base}seeds/**/*.ts"],
});
`;
}

/** models/book.ts */
export const modelText = `import { Column, ManagedObject, PrimaryKey, Table } from "arx";

@Table()
export class Book extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare title: string;
  @Column() declare author: string;
  @Column({ indexed: true }) declare year: number;
}
`;

/** seeds/books.ts */
export function seedText({ importEnding }: Layout): string {
  return `import { seed } from "arx/seed";
import { Book } from "../models/book${importEnding}";

export default seed("books", async (s) => {
  await s.upsert(Book, { on: ["title"] }, [
    { title: "Emma", author: "Jane Austen", year: 1815 },
    { title: "Middlemarch", author: "George Eliot", year: 1871 },
    { title: "Orlando", author: "Virginia Woolf", year: 1928 },
  ]);
});
`;
}

/** main.ts */
export function programText({ importEnding }: Layout): string {
  return `import { connect } from "arx";
import { Book } from "./models/book${importEnding}";

async function main(): Promise<void> {
  const db = await connect({
    database: process.env["DATABASE_URL"] ?? "pglite:.arx/data",
  });
  const books = await Book.where({ year: { lt: 1900 } }).orderBy({
    year: "asc",
  });
  for (const { year, title, author } of books)
    console.log(\`\${year} \${title}, \${author}\`);
  await db.close();
}

void main();
`;
}

/** tsconfig.json */
export const tsconfigText = `{
  "compilerOptions": {
    "target": "es2022",
    "module": "nodenext",
    "strict": true,
    "skipLibCheck": true,
    "experimentalDecorators": true,
    "emitDecoratorMetadata": true,
    "rootDir": ".",
    "outDir": "dist"
  }
}
`;
