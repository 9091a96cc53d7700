import type { Normalization } from "../types/normalize";
import type { ValueTransform } from "../types/transform";

/** What a column decorator said of its values. */
export interface ValueDraft {
  readonly transform: ValueTransform | undefined;
  readonly normalization: Normalization | undefined;
  /** Undefined leaves it to the table. */
  readonly coerce: boolean | undefined;
  readonly private: boolean;
  readonly omitByDefault: boolean;
}

/** A field that is no column. */
export interface TransientDraft {
  readonly kind: "transient";
  readonly property: string;
}

/** A field that is one key of a json column. */
export interface StoredDraft {
  readonly kind: "stored";
  readonly property: string;
  /** The property of the column. */
  readonly column: string;
  readonly key: string;
}

/** How a member of the class is written to JSON and read from it. */
export interface SerializeDraft {
  readonly kind: "serialize";
  readonly property: string;
  /** What the class itself says the member is. */
  readonly member: MemberShape;
  /** Undefined where nothing was said. */
  readonly input: boolean | undefined;
  readonly output: boolean | undefined;
  readonly name: string | undefined;
  readonly omitNull: boolean | undefined;
}

/** A method that takes nothing gives a value; one that takes something is given one. */
export type MemberShape =
  | "field"
  | "getter"
  | "setter"
  | "accessor"
  | "giving method"
  | "taking method";

export type MemberDraft = TransientDraft | StoredDraft | SerializeDraft;
