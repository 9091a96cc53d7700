import type { RowInput } from "../../persistence/row-reader";
import type { SetChanges } from "../../typing/set-writes";

/** Writes the set of one record. */
export interface SetWriter {
  add(members: unknown, pivot: RowInput | undefined): Promise<number>;
  remove(members: unknown): Promise<number>;
  replace(members: unknown, pivot: RowInput | undefined): Promise<SetChanges>;
  clear(): Promise<number>;
  create(attributes: object, pivot: RowInput | undefined): Promise<object>;
}
