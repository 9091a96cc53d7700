import {
  Column,
  Discriminator,
  ManagedObject,
  PrimaryKey,
  Relate,
  Subtype,
  Table,
} from "arx";
import type { ModelClass, ModelDefinition } from "arx";
import { ModelRegistry } from "../../lib/metadata/registry";
import { generate } from "../../lib/migration/index";
import { MigrationsDirectory } from "../support/migrations-directory";

// Each PGlite takes a second or more to start.
jest.setTimeout(120_000);

/** Two classes of one table, in either order of loading, and a third one that comes later. */
function declareFleet(order: "car first" | "lorry first", isLater: boolean) {
  @Table()
  abstract class Vehicle extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Discriminator() declare readonly type: string;
  }

  function declareCar(): ModelClass {
    @Subtype()
    class Car extends Vehicle {
      @Column({ type: "integer" }) declare doors: number;
    }
    return Car;
  }

  function declareLorry(): ModelClass {
    @Subtype("lorry")
    class Truck extends Vehicle {
      @Column({ type: "integer", nullable: true }) declare axles: number | null;
      @Relate(() => Vehicle, { required: true })
      declare tractor: Relate<Vehicle>;
    }
    return Truck;
  }

  const first =
    order === "car first"
      ? [declareCar(), declareLorry()]
      : [declareLorry(), declareCar()];
  if (!isLater) return [Vehicle, ...first];

  @Subtype()
  class Van extends Vehicle {
    @Column({ type: "integer" }) declare doors: number;
    @Column({ type: "text", unique: true }) declare rack: string;
  }
  return [Vehicle, ...first, Van];
}

function resolve(models: readonly ModelClass[]): readonly ModelDefinition[] {
  return new ModelRegistry(models).definitions();
}

describe("Classes that share a table", () => {
  let directory: MigrationsDirectory;

  beforeAll(async () => {
    directory = await MigrationsDirectory.create();
  });

  afterAll(() => directory.delete());

  test("make one table, with checks that say what each class requires", async () => {
    const generated = await generate({
      models: resolve(declareFleet("car first", false)),
      directory: directory.path,
    });
    expect(generated?.text).toContain(`
    m.createTable("vehicles", (t) => {
      t.identity("id");
      t.text("type").notNull();
      t.integer("doors");
      t.integer("axles");
      t.bigint("tractor_id");
      t.primaryKey(["id"]);
      t.check(
        "vehicles_doors_required_check",
        '"type" <> \\'car\\' or "doors" is not null',
      );
      t.check(
        "vehicles_tractor_id_required_check",
        '"type" <> \\'lorry\\' or "tractor_id" is not null',
      );
      t.check("vehicles_type_check", "\\"type\\" in ('car', 'lorry')");
    });

    m.createIndex("vehicles", ["tractor_id"]);
    m.createIndex("vehicles", ["type"]);
`);
  });

  test("need no migration when only the order of loading is another", async () => {
    const models = resolve(declareFleet("lorry first", false));
    expect(
      await generate({ models, directory: directory.path }),
    ).toBeUndefined();
  });

  test("that become more change the checks and add columns that take NULL", async () => {
    const generated = await generate({
      models: resolve(declareFleet("car first", true)),
      directory: directory.path,
    });
    expect(generated?.steps.map(({ change }) => change.kind)).toEqual([
      "drop constraint",
      "drop constraint",
      "add column",
      "add constraint",
      "add constraint",
      "add constraint",
      "add constraint",
    ]);
    for (const expression of [
      "type not in ('car', 'van') or doors is not null",
      "type <> 'van' or rack is not null",
      "type in ('car', 'lorry', 'van')",
    ])
      expect(generated?.sql.replaceAll('"', "")).toContain(expression);
    expect(generated?.sql).toContain('add column "rack" text');
  });
});
