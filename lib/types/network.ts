import { isIPv4, isIPv6 } from "node:net";
import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

/** `inet`: an address, with the bits of its network where it is told: `192.168.0.1/24`, `::1`. */
export const inetType = networkType("inet", {
  expected: "an IP address as 192.168.0.1, 192.168.0.1/24 or 2001:db8::1",
  isValid: (text) => isAddress(text, isIPv4),
  normalize: normalizeAddress,
});

/** `cidr`: a network: `192.168.0.0/24`. */
export const cidrType = networkType("cidr", {
  expected: "a network as 192.168.0.0/24 or 2001:db8::/32",
  isValid: (text) => isAddress(text, isAbbreviatedIpv4),
  normalize: normalizeAddress,
});

/** `macaddr`: `08:00:2b:01:02:03`. */
export const macaddrType = networkType("macaddr", {
  expected: "a MAC address as 08:00:2b:01:02:03",
  isValid: (text) => macaddrForms.some((form) => form.test(text)),
  normalize: (text) => text.toLowerCase().replace(/[:.-]/g, ""),
});

/** The spellings that PostgreSQL reads. */
const macaddrForms: readonly RegExp[] = [
  /^(?:[\da-f]{1,2}:){5}[\da-f]{1,2}$/i,
  /^(?:[\da-f]{1,2}-){5}[\da-f]{1,2}$/i,
  /^[\da-f]{6}[:-]?[\da-f]{6}$/i,
  /^(?:[\da-f]{4}[.-]){2}[\da-f]{4}$/i,
];

interface Grammar {
  /** What a text must look like, in words. */
  readonly expected: string;
  readonly isValid: (text: string) => boolean;
  /** The same text for spellings of one value. */
  readonly normalize: (text: string) => string;
}

function networkType(name: string, grammar: Grammar): ColumnType<string> {
  const { expected, isValid, normalize } = grammar;
  return {
    name,
    sqlName: name,
    valueName: "string",
    encode: (value, at) => {
      if (typeof value !== "string")
        throw new TypeMismatchError(at, expected, describeValue(value));
      if (!isValid(value))
        throw new TypeMismatchError(at, expected, "another string");
      return value;
    },
    decode: (text) => text,
    equals: (left, right) =>
      left === right ||
      (typeof left === "string" &&
        typeof right === "string" &&
        normalize(left) === normalize(right)),
    toKey: normalize,
  };
}

function isAddress(text: string, isV4: (address: string) => boolean): boolean {
  const [, address = "", bits = "0"] =
    /^([^/%]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  return isIPv6(address) ? +bits <= 128 : isV4(address) && +bits <= 32;
}

/** PostgreSQL lets a network end with its last octet that counts: `10/8`, `192.168.1`. */
function isAbbreviatedIpv4(text: string): boolean {
  return (
    isIPv4([...text.split("."), "0", "0", "0"].slice(0, 4).join(".")) &&
    text.split(".").length <= 4
  );
}

/** IPv6 has many spellings, of which URL writes the shortest; a network of all bits is the address alone. */
function normalizeAddress(text: string): string {
  const [address = "", bits = ""] = text.split("/");
  if (!isIPv6(address)) return bits === "32" ? address : text;
  const shortest = new URL(`http://[${address}]`).hostname;
  return bits === "128" || bits === "" ? shortest : `${shortest}/${bits}`;
}
