import fc from "fast-check";
import { Fifo } from "../../lib/util/fifo";

type Step =
  | { readonly kind: "push" | "unshift" | "remove"; readonly item: number }
  | { readonly kind: "shift"; readonly times: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("push" as const, "unshift" as const),
    item: fc.integer(),
  }),
  fc.record({
    kind: fc.constant("remove" as const),
    item: fc.integer({ min: 0, max: 3000 }),
  }),
  fc.record({
    kind: fc.constant("shift" as const),
    times: fc.integer({ min: 1, max: 900 }),
  }),
);

describe("A queue", () => {
  it("behaves as an array does", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.array(step, { maxLength: 60 }),
        (filled, steps) => {
          const model = Array.from({ length: filled }, (_, n) => n);
          const queue = new Fifo<number>();
          model.forEach((item) => {
            queue.push(item);
          });
          for (const next of steps) {
            if (next.kind === "shift") {
              for (let n = 0; n < next.times; n++)
                expect(queue.shift()).toBe(model.shift());
            } else if (next.kind === "remove") {
              const index = model.indexOf(next.item);
              if (index >= 0) model.splice(index, 1);
              expect(queue.remove(next.item)).toBe(index >= 0);
            } else {
              model[next.kind](next.item);
              queue[next.kind](next.item);
            }
            expect([queue.length, queue.peek()]).toEqual([
              model.length,
              model[0],
            ]);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
