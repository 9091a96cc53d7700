import { toBigint, toInstant, toUtc } from "./coerce";
import type { ColumnType } from "./column-type";
import { comparesWhole } from "./wrapped-type";

/**
 * The value of a type that plain data of JSON stands for: a text in ISO 8601
 * for a Date, base64 for bytes, digits for a bigint. Anything else is returned
 * as it is, for the type to take or refuse.
 */
export function fromPlain(type: ColumnType, value: unknown): unknown {
  // What a transform takes is the program's own affair.
  if (
    comparesWhole(type) ||
    (typeof value === "object" && !Array.isArray(value))
  )
    return value;
  if (!Array.isArray(value)) return fromScalar(type, type.valueName, value);
  const element = type.valueName.replace(/\[\]$/, "");
  return element === type.valueName
    ? value
    : value.map((item) => fromScalar(type, element, item));
}

function fromScalar(
  { name }: ColumnType,
  valueName: string,
  value: unknown,
): unknown {
  switch (valueName) {
    case "Date":
      return name.startsWith("timestamptz") ? toInstant(value) : toUtc(value);
    case "Buffer":
      return fromBase64(value);
    case "bigint":
      return toBigint(value);
    default:
      return value;
  }
}

const base64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function fromBase64(value: unknown): unknown {
  return typeof value === "string" && base64.test(value)
    ? Buffer.from(value, "base64")
    : value;
}
