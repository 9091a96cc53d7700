import {
  Check,
  Column,
  CreatedAt,
  Defaulted,
  Discriminator,
  Generated,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  Seed,
  Subtype,
  Table,
  Unique,
  Virtual,
} from "arx";
import { MaxLength } from "class-validator";

@Table()
export class Garage extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Vehicle, (vehicle) => vehicle.garage)
  declare vehicles: HasMany<Vehicle>;
  @HasMany(() => Car, (car) => car.garage) declare cars: HasMany<Car>;
}

/** The model with the table; no row is of this class itself. */
@Table()
export abstract class Vehicle extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly type: string;
  declare [Generated]?: "type";
  @Column({ unique: true }) @MaxLength(8) declare plate: string;
  @Relate(() => Garage) declare garage: Relate<Garage | null>;
  @CreatedAt() declare createdAt: Date;
  @HasMany(() => Trip, (trip) => trip.vehicle) declare trips: HasMany<Trip>;
}

@Subtype({ abstract: true })
export abstract class MotorVehicle extends Vehicle {
  @Column() declare power: number;
}

@Subtype()
@Check("doors", "doors between 2 and 5 and power > 1")
export class Car extends MotorVehicle {
  @Column({ type: "integer" }) declare doors: number;
  @Column({ type: "text", nullable: true }) declare label: string | null;
  @HasMany(() => Passenger, (passenger) => passenger.car)
  declare passengers: HasMany<Passenger>;
}

/** A class below one that has rows itself. */
@Subtype("sports_car")
@Unique(["team", "number"])
export class SportsCar extends Car {
  @Column() declare team: string;
  @Column({ default: 1 }) declare number: number;
  declare [Defaulted]?: { number: true };
}

@Subtype("lorry")
export class Truck extends MotorVehicle {
  @Column({ type: "numeric", precision: 8, scale: 2 }) declare payload: string;
  @Column({ type: "text", nullable: true }) declare label: string | null;
  @Relate(() => Depot, { required: true }) declare depot: Relate<Depot>;
  declare [Virtual]?: "isHeavy";
  get isHeavy(): boolean {
    return Number(this.payload) > 1000;
  }
}

@Subtype()
@Seed([{ plate: "SEED" }], { upsert: { conflictKey: "plate" } })
export class Bike extends Vehicle {}

@Table()
export class Depot extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare city: string;
  @HasMany(() => Truck, (truck) => truck.depot) declare trucks: HasMany<Truck>;
}

@Table()
export class Trip extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Vehicle, { required: true }) declare vehicle: Relate<Vehicle>;
  @Column() declare miles: number;
}

/** Refers to one of the classes and not to the others. */
@Table()
export class Passenger extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Car) declare car: Relate<Car | null>;
}

export const vehicleModels = [
  Garage,
  Vehicle,
  MotorVehicle,
  Car,
  SportsCar,
  Truck,
  Bike,
  Depot,
  Trip,
  Passenger,
] as const;
