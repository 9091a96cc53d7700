import { Column, PrimaryKey, ManagedObject, Relate, Table } from "arx";
import { schema } from "./own-schema.js";
import { Person } from "./person.js";

/** A constructor of its own, with a parameter that may be left out. */
@Table({ schema })
export class Profile extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) bio!: string;
  @Relate(() => Person, { required: true }) person!: Relate<Person>;

  constructor(bio?: string) {
    super();
    if (bio !== undefined) this.bio = bio;
  }
}
