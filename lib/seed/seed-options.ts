/**
 * When a seed runs.
 *
 * @example
 * ```ts
 * const options: SeedOptions = { after: ["countries"], env: ["development", "test"] };
 * export default seed("demo cities", options, async (s) => {
 *   await s.insert(City, [{ name: "Springfield", country }]);
 * });
 * ```
 */
export interface SeedOptions {
  /** Names of seeds that run before this one. */
  readonly after?: readonly string[];
  /** Environments it runs in; none means every one. */
  readonly env?: readonly string[];
  /** Whether a run is recorded, so that it is not repeated; true when left out. */
  readonly ledger?: boolean;
}
