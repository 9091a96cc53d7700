/**
 * The items of batches one by one. Written by hand: a generator would take
 * several turns of the microtask queue for each item, this takes one.
 */
export class OneByOne<Item> implements AsyncIterableIterator<Item, void> {
  readonly #batches: AsyncGenerator<readonly Item[], void, undefined>;
  #batch: readonly Item[] = [];
  #index = 0;
  /** The latest call that has to wait for a batch; the next one goes behind it. */
  #turn: Promise<unknown> | undefined;
  #isOver = false;

  constructor(batches: AsyncGenerator<readonly Item[], void, undefined>) {
    this.#batches = batches;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Item, void>> {
    if (this.#turn === undefined && this.#index < this.#batch.length)
      return Promise.resolve(this.#take());
    const turn = (this.#turn ?? Promise.resolve()).then(() => this.#advance());
    const settled = turn.catch(ignore).then(() => {
      if (this.#turn === settled) this.#turn = undefined;
    });
    this.#turn = settled;
    return turn;
  }

  async return(): Promise<IteratorResult<Item, void>> {
    this.#isOver = true;
    this.#batch = [];
    this.#index = 0;
    await this.#batches.return();
    return { done: true, value: undefined };
  }

  #take(): IteratorResult<Item, void> {
    return { done: false, value: this.#batch[this.#index++] as Item };
  }

  async #advance(): Promise<IteratorResult<Item, void>> {
    while (this.#index >= this.#batch.length) {
      const { done, value } = await this.#batches.next();
      // A batch that was on its way when the loop ended is nobody's.
      if (done === true || this.#isOver)
        return { done: true, value: undefined };
      this.#batch = value;
      this.#index = 0;
    }
    return this.#take();
  }
}

const ignore = (): void => undefined;
