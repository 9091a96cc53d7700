import type { DriverRow } from "../driver";

/**
 * Up to how many bytes a row is read as one text that its cells are cut from.
 * Of a longer one each cell is read alone: a cut text keeps the whole in memory.
 */
const mostBytesAtOnce = 2048;

/** DataRow: the cells of a row as texts. */
export function readRow(bytes: Buffer, start: number, end: number): DriverRow {
  // A call into the engine costs more than the cutting: one for each row, not for each cell.
  const whole =
    end - start <= mostBytesAtOnce
      ? bytes.toString("latin1", start, end)
      : undefined;
  const length = bytes.readUInt16BE(start);
  const row = new Array<string | null>(length);
  let at = start + 2;
  for (let index = 0; index < length; index++) {
    const size = readInt32(bytes, at);
    at += 4;
    if (size < 0) row[index] = null;
    else {
      const cellEnd = at + size;
      row[index] =
        whole !== undefined && isAscii(bytes, at, cellEnd)
          ? whole.substring(at - start, cellEnd - start)
          : bytes.toString("utf8", at, cellEnd);
      at = cellEnd;
    }
  }
  return row;
}

function isAscii(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) > 127) return false;
  return true;
}

/** As `readInt32BE`, without its checks: this runs for every cell. */
function readInt32(bytes: Buffer, at: number): number {
  return (
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)
  );
}
