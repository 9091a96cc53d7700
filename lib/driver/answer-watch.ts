import type { Socket } from "node:net";

/** The first byte of an ErrorResponse in PostgreSQL's protocol. */
const errorResponse = "E".charCodeAt(0);

/**
 * Knows whether a lost session can have run any of the statements it was given
 * since it was last idle. An administrator or a proxy often ends sessions that
 * are idle; the next statement then meets a dead session without having run.
 *
 * The server answers in order: it confirms that a statement is bound before it
 * runs it. When the first byte after an idle time begins an error and the
 * session ends without any answer, nothing was bound, so nothing ran.
 */
export class AnswerWatch {
  #outstanding = 0;
  #hasAnswered = false;
  #firstByte: number | undefined;
  #bytesBefore = 0;

  /** @param onFarewell called when the server reports an error that no statement can have caused: it ends the session */
  constructor(
    private readonly socket: Socket,
    onFarewell: () => void,
  ) {
    socket.on("data", (chunk: Buffer) => {
      this.#firstByte ??= chunk[0];
      if (this.#outstanding === 0 && chunk[0] === errorResponse) onFarewell();
    });
  }

  /** Says that a statement is about to be sent. */
  begin(): void {
    if (this.#outstanding++ > 0) return;
    this.#hasAnswered = false;
    this.#firstByte = undefined;
    this.#bytesBefore = this.socket.bytesWritten;
  }

  /** Says that a statement was answered, with rows or an error of its own. */
  end(): void {
    this.#outstanding--;
    this.#hasAnswered = true;
  }

  /** Whether no outstanding statement ran, for certain. Asked when the session is lost. */
  get nothingRan(): boolean {
    if (this.#hasAnswered) return false;
    if (this.#firstByte !== undefined) return this.#firstByte === errorResponse;
    return this.socket.bytesWritten === this.#bytesBefore;
  }
}
