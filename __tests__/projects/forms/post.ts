import {
  Column,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { schema } from "./own-schema.js";
import { described } from "./described.js";
import { Person } from "./person.js";
import { PostTag } from "./post-tag.js";
import Tag from "./tag.js";

/** Extends what a mixin makes. */
@Table({ schema })
export class Post extends described(ManagedObject) {
  @PrimaryKey({ type: "uuid", default: "v7" }) id!: string;
  @Column({ type: "varchar", length: 40 }) title!: string;
  @Relate(() => Person, { required: true }) author!: Relate<Person>;
  @Column({ type: "bigint" }) authorId!: number;
  @ManyToMany(() => Tag, { through: () => PostTag }) tags!: ManyToMany<Tag>;
}
