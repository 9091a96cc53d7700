import { ManagedObject, PrimaryKey, Relate, Table } from "arx";
import { schema } from "./own-schema.js";
import { Post } from "./post.js";
import Tag from "./tag.js";

@Table({ schema })
export class PostTag extends ManagedObject {
  @PrimaryKey() id!: number;
  @Relate(() => Post, { required: true }) post!: Relate<Post>;
  @Relate(() => Tag, { required: true }) tag!: Relate<Tag>;
}
