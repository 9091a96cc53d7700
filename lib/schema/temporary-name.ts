import { fitName } from "../metadata/naming";

const prefix = "arx_swap_";

/** The name that a thing bears between the two steps of a swap. */
export function temporaryName(name: string): string {
  return fitName(`${prefix}${name}`);
}

/** Whether a name stands only between two steps of a swap. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith(prefix);
}
