import { suggest } from "../../util/suggest";
import type { ColumnDefinition, ModelDefinition } from "../definition";
import type { SeedDraft } from "../draft";
import { isOwnRelation } from "../own-relation";
import type { Problems } from "../problems";
import type { SeedDefinition } from "../seed-definition";
import { aliveCondition } from "./build-alive-indexes";

/** Names the seeds of a model and looks for mistakes in them. */
export function buildSeeds(
  definition: ModelDefinition,
  drafts: readonly SeedDraft[],
  problems: Problems,
): readonly SeedDefinition[] {
  const seeds = drafts.map((draft, index) => {
    const seed = Object.freeze({
      name: `${definition.name}#${index + 1}`,
      ...draft,
    });
    new SeedChecker(definition, seed, problems).check();
    return seed;
  });
  return Object.freeze(seeds);
}

/** What the types promise, asked of code without types. */
function isRow(row: unknown): boolean {
  return typeof row === "object" && row !== null && !Array.isArray(row);
}

class SeedChecker {
  constructor(
    private readonly definition: ModelDefinition,
    private readonly seed: SeedDefinition,
    private readonly problems: Problems,
  ) {}

  check(): void {
    const { rows, strategy } = this.seed;
    for (const [index, row] of rows.entries()) {
      if (!isRow(row)) {
        this.#report(
          `row ${index + 1} is no object.`,
          "Write each row as { property: value }.",
        );
        return;
      }
    }
    this.#checkNames(
      [...new Set(rows.flatMap((row) => Object.keys(row)))],
      "has the property",
    );
    if (strategy.kind === "insert") return;
    this.#checkNames(strategy.updateFields ?? [], "updates");
    this.#checkConflictKey(strategy.conflictKey);
  }

  #checkNames(names: readonly string[], verb: string): void {
    for (const name of names) {
      if (this.#columnsOf(name) !== undefined) continue;
      const known = [
        ...Object.keys(this.definition.columns),
        ...Object.keys(this.definition.relations),
      ];
      const near = suggest(name, known);
      const fix =
        near === undefined
          ? "Name a column, or a @Relate of the model."
          : `Write '${near}'.`;
      this.#report(`${verb} ${JSON.stringify(name)}, which is no column.`, fix);
    }
  }

  /** Every row must have the key, and the database must know it to be unique. */
  #checkConflictKey(given: readonly string[] | undefined): void {
    const key =
      given ?? this.definition.primaryKey.map(({ property }) => property);
    this.#checkNames(given ?? [], "finds rows by");
    const columns = key.map((name) => this.#columnsOf(name));
    if (columns.some((found) => found === undefined)) return;
    const wanted = columns.flatMap((found) => found ?? []);
    if (!uniqueSets(this.definition).some((set) => isSameSet(set, wanted))) {
      const list = key.map((name) => `'${name}'`).join(", ");
      const fix =
        key.length === 1
          ? "Write @Column({ unique: true }) there."
          : `Write @Unique([${list}]) above the class.`;
      this.#report(
        `finds rows by ${key.join(", ")}, which is not unique.`,
        fix,
      );
    }
    const without = this.seed.rows.findIndex(
      (row) => !wanted.every((column) => hasValue(row, column)),
    );
    if (without >= 0) {
      const message = `row ${without + 1} has no value for ${key.join(", ")}, by which an upsert finds rows.`;
      this.#report(
        message,
        "Give it, or name another key: { upsert: { conflictKey: '…' } }.",
      );
    }
  }

  #columnsOf(name: string): readonly ColumnDefinition[] | undefined {
    const column = this.definition.columns[name];
    if (column !== undefined) return [column];
    const relation = this.definition.relations[name];
    return isOwnRelation(relation) ? relation.columns : undefined;
  }

  #report(message: string, fix: string): void {
    this.problems.add(
      this.definition.name,
      undefined,
      `seed ${this.seed.name} ${message}`,
      fix,
    );
  }
}

/** The sets of columns that an upsert can find rows by. */
function uniqueSets(
  definition: ModelDefinition,
): readonly (readonly (ColumnDefinition | undefined)[])[] {
  const alive = aliveCondition(definition);
  const indexes = definition.indexes.filter(
    ({ unique, where }) => unique && (where === undefined || where === alive),
  );
  return [
    definition.primaryKey,
    ...definition.uniques
      .filter(({ deferrable }) => deferrable === "no")
      .map(({ columns }) => columns),
    ...indexes.map(({ keys }) => keys.map(({ column }) => column)),
  ];
}

function isSameSet(
  set: readonly (ColumnDefinition | undefined)[],
  columns: readonly ColumnDefinition[],
): boolean {
  return (
    set.length === columns.length &&
    columns.every((column) => set.includes(column))
  );
}

/** A key column has a value by its own name or by its relation's. */
function hasValue(
  row: Readonly<Record<string, unknown>>,
  column: ColumnDefinition,
): boolean {
  const given =
    row[column.property] ?? (column.relation && row[column.relation]);
  return given !== undefined && given !== null;
}
