import { Column } from "../../lib/decorators/column";
import { Unique } from "../../lib/decorators/constraints";
import { Index } from "../../lib/decorators/indexes";
import { PrimaryKey } from "../../lib/decorators/primary-key";
import { Relate } from "../../lib/decorators/relate";
import { HasMany } from "../../lib/decorators/has-many";
import { Table } from "../../lib/decorators/table";
import { CreatedAt, UpdatedAt } from "../../lib/decorators/timestamps";
import { ManagedObject } from "../../lib/model/managed-object";
import type { Defaulted } from "../../lib/typing/markers";

@Table()
export class Country extends ManagedObject {
  @PrimaryKey({ type: "text" }) declare code: string;
  @Column() declare name: string;
  @HasMany(() => City, (city) => city.country) declare cities: HasMany<City>;
}

@Table()
@Unique(["country", "name"])
export class City extends ManagedObject {
  declare [Defaulted]?: "tags" | "isCapital" | "note";
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Country, { required: true }) declare country: Relate<Country>;
  @Column({ type: "text" }) declare countryId: string;
  @Column({ type: "integer", default: 7, nullable: true }) declare population:
    number | null;
  @Column({ default: true }) declare isCapital: boolean;
  @Column({ default: "none" }) declare note: string;
  @Column({ type: "varchar", length: 3, nullable: true }) declare short:
    string | null;
  @Column({ type: "char", length: 2, nullable: true }) declare sign:
    string | null;
  @Column({ type: "text[]", default: [] }) declare tags: string[];
  @Column({ type: "jsonb", nullable: true }) declare meta: unknown;
  @Column({ type: "bytea", nullable: true }) declare flag: Uint8Array | null;
  @Column({ type: "numeric", precision: 10, scale: 2, nullable: true })
  declare price: string | null;
  @CreatedAt() declare createdAt: Date;
  @UpdatedAt() declare updatedAt: Date;
}

/** The key is made by the client. */
@Table()
export class Token extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column({ unique: true }) declare label: string;
}

/** A key of two columns, a unique constraint over columns that may be null, and a unique index over some rows. */
@Table()
@Unique(["kind", "spot"])
@Index(["slot"], { unique: true, where: "active" })
export class Place extends ManagedObject {
  declare [Defaulted]?: "active";
  @PrimaryKey({ type: "integer" }) declare area: number;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @Column({ nullable: true, type: "text" }) declare kind: string | null;
  @Column({ nullable: true, type: "integer" }) declare spot: number | null;
  @Column({ nullable: true, type: "integer" }) declare slot: number | null;
  @Column({ default: true }) declare active: boolean;
}

/** Two NULLs are the same here, which PostgreSQL can do from 15 on. */
@Table()
@Unique(["row", "column"], { nullsNotDistinct: true })
export class Shelf extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare row: number;
  @Column({ type: "integer", nullable: true }) declare column: number | null;
}

/** The models of this file that every version of PostgreSQL has tables for. */
export const persistenceModels = [Country, City, Token, Place] as const;
