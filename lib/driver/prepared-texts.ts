/**
 * How many statements one session keeps prepared. Each costs memory at the
 * server until the session ends, which `pool.maxLifetimeMs` sees to.
 */
const limit = 500;

/** Decides which statements of one session are sent as prepared ones. */
export class PreparedTexts {
  /** By text: whether the server has it ready. */
  readonly #texts = new Map<string, boolean>();

  /**
   * Whether to send this text as a prepared statement now. While its first run
   * is on the way the answer is no, because a second run beside it would
   * prepare it once more; beyond the limit new texts are not prepared.
   */
  claim(text: string): boolean {
    const isReady = this.#texts.get(text);
    if (isReady !== undefined) return isReady;
    if (this.#texts.size >= limit) return false;
    this.#texts.set(text, false);
    return true;
  }

  /** Says that a run of a claimed text has been answered. */
  settle(text: string): void {
    this.#texts.set(text, true);
  }

  /** Whether the text was sent before, so that it need not be checked again. */
  has(text: string): boolean {
    return this.#texts.has(text);
  }
}
