import type { ModelDefinition } from "../../metadata/definition";
import { innerScope, rootScope } from "../scope";
import type { Scope } from "../scope";

/** What the tables of a relation are called in a statement; asked for each once, from the owner's side on. */
export interface TableNames {
  /** A table on the way. */
  readonly link: (definition: ModelDefinition) => Scope;
  /** That of the target. */
  readonly target: (definition: ModelDefinition) => Scope;
}

/** For a statement whose own model is the target: aliases that no table of a model has go to the links. */
export function rootNames(): TableNames {
  let links = 0;
  return {
    link: (definition) => {
      links += 1;
      const alias = links === 1 ? "arx_links" : `arx_links${String(links)}`;
      return { definition, alias, depth: 0 };
    },
    target: rootScope,
  };
}

/** For a sub-select: the next aliases below a scope. */
export function innerNames(scope: Scope): TableNames {
  let last = scope;
  const next = (definition: ModelDefinition): Scope =>
    (last = innerScope(last, definition));
  return { link: next, target: next };
}

/** For links in a sub-select about a row of a scope, which is the target. */
export function linkNames(target: Scope): TableNames {
  return { ...innerNames(target), target: () => target };
}
