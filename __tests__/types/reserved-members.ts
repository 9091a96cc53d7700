import type { ManagedObject } from "arx";
import type { ReservedMember } from "#lib/typing/reserved-members";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

/** A member that the base class gains must be refused as a name of a column. */
isTrue<Equal<Exclude<keyof ManagedObject & string, ReservedMember>, never>>();
