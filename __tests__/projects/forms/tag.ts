import { Column, ManagedObject, PrimaryKey, Table } from "arx";
import { schema } from "./own-schema.js";

@Table({ schema })
export default class Tag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text", unique: true }) declare name: string;
}
