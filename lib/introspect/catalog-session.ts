import type { DriverResult } from "../driver/driver";
import type { CompiledQuery } from "../sql/compiled-query";

/** What reading a catalog needs of a `Database`. */
export interface CatalogSession {
  send(query: CompiledQuery): Promise<DriverResult>;
  transaction<T>(run: () => T | Promise<T>): Promise<T>;
}
