import {
  Column,
  Discriminator,
  Generated,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  SoftDelete,
  Subtype,
  Table,
  Unique,
} from "arx";

/** People who are friends of people, walk dogs that share a table with cats, and have tags that are deleted softly. */
@Table("walking_people")
export class Walker extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column() declare name: string;
  @ManyToMany(() => Walker, {
    through: () => Friendship,
    near: (friendship) => friendship.one,
    far: (friendship) => friendship.other,
  })
  declare friends: ManyToMany<Walker>;
  @ManyToMany(() => Walker, {
    through: () => Friendship,
    near: (friendship) => friendship.other,
    far: (friendship) => friendship.one,
  })
  declare friendOf: ManyToMany<Walker>;
  @ManyToMany(() => Dog, { through: () => Walk })
  declare dogs: ManyToMany<Dog>;
  @ManyToMany(() => Tag, { through: () => WalkerTag, pivot: true })
  declare tags: ManyToMany<Tag, WalkerTag>;
  @HasMany(() => Dog, (dog) => dog.keeper) declare kept: HasMany<Dog>;
}

@Table("walking_friendships")
@Unique(["one", "other"])
class Friendship extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Walker, { required: true }) declare one: Relate<Walker>;
  @Relate(() => Walker, { required: true }) declare other: Relate<Walker>;
}

@Table("walking_animals")
class Animal extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly type: string;
  declare [Generated]?: "type";
  @Column() declare name: string;
  @Relate(() => Walker) declare keeper: Relate<Walker | null>;
}

@Subtype()
export class Dog extends Animal {}

@Subtype()
export class Puppy extends Dog {}

@Subtype()
export class Cat extends Animal {}

@Table("walking_walks")
@Unique(["dog", "walker"])
export class Walk extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Dog, { required: true }) declare dog: Relate<Dog>;
  @Relate(() => Walker, { required: true }) declare walker: Relate<Walker>;
}

@Table("walking_tags")
export class Tag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @SoftDelete() declare deletedAt: Date | null;
  @ManyToMany(() => Walker, { through: () => WalkerTag, pivot: true })
  declare walkers: ManyToMany<Walker, WalkerTag>;
}

@Table("walking_walker_tags")
@Unique(["walker", "tag"])
export class WalkerTag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Walker, { required: true }) declare walker: Relate<Walker>;
  @Relate(() => Tag, { required: true }) declare tag: Relate<Tag>;
  @Column({ type: "text", nullable: true }) declare note: string | null;
}

export const walkingModels = [
  Walker,
  Friendship,
  Animal,
  Dog,
  Puppy,
  Cat,
  Walk,
  Tag,
  WalkerTag,
];
