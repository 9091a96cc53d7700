import type fc from "fast-check";
import type { ColumnType } from "../../lib/types/column-type";
import { enumType } from "../../lib/types/enum";
import { resolveColumnType } from "../../lib/types/resolve-column-type";
import { noTypeOptions } from "../../lib/types/type-options";
import type { TypeOptions } from "../../lib/types/type-options";

/** A type of column, and the values it is tested with. */
export interface TypeCase {
  /** The property that has it, in models. */
  readonly property: string;
  /** The options of `@Column`. */
  readonly options: { type?: string; enum?: readonly string[] } & {
    -readonly [K in keyof TypeOptions]?: TypeOptions[K];
  };
  readonly type: ColumnType;
  readonly values: fc.Arbitrary<unknown>;
  /** Values at the limits of the type, which are always tried. */
  readonly extremes: readonly unknown[];
  /** What is read of what was written; left out where the codec alone says which texts are equal. */
  readonly read: ((value: never) => unknown) | undefined;
}

type Parts = Omit<TypeCase, "type" | "read"> & Pick<Partial<TypeCase>, "read">;

/** A case, whose codec follows from its options. */
export function typeCase(parts: Parts): TypeCase {
  const { type: name = "text", enum: values, ...options } = parts.options;
  const type =
    values === undefined
      ? resolveColumnType(name, { ...noTypeOptions, ...options })
      : enumType(values);
  if (type === undefined) throw new Error(`There is no type ${name}.`);
  return { read: undefined, ...parts, type };
}

/** For values that are read as they were written. */
export const same = (value: unknown): unknown => value;

/** Whether a value takes long to send again and again. */
export function isLarge(value: unknown): boolean {
  return (
    (typeof value === "string" || Buffer.isBuffer(value)) &&
    value.length > 10_000
  );
}

/** The same types without the values that take long. */
export function withoutLarge(cases: readonly TypeCase[]): readonly TypeCase[] {
  return cases.map((each) => ({
    ...each,
    extremes: each.extremes.filter((value) => !isLarge(value)),
  }));
}

/** Rows such that every extreme of every column is in one of them. */
export function extremeRowsOf(
  cases: readonly TypeCase[],
): readonly Readonly<Record<string, unknown>>[] {
  const length = Math.max(...cases.map(({ extremes }) => extremes.length));
  return Array.from({ length }, (_, index) =>
    Object.fromEntries(
      cases.map((each) => [each.property, pickExtreme(each, index)]),
    ),
  );
}

/** Those that are left over start again from the first, but large values come once. */
function pickExtreme({ extremes }: TypeCase, index: number): unknown {
  if (index < extremes.length) return extremes[index];
  const small = extremes.filter((value) => !isLarge(value));
  return small[index % small.length];
}
