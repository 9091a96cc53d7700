import type { ExclusionConstraint } from "../../../lib/schema/schema";
import { column, exclusion, schema, table } from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const bookings = (...exclusions: ExclusionConstraint[]) =>
  schema(
    table(
      "bookings",
      [
        column("room", "int4range!"),
        column("during", "tsrange!"),
        column("cancelled", "boolean!"),
      ],
      { exclusions },
    ),
  );
const both = ["room &&", "during &&"];

export const exclusionCases: SchemaCase[] = [
  {
    name: "nothing changes",
    from: bookings(exclusion("e", both, { where: "not cancelled" })),
    to: bookings(exclusion("e", both, { where: "(not cancelled)" })),
    changes: [],
  },
  {
    name: "an exclusion comes",
    from: bookings(),
    to: bookings(
      exclusion("e", ["(lower(during)) =", "(upper(during)) <>"], {
        method: "btree",
        elements: exclusion("", ["(lower(during)) ="]).elements,
      }),
    ),
    changes: ["add constraint"],
  },
  {
    name: "an exclusion goes",
    from: bookings(exclusion("e", both)),
    to: bookings(),
    changes: ["drop constraint"],
  },
  {
    name: "an exclusion has another name",
    from: bookings(exclusion("e", both)),
    to: bookings(exclusion("bookings_overlap_excl", both)),
    changes: ["rename constraint"],
  },
  {
    name: "an exclusion compares in another way",
    from: bookings(exclusion("e", ["room &&", "during &&"])),
    to: bookings(exclusion("e", ["room =", "during &&"])),
    changes: ["drop constraint", "add constraint"],
  },
  {
    name: "an exclusion waits for the end of the transaction",
    from: bookings(exclusion("e", both)),
    to: bookings(exclusion("e", both, { deferrable: "initially deferred" })),
    changes: ["drop constraint", "add constraint"],
  },
];
