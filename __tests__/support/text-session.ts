import { resolveOptions } from "../../lib/database/config";
import { openDriver } from "../../lib/driver/open-driver";
import type { ColumnType } from "../../lib/types/column-type";

/** One session below the public face: statements and texts, no models and no pool. */
export interface TextSession {
  /** The texts of the first row. */
  row(
    text: string,
    ...parameters: (string | null)[]
  ): Promise<readonly (string | null)[]>;
  /** The text that the server prints for a value: `select $1::type`. */
  print(type: ColumnType, value: unknown): Promise<string>;
  /** The same for many values in one statement, each a parameter of its own. */
  printAll(
    type: ColumnType,
    values: readonly unknown[],
  ): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openTextSession(url: string): Promise<TextSession> {
  const driver = openDriver(resolveOptions({ database: url }).connection);
  const connection = await driver.connect({ onClose: () => undefined });
  const row: TextSession["row"] = async (text, ...parameters) => {
    const { rows } = await connection.query({ text, parameters }, true);
    return rows[0] ?? [];
  };
  const printAll: TextSession["printAll"] = async (type, values) => {
    const casts = values.map(
      (_, index) => `$${String(index + 1)}::${type.sqlName}`,
    );
    const texts = await row(
      `select ${casts.join(", ")}`,
      ...values.map((value) => type.encode(value, "the value")),
    );
    if (texts.includes(null)) throw new Error("The server printed NULL.");
    return texts as readonly string[];
  };
  return {
    row,
    printAll,
    async print(type, value) {
      const [text] = await printAll(type, [value]);
      return text as string;
    },
    async close() {
      await connection.close();
      await driver.close();
    },
  };
}
