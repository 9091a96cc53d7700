/** A decorator as code without types calls it, to see what the run-time checks say. */
export function untyped(
  make: (...parameters: never[]) => unknown,
): UntypedDecorator {
  return make as unknown as UntypedDecorator;
}

type UntypedDecorator = (
  ...parameters: unknown[]
) => (target: object, property?: string) => void;
