import { Column, ManagedObject, PrimaryKey, Table } from "arx";
import { schema } from "./own-schema.js";

/** Its columns take their types from what the compiler writes down. */
@Table({ schema })
export class Inferred extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column() pages!: number;
  @Column() isRead: boolean = false;
  @Column() seen!: Date;
  @Column() total!: bigint;
}
