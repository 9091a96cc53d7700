import type { ColumnType } from "../../types/column-type";
import { encryptedType } from "../../types/encrypted";
import type { Blueprint } from "../blueprint";
import type { ColumnDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/** Types of which equal values have one text, so that the same value is always encrypted to the same. */
const findableTypes: readonly string[] = [
  "text",
  "varchar",
  "uuid",
  "smallint",
  "integer",
  "bigint",
  "boolean",
  "date",
];

/** The type of a column with `encrypt`: the same values, kept encrypted in a column of texts. */
export function wrapEncryption(
  type: ColumnType,
  { encrypt, property }: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnType {
  if (encrypt === undefined) return type;
  const { isDeterministic, downcase, previous } = encrypt;
  if (isDeterministic && !findableTypes.includes(type.name)) {
    const message = `is ${type.name}, of which equal values can have several texts, and cannot be encrypted deterministically.`;
    const fix = `Write encrypt: true, or one of the types ${findableTypes.join(", ")}.`;
    context.report(blueprint, property, message, fix);
  }
  if (!isDeterministic && (downcase || previous.length > 0)) {
    const message =
      "says how to find its values, and is encrypted so that none can be found.";
    const fix = "Add deterministic: true, or leave downcase and previous out.";
    context.report(blueprint, property, message, fix);
  }
  if (downcase && type.valueName !== "string") {
    const message = `holds ${type.valueName}, which has no lower case.`;
    context.report(blueprint, property, message, "Leave downcase out.");
  }
  return encryptedType(type, encrypt);
}
