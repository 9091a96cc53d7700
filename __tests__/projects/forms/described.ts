import { Column } from "arx";
import type { ManagedObject } from "arx";

/** What a mixin extends: TypeScript asks for exactly these parameters. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TS2545
type Extensible = abstract new (...parameters: any[]) => ManagedObject;

/** A mixin that adds a column. */
export function described<B extends Extensible>(base: B) {
  abstract class Described extends base {
    @Column({ type: "text", nullable: true })
    description: string | null = null;
  }
  return Described;
}
