import type { Blueprint } from "../blueprint";
import type { BelongsToDefinition, ManyToManyDefinition } from "../definition";
import type { ManyToManyDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { buildNarrowing } from "./build-narrowing";
import { readProperty } from "./read-property";

/** Builds the relations that go through a join model. */
export function buildManyToMany(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  for (const draft of blueprint.ownProperties) {
    if (draft.kind !== "manyToMany") continue;
    const target = context.follow(blueprint, draft.property, draft.target);
    const through = context.follow(blueprint, draft.property, draft.through);
    if (target !== undefined && through !== undefined) {
      new JoinResolver(draft, blueprint, target, through, context).build();
    }
  }
}

/** Finds the two belongs-to of the join model, reporting what it misses. */
class JoinResolver {
  constructor(
    private readonly draft: ManyToManyDraft,
    private readonly owner: Blueprint,
    private readonly target: Blueprint,
    private readonly through: Blueprint,
    private readonly context: ResolveContext,
  ) {}

  build(): void {
    const given = this.#readGiven();
    if (given === undefined) return;
    const near = this.#choose("near", this.owner, given.near, given.far);
    const far = this.#choose("far", this.target, given.far, given.near);
    if (near === undefined || far === undefined) return;
    const { property } = this.draft;
    if (near === far) {
      const message = `goes out and comes back by ${near.at}.`;
      this.#report(message, "Name two different relations of the join model.");
      return;
    }
    const relation: ManyToManyDefinition = {
      kind: "manyToMany",
      property,
      at: this.owner.at(property),
      target: this.target.definition,
      strictLoading: this.draft.strictLoading,
      through: this.through.definition,
      near,
      far,
      narrowing: buildNarrowing(
        this.draft.narrowing,
        property,
        this.target.definition,
        this.owner,
        this.context,
      ),
      pivot: this.draft.pivot,
    };
    this.owner.definition.relations[property] = Object.freeze(relation);
  }

  /** The relations that the user named; undefined when one of them is none. */
  #readGiven():
    { near: string | undefined; far: string | undefined } | undefined {
    const near = this.draft.near && (readProperty(this.draft.near) ?? "");
    const far = this.draft.far && (readProperty(this.draft.far) ?? "");
    const unfit = [
      this.#isUnfit(near, this.owner) && (["near", near, this.owner] as const),
      this.#isUnfit(far, this.target) && (["far", far, this.target] as const),
    ].filter((entry) => entry !== false);
    for (const [option, name, side] of unfit) {
      const message = `${option} names ${this.through.at(name ?? "")}, which is no @Relate to ${side.name}.`;
      this.#report(message, this.#nameThem());
    }
    return unfit.length > 0 ? undefined : { near, far };
  }

  #isUnfit(name: string | undefined, side: Blueprint): boolean {
    return (
      name !== undefined &&
      !this.#candidates(side).some(({ property }) => property === name)
    );
  }

  #choose(
    option: "near" | "far",
    side: Blueprint,
    given: string | undefined,
    taken: string | undefined,
  ): BelongsToDefinition | undefined {
    const all = this.#candidates(side);
    if (given !== undefined)
      return all.find(({ property }) => property === given);
    // In a relation of a model to itself, naming one side leaves the other.
    const left =
      all.length > 1 ? all.filter(({ property }) => property !== taken) : all;
    if (left.length === 1) return left[0];
    if (left.length === 0) this.#reportMissing(side);
    else if (option === "near" || this.owner !== this.target)
      this.#reportAmbiguous(side, left);
    return undefined;
  }

  /** The belongs-to of the join model that refer to one side. */
  #candidates(side: Blueprint): readonly BelongsToDefinition[] {
    return Object.values(this.through.definition.relations).filter(
      (relation) =>
        relation.kind === "belongsTo" && relation.target === side.definition,
    ) as BelongsToDefinition[];
  }

  #reportMissing(side: Blueprint): void {
    if (this.#isReported(side)) return;
    const { name } = side;
    const property = name.charAt(0).toLowerCase() + name.slice(1);
    const message = `goes through ${this.through.name}, which has no @Relate to ${name}.`;
    const fix = `Write @Relate(() => ${name}, { required: true }) declare ${property}: Relate<${name}>; in class ${this.through.name}.`;
    this.#report(message, fix);
  }

  /** Whether the join model declares the relation, but could not build it and told so. */
  #isReported(side: Blueprint): boolean {
    return [...this.through.properties.values()].some(
      (draft) =>
        draft.kind === "belongsTo" &&
        this.context.follow(this.through, draft.property, draft.target) ===
          side,
    );
  }

  #reportAmbiguous(
    { name }: Blueprint,
    candidates: readonly BelongsToDefinition[],
  ): void {
    const properties = candidates.map(({ property }) => property).join(", ");
    const message = `goes through ${this.through.name}, which has several relations to ${name}: ${properties}.`;
    this.#report(message, this.#nameThem());
  }

  #nameThem(): string {
    const near = this.#candidates(this.owner)[0]?.property ?? "…";
    const far =
      this.#candidates(this.target).find(({ property }) => property !== near)
        ?.property ?? "…";
    return `Say which is which: { through: () => ${this.through.name}, near: j => j.${near}, far: j => j.${far} }.`;
  }

  #report(message: string, fix: string): void {
    this.context.report(this.owner, this.draft.property, message, fix);
  }
}
