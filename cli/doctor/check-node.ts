import { fail, ok } from "./check";
import type { Check } from "./check";
import { readOwnPackage } from "../version";

/** Whether this Node is one that arx is tested on. */
export const checkNode: Check = {
  name: "Node",
  needs: [],
  run() {
    const { version } = process;
    const minimum = readOwnPackage().engines.node.replace(">=", "");
    const isOld = compareVersions(version.slice(1), minimum) < 0;
    return Promise.resolve([
      isOld
        ? fail(`${version} is too old`, `Install Node ${minimum} or newer.`)
        : ok(version),
    ]);
  },
};

/** Below 0 when the first is older, part by part. */
export function compareVersions(left: string, right: string): number {
  const parts = left.split(".").map(Number);
  const others = right.split(".").map(Number);
  const at = parts.findIndex((part, index) => part !== (others[index] ?? 0));
  return at < 0 ? 0 : (parts[at] ?? 0) - (others[at] ?? 0);
}
