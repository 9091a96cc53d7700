import type { DriverField, DriverResult, DriverRow } from "./driver";

/** What `postgres` resolves to: the rows, with fields of their own beside them. */
export type RawResult = DriverRow[] & {
  readonly count: number | null;
  readonly columns:
    readonly { readonly name: string; readonly type: number }[] | null;
  readonly state: { readonly pid: number };
};

/** Names the fields only when asked: the hot paths know them already. */
export class TextResult implements DriverResult {
  constructor(readonly rows: RawResult) {}

  get fields(): readonly DriverField[] {
    return (this.rows.columns ?? []).map(({ name, type }) => ({
      name,
      typeId: type,
    }));
  }

  get count(): number {
    return this.rows.count ?? 0;
  }
}
