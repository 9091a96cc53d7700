import { inspect } from "node:util";
import { describeConnection } from "../driver/connection-options";
import type { DatabaseAddress } from "./config";
import { resolveConnection } from "./connection-options";

/** What holds the address of a database. */
interface Addressed {
  readonly database: DatabaseAddress | undefined;
}

/** Keeps the password of a configuration from being printed, by `console.log` or as JSON. */
export function hideSecrets<Config extends Addressed>(config: Config): Config {
  const show = (): object => ({
    ...config,
    database: describe(config.database),
  });
  return Object.defineProperties(config, {
    toJSON: { value: show },
    [inspect.custom]: { value: show },
  });
}

function describe(database: DatabaseAddress | undefined): string | undefined {
  if (database === undefined) return undefined;
  try {
    return describeConnection(resolveConnection(database, {}));
  } catch {
    // What cannot be read may hold a password anywhere.
    return "[unreadable]";
  }
}
