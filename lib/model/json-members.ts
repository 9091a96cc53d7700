import type {
  ModelDefinition,
  SerializedDefinition,
} from "../metadata/definition";

/** Columns and relations whose values go to JSON under a key. */
export interface JsonMember {
  readonly property: string;
  /** The key in JSON. */
  readonly name: string;
  readonly omitNull: boolean;
}

/** What the JSON of a model's records consists of. */
export interface JsonMembers {
  readonly columns: readonly JsonMember[];
  readonly relations: readonly JsonMember[];
  /** Fields of the class alone, getters and methods. */
  readonly others: readonly SerializedDefinition[];
}

const known = new WeakMap<ModelDefinition, JsonMembers>();

/** What of a model goes to JSON; found once for each. */
export function jsonMembers(definition: ModelDefinition): JsonMembers {
  let members = known.get(definition);
  if (members === undefined) {
    members = findMembers(definition);
    known.set(definition, members);
  }
  return members;
}

function findMembers({
  columnList,
  relations,
  serialized,
}: ModelDefinition): JsonMembers {
  const toMember = (property: string): JsonMember[] => {
    const said = serialized[property];
    if (said?.output === false) return [];
    return [said ?? { property, name: property, omitNull: false }];
  };
  return {
    columns: columnList.flatMap(({ property, isPrivate }) =>
      isPrivate ? [] : toMember(property),
    ),
    relations: Object.keys(relations).flatMap(toMember),
    others: Object.values(serialized).filter(
      ({ kind, output }) => output && kind !== "column" && kind !== "relation",
    ),
  };
}
