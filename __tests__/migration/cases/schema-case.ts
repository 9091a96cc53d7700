import type { ChangeKind } from "../../../lib/schema/change";
import type { Schema } from "../../../lib/schema/schema";

/** Two schemas and what turns the first into the second; both are as a model would declare them. */
export interface SchemaCase {
  readonly name: string;
  readonly from: Schema;
  readonly to: Schema;
  /** The changes, in order. */
  readonly changes: readonly ChangeKind[];
  /** Rows that must survive the way there and back. */
  readonly data?: {
    readonly insert: string;
    /** Asks for the values by the old names. */
    readonly before: string;
    /** Asks for the values by the new names. */
    readonly after: string;
    readonly values: readonly (readonly (string | null)[])[];
  };
}
