import { Column } from "../../../lib/decorators/column";
import { CompositeIndex } from "../../../lib/decorators/indexes";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { SecurePassword } from "../../../lib/decorators/secure-password";
import { SecureToken } from "../../../lib/decorators/secure-token";
import { Table } from "../../../lib/decorators/table";
import { ManagedObject } from "../../../lib/model/managed-object";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

const column = untyped(Column);

describe("mistakes in the declaration of secrets", () => {
  it("names what an encrypted column cannot be", () => {
    @Table()
    @CompositeIndex(["note", "count"])
    class Wrong extends ManagedObject {
      @PrimaryKey() declare id: number;
      @column({ encrypt: true, unique: true }) declare email: string;
      @column({ encrypt: true, type: "text", indexed: true })
      declare note: string;
      @Column({ type: "integer" }) declare count: number;
      @column({ encrypt: true, enum: ["a", "b"] }) declare kind: "a" | "b";
      @column({ encrypt: true, default: "x" }) declare title: string;
      @column({ encrypt: true, type: "text", check: "code <> ''" })
      declare code: string;
      @column({ encrypt: { deterministic: true }, type: "jsonb" })
      declare data: object;
      @column({
        encrypt: { deterministic: true, downcase: true },
        type: "integer",
      })
      declare age: number;
      @column({ encrypt: { downcase: true } }) declare name: string;
      @column({ encrypt: { determinstic: true } }) declare city: string;
    }
    expect(mistakesOf(Wrong)).toBe(`The models have 9 mistakes:
  Wrong.city: has no option "determinstic".
    Write deterministic.
  Wrong.title: is encrypted, and the database would fill in its default as it is.
    Write a function, which arx calls for every record: default: () => ….
  Wrong.data: is jsonb, of which equal values can have several texts, and cannot be encrypted deterministically.
    Write encrypt: true, or one of the types text, varchar, uuid, smallint, integer, bigint, boolean, date.
  Wrong.age: holds number, which has no lower case.
    Leave downcase out.
  Wrong.name: says how to find its values, and is encrypted so that none can be found.
    Add deterministic: true, or leave downcase and previous out.
  Wrong.kind: is an enum, kept by a check that cannot see encrypted values.
    Leave encrypt or enum out.
  Wrong.code: has a check, which cannot see encrypted values.
    Check the value before it is assigned, or leave encrypt out.
  Wrong.email: is unique or indexed, but encrypted so that the same value is never the same twice.
    Write encrypt: { deterministic: true }.
  Wrong.note: is unique or indexed, but encrypted so that the same value is never the same twice.
    Write encrypt: { deterministic: true }.`);
  });

  it("names passwords and tokens that cannot be", () => {
    @Table()
    class Wrong extends ManagedObject {
      @PrimaryKey() declare id: number;
      @SecurePassword() declare password: SecurePassword;
      @Column() declare passwordDigest: string;
      @Column() declare passwordConfirmation: string;
      @(untyped(SecurePassword)({ required: true }))
      // @ts-expect-error -- every record has a method of this name
      declare save: SecurePassword;
      @(untyped(SecureToken)({ length: 8 })) declare token: string;
    }
    expect(mistakesOf(Wrong)).toBe(`The models have 5 mistakes:
  Wrong.save: has no option "required".
    The options are nullable, name.
  Wrong.token: has a length of fewer than 24 characters, which could be guessed.
    Write a whole number from 24, or leave it out.
  Wrong.passwordConfirmation: is what @SecurePassword makes, and is declared as a column or relation as well.
    Take the other decorator away, or rename the password.
  Wrong.passwordDigest: is what @SecurePassword makes, and is declared as a column or relation as well.
    Take the other decorator away, or rename the password.
  Wrong.save: has a name that arx reserves.
    Rename the field.`);
  });
});
