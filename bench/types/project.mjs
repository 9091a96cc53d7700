// Writes a program of so many models, each in a file of its own with three queries, the way an application has them.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param folder an empty one
 * @param count how many models
 * @param packageFolder where arx is, built
 * @param types the folder of the packages named @types
 */
export function writeProject(folder, count, packageFolder, types) {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  mkdirSync(join(folder, "models"));
  symlinkSync(packageFolder, join(folder, "node_modules/arx"), "dir");
  writeFileSync(join(folder, "tsconfig.json"), compilerOptions(types));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ type: "commonjs" }),
  );
  for (let index = 0; index < count; index++)
    writeFileSync(
      join(folder, "models", `${fileOf(index)}.ts`),
      writeModel(index, count),
    );
}

function compilerOptions(types) {
  return JSON.stringify({
    compilerOptions: {
      target: "es2022",
      lib: ["es2023", "esnext.disposable"],
      module: "nodenext",
      moduleResolution: "nodenext",
      strict: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      skipLibCheck: true,
      types: ["node"],
      typeRoots: [types],
      noEmit: true,
    },
    include: ["**/*.ts"],
  });
}

/** Names that no two models share; their fields share names, as those of an application do, and differ in options and types. */
function nameOf(index) {
  return `Model${index}`;
}

function fileOf(index) {
  return `model-${index}`;
}

function writeModel(index, count) {
  const name = nameOf(index);
  const owner = (index + count - 1) % count;
  const peer = (index * 7 + 3) % count;
  const child = (index + 1) % count;
  const imports = [...new Set([owner, peer, child])]
    .filter((other) => other !== index)
    .map((other) => `import { ${nameOf(other)} } from "./${fileOf(other)}";\n`);
  return `import {
  Column,
  CompositeIndex,
  CreatedAt,
  Defaulted,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
  UpdatedAt,
} from "arx";
${imports.join("")}
export enum State${index} {
  Draft = "draft",
  Open = "open",
  Closed = "closed${index}",
}

@Table({ comment: "What number ${index} keeps" })
@CompositeIndex(["state", { column: "dueAt", direction: "desc" }])
export class ${name} extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "varchar", length: ${100 + index}, unique: true })
  declare title: string;
  @Column({ enum: State${index}, default: State${index}.Draft })
  declare state: State${index};
${columnsOf(index)}
  @CreatedAt() declare createdAt: Date;
  @UpdatedAt() declare updatedAt: Date;
  @Relate(() => ${nameOf(owner)}, { required: true, onDelete: "cascade" })
  declare owner: Relate<${nameOf(owner)}>;
  @Relate(() => ${nameOf(peer)}) declare peer: Relate<${nameOf(peer)} | null>;
  @HasMany(() => ${nameOf(child)}, (child) => child.owner)
  declare children: HasMany<${nameOf(child)}>;
  declare [Defaulted]?: "state" | "tags" | "meta" | "isActive";
}

${queriesOf(index)}`;
}

/** Columns that every model has in its own way: other options, another document, another kind of number. */
function columnsOf(index) {
  const number = ["integer", "smallint", "double precision"][index % 3];
  return `  @Column({ type: "${number}", check: "amount > ${index}", indexed: true })
  declare amount: number;
  @Column({ type: "numeric", precision: ${10 + (index % 9)}, scale: 2 })
  declare price: string;
  @Column({ type: "timestamptz", nullable: true, indexed: { where: "due_at is not null" } })
  declare dueAt: Date | null;
  @Column({ default: true }) declare isActive: boolean;
  @Column({ type: "text[]", default: [] }) declare tags: string[];
  @Column({ type: "jsonb", default: {} })
  declare meta: { views${index}?: number; links?: string[] };`;
}

function queriesOf(index) {
  const name = nameOf(index);
  return `export async function search${index}(minimum: number): Promise<string[]> {
  const found = await ${name}.where({
    state: State${index}.Open,
    amount: { gte: minimum, lt: ${1000 + index} },
    title: { startsWith: "a", ne: "about" },
    owner: { isActive: true, dueAt: { isNotNull: true } },
    or: [{ children: { some: { amount: { gt: ${index} } } } }, { dueAt: null }],
  })
    .orderBy({ dueAt: "desc", id: "asc" })
    .limit(${10 + index});
  return found.map(({ title }) => title);
}

export async function report${index}(): Promise<number> {
  const rows = await ${name}.where({ tags: { has: "x${index}" } })
    .with({
      owner: { select: ["id", "title"] },
      children: { where: { amount: { gt: 1 } }, with: { peer: true }, limit: 5 },
    })
    .select("id", "title", "dueAt");
  return rows.reduce((sum, { id, owner, children }) => {
    const peers = children.map(({ peer }) => peer?.id ?? 0);
    return sum + id + owner.id + peers.length;
  }, 0);
}

export async function copy${index}(source: ${name}): Promise<${name}> {
  const made = await ${name}.create({
    title: source.title,
    amount: source.amount + ${index},
    price: "1.50",
    dueAt: source.dueAt,
    owner: await source.owner,
  });
  await made.update({ dueAt: null, meta: { views${index}: ${index} } });
  return made;
}
`;
}
