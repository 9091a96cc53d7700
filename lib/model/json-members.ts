import type {
  ModelDefinition,
  SerializedDefinition,
} from "../metadata/definition";
import { memoize } from "../util/memoize";

/** Columns and relations whose values go to JSON under a key. */
export interface JsonMember {
  readonly property: string;
  /** The key in JSON. */
  readonly name: string;
  readonly omitNull: boolean;
  /** The place for messages. */
  readonly at: string;
}

/** A field of the class alone, a getter or a method. */
interface OtherMember extends JsonMember {
  readonly kind: SerializedDefinition["kind"];
}

/** What the JSON of a model's records consists of. */
export interface JsonMembers {
  readonly columns: readonly JsonMember[];
  readonly relations: readonly JsonMember[];
  readonly others: readonly OtherMember[];
}

/** What of a model goes to JSON; found once for each. */
export const jsonMembers = memoize(findMembers);

function findMembers({
  name: model,
  columnList,
  relations,
  serialized,
}: ModelDefinition): JsonMembers {
  const toMember = (property: string): JsonMember[] => {
    const said = serialized[property];
    if (said?.output === false) return [];
    const { name = property, omitNull = false } = said ?? {};
    return [{ property, name, omitNull, at: `${model}.${property}` }];
  };
  return {
    columns: columnList.flatMap(({ property, isPrivate }) =>
      isPrivate ? [] : toMember(property),
    ),
    relations: Object.keys(relations).flatMap(toMember),
    others: Object.values(serialized).flatMap(({ property, kind, output }) =>
      output && kind !== "column" && kind !== "relation"
        ? toMember(property).map((member) => ({ ...member, kind }))
        : [],
    ),
  };
}
