// Not from "arx": the programs of the tests know no path aliases.
import {
  Column,
  ManagedObject,
  PrimaryKey,
  Registry,
  Table,
} from "../../lib/index";
import type { TypeCase } from "./type-case";
import { untyped } from "./untyped";

/** A record of a model whose columns are made in a loop, so that the compiler knows none of them. */
export type SpecimenRecord = Record<string, unknown> & {
  readonly id: number;
  readonly isChanged: boolean;
  readonly changes: object;
  save(): Promise<unknown>;
  reload(): Promise<unknown>;
};

/** What the tests use of such a model. */
export interface SpecimenModel {
  create(attributes: object): Promise<SpecimenRecord>;
  insertAll(rows: readonly object[]): Promise<{ keys: readonly unknown[] }>;
  find(id: unknown): Promise<SpecimenRecord>;
  where(conditions: object): {
    all(): Promise<readonly SpecimenRecord[]>;
    count(): Promise<number>;
  };
}

/** A model named Specimen with a nullable column of each type. */
export function specimenOf(cases: readonly TypeCase[]): {
  readonly model: SpecimenModel;
  readonly tables: typeof ManagedObject;
  readonly schema: ReturnType<Registry["toSchema"]>;
} {
  class Specimen extends ManagedObject {}
  untyped(PrimaryKey)()(Specimen.prototype, "id");
  for (const { property, options } of cases) {
    const decorate = untyped(Column)({ ...options, nullable: true });
    decorate(Specimen.prototype, property);
  }
  Table("specimens")(Specimen);
  return {
    model: Specimen as unknown as SpecimenModel,
    tables: Specimen,
    schema: new Registry([Specimen]).toSchema(),
  };
}
