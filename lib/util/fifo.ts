/** From how many consumed places on the array is cut. */
const cutFrom = 1024;

/** A queue whose cost per entry does not grow with its length or age. */
export class Fifo<Item> {
  #items: (Item | undefined)[] = [];
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  /** Puts an item before all others. */
  unshift(item: Item): void {
    if (this.#first === 0) this.#items.unshift(item);
    else this.#items[--this.#first] = item;
  }

  peek(): Item | undefined {
    return this.#items[this.#first];
  }

  shift(): Item | undefined {
    const item = this.#items[this.#first];
    if (this.#first === this.#items.length) return undefined;
    this.#items[this.#first++] = undefined;
    if (this.#first >= cutFrom && this.#first * 2 >= this.#items.length)
      this.#cut();
    return item;
  }

  /** Takes an item out, wherever it is. @returns whether it was there */
  remove(item: Item): boolean {
    const index = this.#items.indexOf(item, this.#first);
    if (index === -1) return false;
    if (index === this.#first) this.shift();
    else this.#items.splice(index, 1);
    return true;
  }

  #cut(): void {
    this.#items = this.#items.slice(this.#first);
    this.#first = 0;
  }
}
