import {
  Column,
  Defaulted,
  HasMany,
  HasOne,
  Relate,
  Table,
  Virtual,
} from "arx";
import { schema } from "./own-schema.js";
import { Length } from "class-validator";
import { Post } from "./post.js";
import { Profile } from "./profile.js";
import { Role } from "./role.js";
import { Timestamped } from "./timestamped.js";

/** Every way to write a field, in a file that imports files that import it. */
@Table({ name: "people", schema })
export class Person extends Timestamped {
  static readonly kind = "person";
  static shout(this: { readonly kind: string }): string {
    return this.kind.toUpperCase();
  }

  @Column({ type: "text" }) @Length(2, 20) declare name: string;
  @Column({ type: "text" }) email!: string;
  @Column({ type: "text" }) status: string = "new";
  @Column({ enum: Role }) role: Role = Role.Writer;
  @Column({ type: "integer", nullable: true }) age: number | null = null;
  @Column({ type: "text", nullable: true }) nick!: string | null;
  @Column({ type: "text[]", default: [] }) declare tags: string[];
  @Column({ type: "jsonb", nullable: true }) settings!: {
    theme?: string;
  } | null;
  @Relate(() => Person) mentor!: Relate<Person | null>;
  @Relate(() => Person) deputy: Relate<Person | null> = null;
  @HasMany(() => Post, (post) => post.author) posts!: HasMany<Post>;
  @HasOne(() => Profile, (profile) => profile.person)
  declare profile: HasOne<Profile>;

  /** No column. */
  scratch: string | undefined = undefined;
  readonly #token: string = "secret";

  get token(): string {
    return this.#token;
  }

  declare [Defaulted]?: "revision" | "role" | "status" | "tags";
  declare [Virtual]?: "scratch" | "token";

  greet(): string {
    return `I am ${this.name}`;
  }
}
