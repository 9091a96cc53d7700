import fc from "fast-check";
import { MessageReader } from "../../lib/driver/wire/message-reader";
import { readRow } from "../../lib/driver/wire/read-row";

type Cell = string | null;

function encodeRow(cells: readonly Cell[]): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(cells.length);
  const parts = cells.map((cell) => {
    const length = Buffer.alloc(4);
    if (cell === null) length.writeInt32BE(-1);
    else length.writeInt32BE(Buffer.byteLength(cell));
    return Buffer.concat([length, Buffer.from(cell ?? "")]);
  });
  return Buffer.concat([head, ...parts]);
}

function encodeMessage(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(type);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const cell = fc.oneof(
  fc.constant(null),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({ maxLength: 40 }),
  fc.integer({ min: 100, max: 3000 }).map((length) => "x".repeat(length)),
  fc.integer({ min: 100, max: 1000 }).map((length) => "ä".repeat(length)),
);

describe("Messages of the wire protocol", () => {
  it("are read the same however they are cut on their way", () => {
    const message = fc.record({
      type: fc.integer({ min: 1, max: 255 }),
      body: fc.uint8Array({ maxLength: 30 }),
    });
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (messages, cuts) => {
          const all = Buffer.concat(
            messages.map(({ type, body }) =>
              encodeMessage(type, Buffer.from(body)),
            ),
          );
          const seen: { type: number; body: Uint8Array }[] = [];
          const reader = new MessageReader((type, bytes, start, end) => {
            seen.push({
              type,
              body: Uint8Array.from(bytes.subarray(start, end)),
            });
          });
          for (let at = 0, turn = 0; at < all.length; turn++) {
            const size = cuts[turn % cuts.length] ?? 1;
            reader.push(all.subarray(at, at + size));
            at += size;
          }
          expect(seen).toEqual(messages);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("carry every text and NULL in rows of any length", () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
        const body = encodeRow(cells);
        const bytes = Buffer.concat([
          Buffer.from("before"),
          body,
          Buffer.from("after"),
        ]);
        expect(readRow(bytes, 6, 6 + body.length)).toEqual(cells);
      }),
      { numRuns: 500 },
    );
  });
});
