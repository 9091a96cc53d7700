import { cidrType, inetType, macaddrType } from "../../../lib/types/network";
import type { ColumnType } from "../../../lib/types/column-type";

const at = "Host.address";

test.each([
  [inetType, "10.0.0.1"],
  [inetType, "10.0.0.1/8"],
  [inetType, "2001:DB8::1/64"],
  [inetType, "::ffff:1.2.3.4"],
  [cidrType, "10/8"],
  [cidrType, "192.168.1"],
  [cidrType, "2001:db8::/32"],
  [macaddrType, "08:00:2b:01:02:03"],
  [macaddrType, "8-0-2B-1-2-3"],
  [macaddrType, "0800.2b01.0203"],
  [macaddrType, "08002b:010203"],
])("%p takes %s", (type: ColumnType, text) => {
  expect(type.encode(text, at)).toBe(text);
  expect(type.decode(text, at)).toBe(text);
});

test.each([
  [inetType, "10.0.0"],
  [inetType, "10.0.0.256"],
  [inetType, "10.0.0.1/33"],
  [inetType, "::1/129"],
  [inetType, "fe80::1%eth0"],
  [inetType, " ::1"],
  [inetType, ""],
  [cidrType, "10.0.0.0.0/8"],
  [cidrType, "::g/8"],
  [macaddrType, "08:00:2b:01:02"],
  [macaddrType, "08:00:2b:01:02:0g"],
  [macaddrType, "08:00-2b:01-02:03"],
])("%p refuses %p", (type: ColumnType, text) => {
  expect(() => type.encode(text, at)).toThrow(
    /^Host\.address takes an? .* as .*, not another string\.$/,
  );
});

test.each([
  [inetType, "10.0.0.1/32", "10.0.0.1", true],
  [inetType, "10.0.0.1/24", "10.0.0.1", false],
  [inetType, "2001:DB8:0:0::1/128", "2001:db8::1", true],
  [inetType, "::1/64", "::1/65", false],
  [cidrType, "2001:DB8::/32", "2001:db8:0::/32", true],
  [macaddrType, "08-00-2B-01-02-03", "08:00:2b:01:02:03", true],
  [macaddrType, "08:00:2b:01:02:03", "08:00:2b:01:02:04", false],
  [inetType, "10.0.0.1", undefined, false],
])("%p: %s and %s", (type: ColumnType, left, right, isSame) => {
  expect(type.equals(left, right)).toBe(isSame);
});
