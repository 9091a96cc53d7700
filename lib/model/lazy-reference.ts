import { inspect } from "node:util";
import { RelationNotLoadedError } from "../errors/query-error";
import type {
  ModelDefinition,
  RelationDefinition,
} from "../metadata/definition";
import { loadLazily } from "../query/lazy-load";

/**
 * A relation to one record that is not loaded. Nothing happens until it is
 * awaited; then it loads for every record of the same result at once.
 */
export class LazyReference implements PromiseLike<unknown> {
  readonly #record: object;
  readonly #relation: RelationDefinition;

  constructor(record: object, relation: RelationDefinition) {
    this.#record = record;
    this.#relation = relation;
  }

  then<Done = unknown, Failed = never>(
    onDone?: ((related: unknown) => Done | PromiseLike<Done>) | null,
    onFailed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return loadLazily(this.#record, this.#relation).then(onDone, onFailed);
  }

  /** Left out of JSON, which must not load anything. */
  toJSON(): undefined {
    return undefined;
  }

  [Symbol.toPrimitive](): never {
    return LazyReference.refuse(this);
  }

  [inspect.custom](): string {
    return `[${this.#relation.at}: not loaded]`;
  }

  /** What reading a property of the record that is not there ends in; static, so that no column can stand in its place. */
  static refuse(reference: LazyReference): never {
    throw new RelationNotLoadedError(reference.#relation.at);
  }
}

type ReferenceClass = new (
  record: object,
  relation: RelationDefinition,
) => LazyReference;

/** By model; by relation where that leads to several. */
const classes = new WeakMap<object, ReferenceClass>();

/**
 * A reference on which the properties of the target throw: without types,
 * `city.country.name` would otherwise be undefined in silence.
 */
export function createReference(
  record: object,
  relation: RelationDefinition,
): LazyReference {
  const isPolymorphic = relation.kind === "polymorphic";
  const key = isPolymorphic ? relation : relation.target;
  const known =
    classes.get(key) ??
    makeClass(
      key,
      isPolymorphic
        ? relation.variants.map(({ target }) => target)
        : [relation.target],
    );
  return new known(record, relation);
}

function makeClass(
  key: object,
  targets: readonly ModelDefinition[],
): ReferenceClass {
  class Reference extends LazyReference {
    static {
      const refuse = function (this: Reference): never {
        return LazyReference.refuse(this);
      };
      for (const property of targets.flatMap(({ columns, relations }) => [
        ...Object.keys(columns),
        ...Object.keys(relations),
      ])) {
        Object.defineProperty(this.prototype, property, {
          get: refuse,
          set: refuse,
          configurable: true,
        });
      }
    }
  }
  classes.set(key, Reference);
  return Reference;
}
