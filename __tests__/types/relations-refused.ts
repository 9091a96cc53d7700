import {
  Column,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
} from "arx";
import { Article, User } from "./models";

/** The field, the decorator and the other model disagree. */
export class Host extends ManagedObject {
  @PrimaryKey() declare id: number;

  // expected: arx: the relation is optional; declare the field as Relate<… | null>, or write required: true
  // @ts-expect-error
  @Relate(() => User, { required: false })
  declare saidOptional: Relate<User>;

  // expected: arx: what is awaited may be null as well; write Relate<… | null>, not Relate<…> | null
  // @ts-expect-error
  @Relate(() => User)
  declare nullOutside: Relate<User> | null;

  // expected: arx: the relation is required; take | null away
  // @ts-expect-error
  @Relate(() => User, { required: true })
  declare nullOutsideRequired: Relate<User> | null;

  // expected: arx: declare the field as Relate<…>, because the record need not be loaded
  // @ts-expect-error
  @Relate(() => User)
  declare promise: Promise<User>;

  // expected: arx: declare the field as Relate<…>, because the record need not be loaded
  // @ts-expect-error
  @Relate(() => User)
  declare key: number;

  // expected: arx: declare the field as Relate<…>, because the record need not be loaded
  // @ts-expect-error
  @Relate(() => User)
  declare untold: unknown;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @Relate(() => User)
  declare eitherOf: Relate<User | Article | null>;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @Relate(() => User)
  declare supertype: Relate<ManagedObject | null>;

  // expected: arx: a required relation cannot be set to null; write 'cascade' or 'restrict'
  // @ts-expect-error
  @Relate(() => User, { required: true, onUpdate: "setNull" })
  declare rule: Relate<User>;

  // expected: arx: there is no option "nullable"
  // @ts-expect-error
  @Relate(() => User, { required: true, nullable: false })
  declare nullable: Relate<User>;

  // expected: arx: the inverse refers to another model
  // @ts-expect-error
  @HasMany(() => Visit, (visit) => visit.guest)
  declare ofUser: HasMany<Visit>;

  // expected: arx: the inverse is no @Relate of the other model
  // @ts-expect-error
  @HasMany(() => Visit, (visit) => visit.hostId)
  declare ofKey: HasMany<Visit>;

  // expected: arx: the inverse is no @Relate of the other model
  // @ts-expect-error
  @HasMany(() => Visit, () => undefined)
  declare ofNothing: HasMany<Visit>;

  // expected: arx: the inverse is no @Relate of the other model
  // @ts-expect-error
  @HasMany(() => Visit, (visit) => visit)
  declare ofItself: HasMany<Visit>;

  // expected: arx: the inverse is no @Relate of the other model
  // @ts-expect-error
  @HasMany(() => Host, (host) => host.ofHasMany)
  declare ofHasMany: HasMany<Host>;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @HasMany(() => Visit, (visit) => visit.host)
  declare ofOther: HasMany<Article>;

  // expected: arx: declare the field as HasMany<…>
  // @ts-expect-error
  @HasMany(() => Visit, (visit) => visit.host)
  declare list: Visit[];

  // expected: arx: declare the field as HasMany<…>
  // @ts-expect-error
  @HasMany(() => Visit, (visit) => visit.host)
  declare one: HasOne<Visit>;

  // expected: arx: a relation to many is never null; take | null away
  // @ts-expect-error
  @HasMany(() => Visit, (visit) => visit.host)
  declare orNull: HasMany<Visit> | null;

  // expected: arx: declare the field as HasMany<…>
  // @ts-expect-error
  @HasMany(() => Visit, (visit) => visit.host)
  declare owning: Relate<Visit>;

  // expected: arx: declare the field as HasOne<…>
  // @ts-expect-error
  @HasOne(() => Visit, (visit) => visit.host)
  declare bare: Visit | null;

  // expected: arx: declare the field as HasOne<…>
  // @ts-expect-error
  @HasOne(() => Visit, (visit) => visit.host)
  declare several: HasMany<Visit>;

  // expected: arx: declare the field as HasOne<…>
  // @ts-expect-error
  @HasOne(() => Visit, (visit) => visit.host)
  declare owningOne: Relate<Visit | null>;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @HasOne(() => Visit, (visit) => visit.host)
  declare otherOne: HasOne<Article>;

  // expected: arx: the inverse refers to another model
  // @ts-expect-error
  @HasOne(() => Visit, (visit) => visit.guest)
  declare oneOfUser: HasOne<Visit>;

  // expected: arx: the inverse is no @Relate of the other model
  // @ts-expect-error
  @HasOne(() => Visit, (visit) => visit.hostId)
  declare oneOfKey: HasOne<Visit>;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @ManyToMany(() => User, { through: () => Visit })
  declare otherMany: ManyToMany<Article>;

  // expected: arx: a relation to many is never null; take | null away
  // @ts-expect-error
  @ManyToMany(() => User, { through: () => Visit })
  declare manyOrNull: ManyToMany<User> | null;

  // expected: arx: near names a relation of the join model that does not lead to this model
  // @ts-expect-error
  @ManyToMany(() => User, {
    through: () => Visit,
    near: (visit) => visit.guest,
  })
  declare wrongNear: ManyToMany<User>;

  // expected: arx: far names a relation of the join model that does not lead to the other model
  // @ts-expect-error
  @ManyToMany(() => User, { through: () => Visit, far: (visit) => visit.host })
  declare wrongFar: ManyToMany<User>;

  // expected: arx: far names no @Relate of the join model
  // @ts-expect-error
  @ManyToMany(() => User, {
    through: () => Visit,
    far: (visit) => visit.hostId,
  })
  declare farKey: ManyToMany<User>;
}

class Visit extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Host, { required: true }) declare host: Relate<Host>;
  @Column() declare hostId: number;
  @Relate(() => User, { required: true }) declare guest: Relate<User>;
}
