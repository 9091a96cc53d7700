import { arrayOf } from "../../types/array";
import type { ColumnType } from "../../types/column-type";
import { enumType, namedEnumType, numberEnumType } from "../../types/enum";
import { findTypeOptionProblem } from "../../types/resolve-column-type";
import type { EnumTypeName } from "../../types/enumeration";
import { quoteName, quoteText } from "../../util/quote";
import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type { ColumnDefinition } from "../definition";
import type { ColumnDraft } from "../draft";
import { columnName, enumTypeName, prefixed } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { readEnum } from "./read-enum";
import type { EnumValues } from "./read-enum";

/** The type of an enum column, or of an array of one; undefined when a mistake was reported. */
export function findEnumType(
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnType | undefined {
  const values = readEnum(draft.enum);
  if ("problem" in values) {
    context.report(blueprint, draft.property, values.problem, values.fix);
    return undefined;
  }
  for (const { message, fix } of findMistakes(draft, values))
    context.report(blueprint, draft.property, message, fix);
  const element = elementType(
    draft,
    values,
    nativeName(draft, blueprint, context),
  );
  return draft.array ? arrayOf(element) : element;
}

/** What keeps other values out of an enum column: a check, unless its type does. */
export function enumCheck({
  name,
  type,
}: ColumnDefinition): string | undefined {
  const { enumeration } = type;
  if (enumeration === undefined || enumeration.type !== undefined)
    return undefined;
  const isNumber = type.name.startsWith("integer");
  const texts = enumeration.texts
    .map((text) => (isNumber ? text : quoteText(text)))
    .join(", ");
  return type.name.endsWith("[]")
    ? `${quoteName(name)} <@ array[${texts}]::${type.name}`
    : `${quoteName(name)} in (${texts})`;
}

function elementType(
  { store }: ColumnDraft,
  listed: Exclude<EnumValues, { readonly problem: string }>,
  native: EnumTypeName | undefined,
): ColumnType {
  if (listed.kind === "texts") return enumType(listed.values, native);
  return store === "number"
    ? numberEnumType([...listed.values.values()])
    : namedEnumType(listed.values, native);
}

/** The type that lists the values in the database, in the schema of the table. */
function nativeName(
  { native, name, property }: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): EnumTypeName | undefined {
  if (native === undefined || native === false) return undefined;
  const { schema, table } = blueprint.definition;
  if (native === true)
    return {
      schema,
      name: enumTypeName(table, name ?? columnName(property)),
    };
  checkGivenName(native, "enum type", property, blueprint, context);
  return { schema, name: prefixed(native) };
}

interface Mistake {
  readonly message: string;
  readonly fix: string;
}

function findMistakes(
  draft: ColumnDraft,
  listed: Exclude<EnumValues, { readonly problem: string }>,
): readonly Mistake[] {
  const mistakes = [
    typeMistake(draft),
    optionMistake(draft),
    storeMistake(draft, listed.kind),
    rangeMistake(draft, listed),
  ];
  return mistakes.filter((mistake) => mistake !== undefined);
}

function typeMistake({ type }: ColumnDraft): Mistake | undefined {
  if (type === undefined || type === "text") return undefined;
  return {
    message: `is an enum, which is kept as text, and cannot be ${type}.`,
    fix: "Leave the type out.",
  };
}

function optionMistake(draft: ColumnDraft): Mistake | undefined {
  const problem = findTypeOptionProblem("text", draft);
  return problem === undefined
    ? undefined
    : {
        message: `is an enum, which is kept as text: ${problem}`,
        fix: "Leave the option out.",
      };
}

function storeMistake(
  { store, native }: ColumnDraft,
  kind: "texts" | "numbers",
): Mistake | undefined {
  if (store === undefined) return undefined;
  if (kind === "texts")
    return {
      message:
        "has store, but its enum has texts for values, which are stored.",
      fix: "Leave store out.",
    };
  const isNative = native !== undefined && native !== false;
  return store === "number" && isNative
    ? {
        message: "is stored as a number, and cannot have a type of names.",
        fix: "Leave native out, or write store: 'name'.",
      }
    : undefined;
}

function rangeMistake(
  { store }: ColumnDraft,
  listed: Exclude<EnumValues, { readonly problem: string }>,
): Mistake | undefined {
  if (store !== "number" || listed.kind !== "numbers") return undefined;
  const isInteger = [...listed.values.values()].every(
    (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  );
  return isInteger
    ? undefined
    : {
        message:
          "is stored as an integer, which cannot hold all of its values.",
        fix: "Write store: 'name'.",
      };
}
