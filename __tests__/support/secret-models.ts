import { Column } from "../../lib/decorators/column";
import { BeforeValidation } from "../../lib/decorators/hooks";
import { PrimaryKey } from "../../lib/decorators/primary-key";
import { SecurePassword } from "../../lib/decorators/secure-password";
import { SecureToken } from "../../lib/decorators/secure-token";
import { Table } from "../../lib/decorators/table";
import { UpdatedAt } from "../../lib/decorators/timestamps";
import { ManagedObject } from "../../lib/model/managed-object";
import type { Defaulted } from "../../lib/typing/markers";

/** Every kind of encrypted column. */
@Table()
export class Patient extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ encrypt: true, type: "text", nullable: true })
  declare diagnosis: string | null;
  @Column({ encrypt: { deterministic: true, downcase: true }, unique: true })
  declare email: string;
  @Column({
    encrypt: { deterministic: true, previous: [{ downcase: true }] },
    type: "varchar",
    length: 20,
    nullable: true,
  })
  declare code: string | null;
  @Column({ encrypt: true, type: "jsonb", nullable: true })
  declare history: { readonly visits: readonly string[] } | null;
  @Column({ encrypt: { deterministic: true }, type: "integer", nullable: true })
  declare age: number | null;
  @Column({ encrypt: true, type: "text[]", nullable: true })
  declare allergies: string[] | null;
}

/** A model that accepts what is not encrypted yet. */
@Table()
export class FormerPatient extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({
    encrypt: { supportUnencrypted: true },
    type: "text",
    nullable: true,
  })
  declare diagnosis: string | null;
  @Column({
    encrypt: { deterministic: true, downcase: true, supportUnencrypted: true },
  })
  declare email: string;
}

/** Passwords, a token, and a key for signed ids. */
@Table()
export class Account extends ManagedObject {
  declare [Defaulted]?: "apiToken" | "name";
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare email: string;
  @Column({ default: "" }) declare name: string;
  @SecurePassword() declare password: SecurePassword;
  declare passwordConfirmation?: SecurePassword | null;
  @SecurePassword({ nullable: true, name: "recovery" })
  declare recoveryPassword: SecurePassword | null;
  @SecureToken() declare apiToken: string;
}

/** A password that a hook sets. */
@Table()
export class Robot extends ManagedObject {
  @PrimaryKey() declare id: number;
  @SecurePassword() declare password: SecurePassword;

  @BeforeValidation({ on: "create" })
  choosePassword(): void {
    this.password = "made by a hook";
  }
}

/** A password as a compiler for ES2022 writes a field without a value: it hides the accessor. */
@Table()
export class Visitor extends ManagedObject {
  @PrimaryKey() declare id: number;
  @SecurePassword() declare password: SecurePassword;

  constructor() {
    super();
    for (const property of ["password", "passwordConfirmation"])
      Object.defineProperty(this, property, {
        value: undefined,
        writable: true,
        enumerable: true,
        configurable: true,
      });
  }
}

/** Another model with the same key, for which none of the signatures of an account are good. */
@Table()
export class Invoice extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @UpdatedAt() declare updatedAt: Date;
}

/** A key of two columns, and an enum. */
@Table()
export class Article extends ManagedObject {
  @PrimaryKey({ type: "text" }) declare site: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @Column({ enum: ["draft", "published", "gone"], nullable: true })
  declare status: "draft" | "published" | "gone" | null;
}

/** Texts of at least 32 characters, as a program would have made them at random. */
export const firstKey = "first-key-0123456789-0123456789-0123";
export const secondKey = "second-key-0123456789-0123456789-012";
