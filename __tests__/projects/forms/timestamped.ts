import { Column, CreatedAt, ManagedObject, PrimaryKey } from "arx";

/** An abstract base: it has columns and no table. */
export abstract class Timestamped extends ManagedObject {
  @PrimaryKey() id!: number;
  @CreatedAt() declare createdAt: Date;
  @Column({ type: "integer", default: 0 }) revision: number = 0;
}
