import {
  Column,
  Generated,
  ManagedObject,
  PrimaryKey,
  SecurePassword,
  Table,
} from "arx";

/** A model with what no update of many rows can set. */
@Table()
export class Account extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare pages: number;
  @Column({ type: "integer", generatedAs: "pages * 2" })
  declare readonly sides: number;
  @SecurePassword() declare password: SecurePassword;
  declare [Generated]?: "sides";
}
