import type { ColumnType } from "../../types/column-type";
import { isRangeType } from "../../types/range-type";
import { isVectorType } from "../../types/vector-type";
import { comparesWhole } from "../../types/wrapped-type";
import type { Blueprint } from "../blueprint";
import type { ColumnDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

const keyTypes: readonly string[] = [
  "bigint",
  "integer",
  "smallint",
  "uuid",
  "text",
  "varchar",
];

/** Looks for a column and a field that cannot hold the same values, as far as the metadata tells. */
export function checkField(
  draft: ColumnDraft,
  type: ColumnType,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  // Nobody knows what the functions of a transform make of a value.
  const held = comparesWhole(type) ? undefined : heldTypes(type);
  const field = draft.designType;
  if (held !== undefined && isTelling(field) && !held.includes(field)) {
    const values = type.valueName === "unknown" ? "plain JSON" : type.valueName;
    const message = `design:type is ${field.name}, but a column of type ${type.name} holds ${values}.`;
    const fix = `Declare the field as ${values}, or give the column another type.`;
    context.report(blueprint, draft.property, message, fix);
  }
  if (draft.role === "primaryKey" && !keyTypes.includes(type.name)) {
    const fix = `Write one of ${keyTypes.join(", ")}.`;
    context.report(
      blueprint,
      draft.property,
      `is a key of type ${type.name}.`,
      fix,
    );
  }
  if (draft.unique && typeof draft.indexed !== "boolean") {
    const message =
      "is unique, which makes an index, and asks for another index.";
    context.report(blueprint, draft.property, message, "Leave indexed out.");
  }
}

type Constructor = { readonly name: string };

const telling: readonly unknown[] = [
  String,
  Number,
  Boolean,
  BigInt,
  Date,
  Buffer,
  Uint8Array,
  Array,
  Map,
  Set,
  Symbol,
];

/** Object, Function and classes of the user say nothing for sure. */
function isTelling(designType: unknown): designType is Constructor {
  return telling.includes(designType);
}

const byValueName: ReadonlyMap<string, readonly Constructor[]> = new Map<
  string,
  Constructor[]
>([
  ["string", [String]],
  ["number", [Number]],
  ["boolean", [Boolean]],
  ["bigint", [BigInt]],
  ["Date", [Date]],
  ["Buffer", [Buffer, Uint8Array]],
  // What JSON gives back; a Date would come back as a text.
  ["unknown", [String, Number, Boolean, Array]],
]);

/** What TypeScript's metadata may say of a field for this type; undefined when anything may be held. */
function heldTypes(type: ColumnType): readonly Constructor[] | undefined {
  if (type.name.endsWith("[]")) return [Array];
  // The values of an enum are listed in quotes.
  if (type.valueName.startsWith('"')) return [String];
  // A class of its own or an object: none of those that tell.
  if (isRangeType(type) || isVectorType(type) || type.name === "point")
    return [];
  return byValueName.get(type.valueName);
}
