import { InvalidArgumentError } from "../../errors/query-error";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
} from "../../metadata/definition";
import type { ColumnValue } from "../column-value";
import { compileRowReaders } from "../row-reader";
import type { RowInput } from "../row-reader";

/** What the rows of a join table hold beside the two keys. */
export interface Pivot {
  /** What was given, the same for every row. */
  readonly given: readonly ColumnValue[];
  /** What is made for each row: keys and defaults of the client, the class of the row. */
  readonly made: readonly {
    readonly column: ColumnDefinition;
    readonly make: () => unknown;
  }[];
}

/**
 * Reads what the join model is to hold for each link; `undefined` counts as not given.
 * @param at the call, for messages: `User.roles.add`
 * @throws UnknownAttributeError when a property is none of the join model's
 * @throws InvalidArgumentError for one of the relations that make the link
 */
export function readPivot(
  { through, near, far }: ManyToManyDefinition,
  input: RowInput,
  at: string,
): Pivot {
  const properties = Object.keys(input).filter(
    (property) => input[property] !== undefined,
  );
  const keys = new Set([...near.columns, ...far.columns]);
  const given = compileRowReaders(through, properties).filter(
    ({ isGiven }) => isGiven,
  );
  const taken = given.find(({ column }) => keys.has(column));
  if (taken !== undefined)
    throw new InvalidArgumentError(
      `${at}.pivot gives ${taken.column.at}, which says what is linked.`,
      {
        hint: `Leave "${taken.column.relation ?? taken.column.property}" out.`,
      },
    );
  const linked = [...keys].map(({ property }) => property);
  const all = compileRowReaders(through, [...linked, ...properties]);
  return {
    given: given.map(({ column, read }) => ({ column, value: read(input) })),
    made: all
      .filter(({ isGiven }) => !isGiven)
      .map(({ column, read }) => ({ column, make: () => read(input) })),
  };
}

/** What a link that is there already takes over: never its key, its version or its class. */
export function updatedBy({ given }: Pivot): readonly ColumnValue[] {
  return given.filter(
    ({ column: { isPrimaryKey, role } }) =>
      !isPrimaryKey && role !== "version" && role !== "discriminator",
  );
}
