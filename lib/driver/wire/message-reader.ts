/** Type and length, which stand before every message. */
const headerBytes = 5;

/**
 * Takes one message. Its body is `bytes` from `start` up to `end`; the bytes
 * around it belong to others.
 */
export type MessageHandler = (
  type: number,
  bytes: Buffer,
  start: number,
  end: number,
) => void;

/** Cuts what arrives into messages, however it was cut on its way. */
export class MessageReader {
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  /** How many bytes are needed before there is anything to do. */
  #needed = 0;

  constructor(private readonly handle: MessageHandler) {}

  push(chunk: Buffer): void {
    if (this.#waitingBytes === 0) {
      this.#read(chunk);
      return;
    }
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    // Joined once all is there: joining with every chunk would copy a long message over and over.
    if (this.#waitingBytes >= this.#needed) this.#read(this.#takeWaiting());
  }

  #read(bytes: Buffer): void {
    let start = 0;
    while (bytes.length - start >= headerBytes) {
      const end = start + 1 + bytes.readUInt32BE(start + 1);
      if (end > bytes.length) {
        this.#keep(bytes, start, end - start);
        return;
      }
      this.handle(bytes[start] ?? 0, bytes, start + headerBytes, end);
      start = end;
    }
    if (start < bytes.length) this.#keep(bytes, start, headerBytes);
  }

  #keep(bytes: Buffer, start: number, needed: number): void {
    this.#waiting.push(bytes.subarray(start));
    this.#waitingBytes = bytes.length - start;
    this.#needed = needed;
  }

  #takeWaiting(): Buffer {
    const bytes = Buffer.concat(this.#waiting, this.#waitingBytes);
    this.#waiting = [];
    this.#waitingBytes = 0;
    return bytes;
  }
}
