import {
  CheckViolationError,
  InvalidArgumentError,
  RecordInvalidError,
  RecordNotFoundError,
  RecordStateError,
  Registry,
  SubclassNotFoundError,
  TypeMismatchError,
  UniqueViolationError,
} from "arx";
import type { Create, ModelOf } from "arx";
import { runSeeds } from "arx/seed";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";
import type { ModelsDatabase } from "../../support/use-models";
import {
  Bike,
  Car,
  Depot,
  Garage,
  MotorVehicle,
  Passenger,
  SportsCar,
  Trip,
  Truck,
  Vehicle,
  vehicleModels,
} from "../../support/vehicles";

interface Fleet {
  readonly garage: Garage;
  readonly depot: Depot;
  readonly car: Car;
  readonly sports: SportsCar;
  readonly truck: Truck;
  readonly bike: Bike;
}

async function createFleet(): Promise<Fleet> {
  const garage = await Garage.create({ name: "North" });
  const depot = await Depot.create({ city: "Ulm" });
  const car = await Car.create({ plate: "C1", power: 40, doors: 4, garage });
  const sports = await SportsCar.create({
    plate: "S1",
    power: 400,
    doors: 2,
    team: "Red",
    garage,
  });
  const truck = await Truck.create({
    plate: "T1",
    power: 300,
    payload: "1500.50",
    label: "heavy",
    depot,
    garage,
  });
  const bike = await Bike.create({ plate: "B1" });
  return { garage, depot, car, sports, truck, bike };
}

describeEachEngine("models that share a table", (engine) => {
  const opened = useModels(engine, vehicleModels);
  declareModels(opened);
  describe("their relations", declareRelations);
  describe("a record that becomes one of another class", declareBecoming);
});

function declareModels(opened: ModelsDatabase): void {
  test("have one table, whose columns of some classes take NULL", async () => {
    const columns = await opened.database.query<{
      name: string;
      nullable: boolean;
    }>(
      "select column_name as name, is_nullable = 'YES' as nullable from information_schema.columns where table_name = 'vehicles' order by ordinal_position",
    );
    expect(
      columns.map(({ name, nullable }) => name + (nullable ? "?" : "")),
    ).toEqual([
      "id",
      "type",
      "plate",
      "garage_id?",
      "created_at",
      "power?",
      "doors?",
      "label?",
      "team?",
      "number?",
      "payload?",
      "depot_id?",
    ]);
    const tables = await opened.database.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    expect(tables.map(({ name }) => name)).toEqual([
      "depots",
      "garages",
      "passengers",
      "trips",
      "vehicles",
    ]);
  });

  test("write what class a row is of, and read each row as a record of its class", async () => {
    const { garage, car, sports, truck, bike } = await createFleet();
    expect([car, sports, truck, bike].map(({ type }) => type)).toEqual([
      "car",
      "sports_car",
      "lorry",
      "bike",
    ]);
    const { result, statements } = await countQueries(async () =>
      Vehicle.orderBy({ plate: "asc" }),
    );
    expect(statements.map(({ text }) => text)).toEqual([
      'select "vehicles"."id", "vehicles"."type", "vehicles"."plate", "vehicles"."garage_id", "vehicles"."created_at", "vehicles"."power", "vehicles"."doors", "vehicles"."label", "vehicles"."team", "vehicles"."number", "vehicles"."payload", "vehicles"."depot_id" from "public"."vehicles" order by "vehicles"."plate"',
    ]);
    expect(result.map((each) => each.constructor.name)).toEqual([
      "Bike",
      "Car",
      "SportsCar",
      "Truck",
    ]);
    const [first, second, third, fourth] = result;
    expect([first instanceof Bike, first instanceof MotorVehicle]).toEqual([
      true,
      false,
    ]);
    expect([third instanceof SportsCar, third instanceof Car]).toEqual([
      true,
      true,
    ]);
    expect(fourth instanceof Truck && fourth.isHeavy).toBe(true);
    expect(Object.keys(second ?? {})).toEqual([
      "id",
      "type",
      "plate",
      "garageId",
      "createdAt",
      "power",
      "doors",
      "label",
    ]);
    expect(Object.keys(first ?? {})).toEqual([
      "id",
      "type",
      "plate",
      "garageId",
      "createdAt",
    ]);
    expect(result.map(({ isChanged }) => isChanged)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(third?.toJSON()).toEqual({
      id: sports.id,
      type: "sports_car",
      plate: "S1",
      garageId: garage.id,
      createdAt: sports.createdAt.toISOString(),
      power: 400,
      doors: 2,
      label: null,
      team: "Red",
      number: 1,
    });
  });

  test("give the rows of their class and of those below it, and no others", async () => {
    const { car, sports, truck, bike } = await createFleet();
    const plates = async (
      model: ModelOf<Vehicle> & typeof Vehicle,
    ): Promise<unknown[]> => model.orderBy({ id: "asc" }).pluck("plate");
    expect(await plates(Vehicle)).toEqual(["C1", "S1", "T1", "B1"]);
    expect(await plates(MotorVehicle)).toEqual(["C1", "S1", "T1"]);
    expect(await plates(Car)).toEqual(["C1", "S1"]);
    expect(await plates(SportsCar)).toEqual(["S1"]);
    expect(await Car.count()).toBe(2);
    expect(await Bike.where({ plate: "C1" }).exists()).toBe(false);
    expect(await Truck.orderBy({ id: "asc" }).ids()).toEqual([truck.id]);
    expect(await Bike.first()).toEqual(bike);
    expect((await Car.find(sports.id)) instanceof SportsCar).toBe(true);
    expect((await Vehicle.find(car.id)) instanceof Car).toBe(true);
    expect(await Car.findOrNull(truck.id)).toBeNull();
    await expect(Car.find(truck.id)).rejects.toThrow(RecordNotFoundError);
    await expect(Car.find([car.id, truck.id])).rejects.toThrow(
      RecordNotFoundError,
    );
    const found = await Vehicle.find([truck.id, car.id]);
    expect(found.map((each) => each.constructor.name)).toEqual([
      "Truck",
      "Car",
    ]);
    expect(Car.where({ plate: "C1" }).toSQL()).toEqual({
      text: expect.stringMatching(
        /where "vehicles"\."plate" = \$1 and "vehicles"\."type" = any\(\$2\)$/,
      ) as string,
      parameters: ["C1", "{car,sports_car}"],
    });
    expect(
      await Vehicle.where({ type: { in: ["bike", "lorry"] } }).count(),
    ).toBe(2);
    await expect(
      (async () => Vehicle.where({ type: "boat" }))(),
    ).rejects.toThrow(TypeMismatchError);
    await expect(
      opened.database.query("select plate from vehicles where id = $1", [
        car.id,
      ]),
    ).resolves.toEqual([{ plate: "C1" }]);
  });

  test("know what a new record is, and refuse to write it otherwise", async () => {
    const car = new Car();
    expect(Object.keys(car)).toEqual(["type"]);
    expect(car.type).toBe("car");
    expect(new SportsCar().type).toBe("sports_car");
    Object.assign(car, { plate: "X", power: 2, doors: 3, type: "lorry" });
    await expect(car.save()).rejects.toThrow(
      "Vehicle.type says of which class a row is, and is not assigned.",
    );
    const stored = (await createFleet()).car;
    Object.assign(stored, { type: "lorry" });
    await expect(stored.save()).rejects.toThrow(RecordStateError);
    await expect(Vehicle.create({ plate: "V" })).rejects.toThrow(
      "Vehicle has no rows of its own.",
    );
    await expect(
      MotorVehicle.insertAll([{ plate: "V", power: 3 }]),
    ).rejects.toThrow("MotorVehicle has no rows of its own.");
  });

  test("require their columns, before the statement and in the table", async () => {
    const incomplete = { plate: "C2", power: 40 } as Create<Car>;
    const failure: unknown = await Car.create(incomplete).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(RecordInvalidError);
    expect(failure).toMatchObject({
      message: "This Car is invalid: doors must be given.",
      errors: [
        {
          property: "doors",
          constraint: "required",
          message: "doors must be given",
        },
      ],
    });
    await expect(
      Truck.create({ plate: "T2", power: 1 } as Create<Truck>),
    ).rejects.toThrow(
      "This Truck is invalid: payload must be given; depot must be given.",
    );
    const { car, bike } = await createFleet();
    Object.assign(car, { doors: null });
    await expect(car.save()).rejects.toThrow(RecordInvalidError);
    await expect(Car.insertAll([incomplete])).rejects.toMatchObject({
      constraint: "vehicles_doors_required_check",
    });
    await expect(
      Car.insertAll([{ plate: "C3", power: 1, doors: 3 }]),
    ).rejects.toMatchObject({ constraint: "vehicles_doors_check" });
    await expect(
      opened.database.execute("update vehicles set type = 'boat'"),
    ).rejects.toThrow(CheckViolationError);
    await bike.update({ plate: "B2" });
    expect(bike.plate).toBe("B2");
  });

  test("have the rules of the classes above them", async () => {
    await expect(
      Car.create({ plate: "much too long", power: 2, doors: 2 }),
    ).rejects.toThrow(
      "This Car is invalid: plate must be shorter than or equal to 8 characters.",
    );
  });

  test("have seeds of their own, which say of which class they are", async () => {
    await runSeeds(opened.database, { models: [Bike, Car] });
    await runSeeds(opened.database, { models: [Bike] });
    const [bike, ...others] = await Vehicle.all();
    expect(bike instanceof Bike && bike.plate).toBe("SEED");
    expect(others).toEqual([]);
  });

  test("are unique among all classes, or among those that have the column", async () => {
    await createFleet();
    await expect(Bike.create({ plate: "C1" })).rejects.toThrow(
      UniqueViolationError,
    );
    const values = { power: 400, doors: 2, team: "Red" };
    await expect(
      SportsCar.create({ ...values, plate: "S2" }),
    ).rejects.toMatchObject({ constraint: "vehicles_team_number_key" });
    await SportsCar.create({ ...values, plate: "S2", number: 2 });
    await Car.create({ plate: "C2", power: 2, doors: 2 });
  });

  test("are written by the many", async () => {
    await Car.insertAll([
      { plate: "A", power: 2, doors: 3 },
      { plate: "B", power: 2, doors: 3, label: "b" },
    ]);
    await Bike.insertAll([{ plate: "C" }]);
    expect(await Car.orderBy({ id: "asc" }).pluck("type", "plate")).toEqual([
      ["car", "A"],
      ["car", "B"],
    ]);
    await Car.upsertAll(
      [
        { plate: "B", power: 9, doors: 5 },
        { plate: "D", power: 9, doors: 5 },
      ],
      { on: ["plate"] },
    );
    expect(await Car.orderBy({ id: "asc" }).pluck("plate", "doors")).toEqual([
      ["A", 3],
      ["B", 5],
      ["D", 5],
    ]);
    await SportsCar.upsertAll(
      [{ plate: "D", power: 10, doors: 2, team: "Blue" }],
      { on: ["plate"] },
    );
    expect(
      await SportsCar.orderBy({ id: "asc" }).pluck("plate", "team"),
    ).toEqual([["D", "Blue"]]);
    const untyped = [{ plate: "E", power: 1, doors: 2, type: "lorry" }];
    await expect(Car.insertAll(untyped)).rejects.toThrow(RecordStateError);
  });

  test("refuse a row of a class that is not loaded", async () => {
    const { bike } = await createFleet();
    await opened.database.execute(
      "alter table vehicles drop constraint vehicles_type_check",
    );
    await opened.database.execute(
      "update vehicles set type = 'boat' where plate = 'B1'",
    );
    const failure: unknown = await Vehicle.find(bike.id).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(SubclassNotFoundError);
    expect(failure).toMatchObject({
      alias: "boat",
      message:
        'A row of Vehicle is of the class "boat", and those that are loaded are "bike", "car", "lorry", "sports_car".',
    });
    await expect(bike.reload()).rejects.toThrow(RecordNotFoundError);
    expect(await MotorVehicle.count()).toBe(3);
    await opened.database.execute(
      "update vehicles set type = 'bike' where type = 'boat'",
    );
    await opened.database.execute(
      "alter table vehicles add constraint vehicles_type_check check (type in ('bike', 'car', 'lorry', 'sports_car'))",
    );
  });
}

function declareRelations(): void {
  test("of the first of them lead to and from records of every class", async () => {
    const { garage, sports, truck } = await createFleet();
    await Trip.create({ vehicle: truck, miles: 10 });
    await Trip.create({ vehicle: sports, miles: 20 });
    const trips = await Trip.orderBy({ miles: "asc" }).with({ vehicle: true });
    expect(trips.map(({ vehicle }) => vehicle.constructor.name)).toEqual([
      "Truck",
      "SportsCar",
    ]);
    const loaded = await Garage.find(garage.id, {
      with: { vehicles: { with: { trips: true } }, cars: true },
    });
    expect(
      loaded.vehicles.map((each) => [each.type, each.trips.length]),
    ).toEqual([
      ["car", 0],
      ["sports_car", 1],
      ["lorry", 1],
    ]);
    expect(loaded.cars.map(({ plate }) => plate)).toEqual(["C1", "S1"]);
    const vehicles = await Vehicle.orderBy({ id: "asc" }).with({
      garage: true,
      trips: true,
    });
    expect(
      vehicles.map((each) => [each.garage?.name, each.trips.length]),
    ).toEqual([
      ["North", 0],
      ["North", 1],
      ["North", 1],
      [undefined, 0],
    ]);
    expect(await Garage.where({ cars: { some: { doors: 2 } } }).count()).toBe(
      1,
    );
    expect(
      await Garage.where({ cars: { every: { doors: { gt: 1 } } } }).count(),
    ).toBe(1);
    expect(await Trip.where({ vehicle: truck }).count()).toBe(1);
    expect(await garage.cars.where({ doors: 4 }).count()).toBe(1);
  });

  test("to one class lead to no row of another", async () => {
    const { car, sports, truck } = await createFleet();
    const ann = await Passenger.create({ name: "Ann", car });
    const bob = await Passenger.create({ name: "Bob", car: sports });
    await expect(
      Passenger.create({ name: "Eve", car: truck as unknown as Car }),
    ).rejects.toThrow("Passenger.car takes a Car, not a Truck.");
    const eve = await Passenger.create({ name: "Eve" });
    await eve.update({ car: truck.id } as unknown as { car: Car });
    const all = await Passenger.orderBy({ id: "asc" }).with({ car: true });
    expect(all.map((each) => each.car?.plate)).toEqual(["C1", "S1", undefined]);
    expect(await eve.car).toBeNull();
    expect(await Passenger.where({ car: { id: truck.id } }).count()).toBe(0);
    expect(await Passenger.where({ car: { doors: 4 } }).ids()).toEqual([
      ann.id,
    ]);
    expect((await bob.car) instanceof SportsCar).toBe(true);
  });

  test("of some classes are loaded for the records that have them", async () => {
    const { car, depot } = await createFleet();
    await Passenger.create({ name: "Ann", car });
    const { result, count } = await countQueries(async () => {
      const names: unknown[] = [];
      for (const vehicle of await Vehicle.orderBy({ id: "asc" })) {
        if (vehicle instanceof Car)
          for (const { name } of await vehicle.passengers) names.push(name);
        if (vehicle instanceof Truck) names.push((await vehicle.depot).city);
      }
      return names;
    });
    expect(result).toEqual(["Ann", "Ulm"]);
    expect(count).toBe(3);
    const trucks = await Truck.all();
    expect(trucks[0]).toHaveProperty("depotId", depot.id);
    const loaded = await Depot.find(depot.id, { with: { trucks: true } });
    expect(loaded.trucks.at(0)?.plate).toBe("T1");
  });
}

function declareBecoming(): void {
  test("keeps what both have, and its row becomes one of that class", async () => {
    const { car, garage } = await createFleet();
    const withGarage = await car.load({ garage: true });
    withGarage.plate = "C9";
    const sports = withGarage.becomes(SportsCar);
    sports.team = "Green";
    expect(sports instanceof SportsCar).toBe(true);
    expect(sports.isNew).toBe(false);
    expect(sports.garage).toBe(withGarage.garage);
    expect(sports.changes).toEqual({
      type: ["car", "sports_car"],
      plate: ["C1", "C9"],
      team: [undefined, "Green"],
    });
    const { statements } = await countQueries(() => sports.save());
    expect(statements.map(({ text }) => text)).toEqual([
      'update "public"."vehicles" set "type" = $1, "plate" = $2, "team" = $3 where "vehicles"."id" = $4 returning "id", "type", "plate", "garage_id", "created_at", "power", "doors", "label", "team", "number"',
    ]);
    expect(sports.isChanged).toBe(false);
    const found = await Vehicle.find(car.id);
    expect(found.constructor.name).toBe("SportsCar");
    expect(found.plate).toBe("C9");
    expect((await found.garage)?.id).toBe(garage.id);
    await expect(car.reload()).resolves.toBe(car);
  });

  test("must have what that class requires", async () => {
    const { bike } = await createFleet();
    const car = bike.becomes(Car);
    await expect(car.save()).rejects.toThrow(
      "This Car is invalid: power must be given; doors must be given.",
    );
    Object.assign(car, { power: 2, doors: 4 });
    await car.save();
    expect(await Bike.count()).toBe(0);
    const fresh = new Bike();
    fresh.plate = "N";
    const other = fresh.becomes(Car);
    expect([other.isNew, other.type, other.plate]).toEqual([true, "car", "N"]);
  });

  test("cannot become what has another table, or no rows", async () => {
    const { car } = await createFleet();
    expect(() => car.becomes(Garage)).toThrow(InvalidArgumentError);
    expect(() => car.becomes(Garage)).toThrow(
      "A Car cannot become a Garage, which has another table.",
    );
    expect(() => car.becomes(MotorVehicle)).toThrow(
      "A Car cannot become a MotorVehicle, which has no rows of its own.",
    );
    await car.destroy();
    expect(() => car.becomes(Truck)).toThrow(RecordStateError);
  });
}

test("a registry has all classes of a table, whichever of them it is given", () => {
  const registry = new Registry([Bike, Trip, Garage, Depot, Passenger]);
  expect(registry.definitions().map(({ name }) => name)).toEqual([
    "Bike",
    "Car",
    "Depot",
    "Garage",
    "MotorVehicle",
    "Passenger",
    "SportsCar",
    "Trip",
    "Truck",
    "Vehicle",
  ]);
  const { inheritance } = Car.meta;
  expect(inheritance).toMatchObject({
    alias: "car",
    aliases: ["car", "sports_car"],
  });
  expect(inheritance?.root).toBe(Vehicle.meta);
  expect(inheritance?.subclasses).toEqual([SportsCar.meta]);
  expect(Object.isFrozen(inheritance)).toBe(true);
  expect(Garage.meta.inheritance).toBeUndefined();
  expect(Vehicle.meta.inheritance?.alias).toBeUndefined();
});
