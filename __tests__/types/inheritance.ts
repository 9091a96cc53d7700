import {
  Column,
  CreatedAt,
  Defaulted,
  Discriminator,
  Generated,
  ManagedObject,
  PrimaryKey,
  Relate,
  Subtype,
  Table,
  UpdatedAt,
  Virtual,
} from "arx";
import type { ColKey, Create, RelKey, Update } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

/** What a mixin extends: TypeScript asks for exactly these parameters. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TS2545
type Constructor = abstract new (...parameters: any[]) => ManagedObject;

export abstract class Base extends ManagedObject {
  @PrimaryKey() declare id: number;
  @CreatedAt() declare createdAt: Date;
  @Column({ default: "en" }) declare locale: string;
  declare [Defaulted]?: { locale: true };
  declare [Virtual]?: { label: true };
  get label(): string {
    return this.locale;
  }
}

export function Owned<B extends Constructor>(base: B) {
  abstract class OwnedRecord extends base {
    @Relate(() => Person, { required: true }) declare owner: Relate<Person>;
    @Column({ default: 0 }) declare rank: number;
    declare [Defaulted]?: { rank: true };
  }
  return OwnedRecord;
}

export function Stamped<B extends Constructor>(base: B) {
  abstract class StampedRecord extends base {
    @UpdatedAt() declare updatedAt: Date;
    @Column({ type: "text" }) declare editor: string;
  }
  return StampedRecord;
}

@Table()
export class Person extends Base {
  @Column() declare name: string;
}

@Table()
export class Letter extends Owned(Stamped(Base)) {
  @Column() declare body: string;
  @Column({ default: false }) declare sent: boolean;
  declare [Defaulted]?: { locale: true; rank: true; sent: true };
}

@Table()
export abstract class Vehicle extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly type: string;
  declare [Generated]?: "type";
  @Column() declare plate: string;
}

@Subtype("car")
export class Car extends Vehicle {
  // A subclass may say more narrowly what it is.
  declare readonly type: "car";
  @Column({ type: "integer" }) declare doors: number;
}

@Subtype({ alias: "lorry" })
export class Truck extends Vehicle {
  declare readonly type: "lorry";
  @Column({ type: "integer", nullable: true }) declare axles: number | null;
}

declare const person: Person;

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(): Promise<void> {
  // Bases and mixins give their fields, and what they say of defaults is added up.
  isTrue<
    Equal<
      ColKey<Letter>,
      | "id"
      | "createdAt"
      | "locale"
      | "rank"
      | "updatedAt"
      | "editor"
      | "body"
      | "sent"
    >
  >();
  isTrue<Equal<RelKey<Letter>, "owner">>();
  isTrue<Equal<ColKey<Person>, "id" | "createdAt" | "locale" | "name">>();
  await Letter.create({ body: "b", editor: "e", owner: person });
  await Letter.create({ body: "b", editor: "e", owner: person, rank: 2 });
  // @ts-expect-error -- Property 'editor' is missing
  await Letter.create({ body: "b", owner: person });
  // @ts-expect-error -- arx: give "owner" or "ownerId"
  await Letter.create({ body: "b", editor: "e" });
  const [letter] = await Letter.where({ editor: "e", owner: { name: "Ann" } })
    .with({ owner: true })
    .orderBy({ rank: "desc" });
  letter?.owner.name.toUpperCase();
  await Person.create({ name: "Ann" });

  // The class of a row is read, and never given.
  await Car.create({ plate: "p", doors: 2 });
  // @ts-expect-error -- Property 'doors' is missing
  await Car.create({ plate: "p" });
  // @ts-expect-error -- arx: the model has no attribute "type"
  await Car.create({ plate: "p", doors: 2, type: "car" });
  const attributes: Update<Car> = { doors: 3 };
  const car = await Car.find(1);
  await car.update(attributes);
  // @ts-expect-error -- read-only property
  car.type = "car";
  isTrue<Equal<keyof Create<Car>, "plate" | "doors" | "id">>();
  isTrue<Equal<ColKey<Car>, "id" | "type" | "plate" | "doors">>();
  await Vehicle.where({ type: "car" }).count();
  // @ts-expect-error -- not assignable
  await Car.where({ type: "boat" });
  // @ts-expect-error -- doors
  await Vehicle.where({ doors: 2 });

  // What a row is narrows the type of its record.
  const vehicles = await Vehicle.all();
  for (const vehicle of vehicles)
    if (vehicle instanceof Car) vehicle.doors.toFixed();
  const known: (Car | Truck)[] = [];
  for (const each of known) {
    if (each.type === "car") each.doors.toFixed();
    else each.axles?.toFixed();
  }
  const truck = car.becomes(Truck);
  isTrue<Equal<typeof truck, Truck>>();
}

export class Assignable extends ManagedObject {
  // @ts-expect-error -- arx: the class of a row cannot be assigned; declare the field readonly
  @Discriminator() declare type: string;
}

export class Counted extends ManagedObject {
  // @ts-expect-error -- arx: a column of type text takes a field of string
  @Discriminator() declare readonly type: number;
}

export class Misspelt extends ManagedObject {
  // @ts-expect-error -- 'index' does not exist in type 'DiscriminatorOptions'
  @Discriminator({ index: true }) declare readonly type: string;
}

// @ts-expect-error -- 'abstrakt' does not exist in type 'SubtypeOptions'
@Subtype({ abstrakt: true })
export class Wrong extends Vehicle {}
