import { inspect } from "node:util";
import { RelationNotLoadedError } from "../errors/query-error";
import type {
  ModelDefinition,
  RelationDefinition,
} from "../metadata/definition";
import { loadLazily } from "../query/loading/lazy-load";
import { memoize } from "../util/memoize";
import { orDefault } from "./default-record";

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
    return this.#load().then(onDone, onFailed);
  }

  async #load(): Promise<unknown> {
    const related = await loadLazily(this.#record, this.#relation);
    return orDefault(this.#record, this.#relation, related);
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

/**
 * A reference on which the properties of the target throw: without types,
 * `city.country.name` would otherwise be undefined in silence.
 */
export function createReference(
  record: object,
  relation: RelationDefinition,
): LazyReference {
  return new (classOf(relation))(record, relation);
}

/** Those of the classes below as well, of which the record may be. */
function propertiesOf(target: ModelDefinition): readonly string[] {
  const { subclasses = [] } = target.inheritance ?? {};
  return [target, ...subclasses].flatMap(({ columns, relations }) => [
    ...Object.keys(columns),
    ...Object.keys(relations),
  ]);
}

const classOf = memoize((relation: RelationDefinition): ReferenceClass => {
  const targets: readonly ModelDefinition[] =
    relation.kind === "polymorphic"
      ? relation.variants.map(({ target }) => target)
      : [relation.target];
  class Reference extends LazyReference {
    static {
      const refuse = function (this: Reference): never {
        return LazyReference.refuse(this);
      };
      for (const property of targets.flatMap(propertiesOf)) {
        Object.defineProperty(this.prototype, property, {
          get: refuse,
          set: refuse,
          configurable: true,
        });
      }
    }
  }
  return Reference;
});
