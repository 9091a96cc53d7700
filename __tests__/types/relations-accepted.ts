import {
  Column,
  CreatedAt,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  Table,
} from "arx";

/** Every relation here is honest, and compiles; the class may be one whose constructor is private. */
@Table()
export class Work extends ManagedObject {
  @PrimaryKey() declare id: number;
  private constructor() {
    super();
  }
  static make(): Work {
    return new Work();
  }
  @Relate(() => Work) declare parent: Relate<Work | null>;
  @HasMany(() => Work, (work) => work.parent) declare children: HasMany<Work>;
  @Relate(() => Author, { required: true }) declare author: Relate<Author>;
  @Column() declare authorId: string;
  @Relate(() => Author) declare editor: Relate<Author | null>;
  @Column({ nullable: true }) declare editorId: string | null;
}
@Table()
export class Author extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare readonly id: string;
  @HasMany(() => Work, (work) => work.author) declare works: HasMany<Work>;
  @HasMany(() => Work, (work) => work.editor) declare edits: HasMany<Work>;
  @HasMany(() => Cat, (cat) => cat.owner) declare readonly cats: HasMany<Cat>;
  @HasOne(() => Passport, (passport) => passport.holder)
  declare passport: HasOne<Passport>;
}
@Table()
export class Passport extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Author, { required: true, onDelete: "cascade" })
  declare readonly holder: Relate<Author>;
}
/** A base that gives its relation to the classes that extend it. */
abstract class Pet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @CreatedAt() declare readonly createdAt: Date;
  @Relate(() => Author, { required: true }) declare owner: Relate<Author>;
}
@Table()
export class Cat extends Pet {
  @Column() declare name: string;
}

/** The join model names its sides in any order. */
@Table()
export class Circle extends ManagedObject {
  @PrimaryKey() declare id: number;
  @ManyToMany(() => Author, { through: () => Membership })
  declare members: ManyToMany<Author>;
  @ManyToMany(() => Circle, {
    through: () => Alliance,
    near: (alliance) => alliance.one,
    far: (alliance) => alliance.other,
  })
  declare allies: ManyToMany<Circle>;
}
@Table()
export class Membership extends ManagedObject {
  @PrimaryKey() declare circleId: number;
  @PrimaryKey({ type: "uuid" }) declare memberId: string;
  @Relate(() => Circle, { required: true }) declare circle: Relate<Circle>;
  @Relate(() => Author, { required: true }) declare member: Relate<Author>;
}
@Table()
export class Alliance extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Circle, {
    required: true,
    onDelete: "cascade",
    onUpdate: "cascade",
  })
  declare one: Relate<Circle>;
  @Relate(() => Circle, {
    onDelete: "setNull",
    deferrable: true,
    indexed: false,
    name: "second_id",
  })
  declare other: Relate<Circle | null>;
}
