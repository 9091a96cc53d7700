/** One file or folder of a tar archive. */
export interface TarEntry {
  /** From the root of the archive, without a slash at either end. */
  readonly path: string;
  readonly isFile: boolean;
  readonly content: Uint8Array;
  /** Its bytes in the archive: the header, and the content with its padding. */
  readonly record: Uint8Array;
}

const blockSize = 512;

/** The entries of an archive in the format "ustar", which every field that matters is in. */
export function readTar(archive: Uint8Array): readonly TarEntry[] {
  const entries: TarEntry[] = [];
  for (let start = 0; start + blockSize <= archive.length;) {
    const header = archive.subarray(start, start + blockSize);
    const name = readText(header, 0, 100);
    // Two blocks of zeros end an archive.
    if (name === "") break;
    const size = Number.parseInt(readText(header, 124, 12), 8) || 0;
    const from = start + blockSize;
    const end = from + Math.ceil(size / blockSize) * blockSize;
    const prefix = readText(header, 345, 155);
    entries.push({
      path: (prefix === "" ? name : `${prefix}/${name}`).replace(
        /^\/+|\/+$/g,
        "",
      ),
      isFile: ["", "0"].includes(readText(header, 156, 1)),
      content: archive.subarray(from, from + size),
      record: archive.subarray(start, end),
    });
    start = end;
  }
  return entries;
}

/** An archive of these entries, byte for byte as they were. */
export function joinTar(entries: readonly TarEntry[]): Uint8Array {
  const end = new Uint8Array(2 * blockSize);
  return Buffer.concat([...entries.map(({ record }) => record), end]);
}

/** The text of a field, which ends at its first NUL. */
function readText(header: Uint8Array, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end))
    .toString("utf8")
    .trim();
}
