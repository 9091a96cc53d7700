// By the checks of node:util/types, which also know objects of another realm (a test runner has its own).
import { isDate, isUint8Array } from "node:util/types";

/** What a value is, in words for an error message; never the value itself. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "number") return describeNumber(value);
  if (typeof value === "object") return describeObject(value);
  return `a ${typeof value}`;
}

function describeNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? "a number" : "an infinite number";
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return "an array";
  if (isDate(value))
    return Number.isNaN(value.getTime()) ? "an invalid Date" : "a Date";
  if (isUint8Array(value)) return "bytes";
  const name = nameOfClass(value);
  return name === "" || name === "Object"
    ? "an object"
    : `an object of class ${name}`;
}

function nameOfClass(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== "object" || prototype === null) return "";
  const made: unknown = Reflect.get(prototype, "constructor");
  return typeof made === "function" ? made.name : "";
}
