import { byteaType } from "../../../lib/types/bytea";

const at = "File.content";

test("bytes travel as hex and come back as a Buffer", () => {
  expect(byteaType.encode(Buffer.from([0, 255, 16]), at)).toBe("\\x00ff10");
  expect(byteaType.decode("\\x00ff10", at)).toEqual(Buffer.from([0, 255, 16]));
  expect(byteaType.decode("\\x", at)).toEqual(Buffer.alloc(0));
});

test("a view of a larger buffer is written as the bytes it shows", () => {
  const whole = new Uint8Array([1, 2, 3, 4]);
  expect(byteaType.encode(whole.subarray(1, 3), at)).toBe("\\x0203");
});

test("the older escape format is read too", () => {
  expect(byteaType.decode("a\\\\b\\000\\377", at)).toEqual(
    Buffer.from([97, 92, 98, 0, 255]),
  );
});

test("only bytes are bytes", () => {
  expect(() => byteaType.encode("\\x00" as never, at)).toThrow(
    "File.content takes a Buffer or Uint8Array, not a string.",
  );
  expect(() => byteaType.encode(new Uint16Array(1) as never, at)).toThrow(
    "File.content takes a Buffer or Uint8Array, not an object of class Uint16Array.",
  );
});

test("bytes are compared by value, whatever class holds them", () => {
  expect(byteaType.equals(Buffer.from([1, 2]), new Uint8Array([1, 2]))).toBe(
    true,
  );
  expect(byteaType.equals(Buffer.from([1, 2]), Buffer.from([1, 3]))).toBe(
    false,
  );
  expect(byteaType.equals(Buffer.from([1]), "x" as never)).toBe(false);
});
