/**
 * Gives a prototype a getter and a setter that see the record they are used on.
 * Columns are a record's only enumerable properties: a loop or a spread must
 * not load anything.
 */
export function defineAccessor(
  prototype: object,
  property: string,
  read: (record: object) => unknown,
  write: (record: object, value: unknown) => void,
): void {
  Object.defineProperty(prototype, property, {
    configurable: true,
    enumerable: false,
    get(this: object) {
      return read(this);
    },
    set(this: object, value: unknown) {
      write(this, value);
    },
  });
}
