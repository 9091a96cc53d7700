import {
  Column,
  Defaulted,
  DelegatedType,
  Discriminator,
  Generated,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  RelationNotLoadedError,
  Subtype,
  Table,
  Version,
} from "arx";
import type { Create } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table("sc_owners")
class Owner extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Pet, "owner") declare pets: HasMany<Pet>;
  @HasOne(() => Collar, "maker") declare collar: HasOne<Collar>;
  @ManyToMany(() => Dog, { through: () => Walk, near: "walker", far: "dog" })
  declare walked: ManyToMany<Dog>;
}

@Table("sc_pets")
abstract class Pet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly kind: string;
  declare [Generated]?: "kind";
  @Relate(() => Owner) declare owner: Relate<Owner | null>;
}

@Subtype()
class Cat extends Pet {}

@Subtype()
class Dog extends Pet {
  @Column({ omitByDefault: true }) declare bio: string;
  @Column({ default: () => "chip" }) declare chip: string;
  @Version() declare version: number;
  declare [Defaulted]?: { chip: true; version: true };
}

@Subtype()
class Puppy extends Dog {}

@Table("sc_walks")
class Walk extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Owner, { required: true }) declare walker: Relate<Owner>;
  @Relate(() => Dog, { required: true }) declare dog: Relate<Dog>;
}

@Table("sc_collars")
class Collar extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Owner) declare maker: Relate<Owner | null>;
  @Relate(() => Pet) declare pet: Relate<Pet | null>;
}

@Table("sc_files")
@Subtype()
class File extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly kind: string;
  declare [Generated]?: "kind";
}

@Subtype()
class Record extends File {
  @DelegatedType({ walk: () => Walk, collar: () => Collar })
  declare about: DelegatedType<{ walk: Walk; collar: Collar }>;
}

describeEachEngine("subclasses", (engine) => {
  useModels(engine, [Owner, Cat, Dog, Puppy, Walk, Collar, File, Record]);

  test("and the models beside them name the other side of a relation instead of reading it", async () => {
    const owner = await Owner.create({ name: "Ann" });
    const dog = await Puppy.create({ bio: "b", owner });
    await Walk.create({ walker: owner, dog });
    const collar = await Collar.create({ maker: owner, pet: dog });
    const [loaded] = await Owner.with({
      pets: true,
      collar: true,
      walked: { limit: 1 },
    });
    expect(loaded?.pets.at(0)).toBeInstanceOf(Puppy);
    expect(loaded?.walked.map(({ id }) => id)).toEqual([dog.id]);
    expect(loaded?.collar?.id).toBe(collar.id);
    expect(
      await Owner.where({ walked: { some: { chip: "chip" } } }).ids(),
    ).toEqual([owner.id]);
  });

  test("have columns that a relation which is not loaded refuses to read", async () => {
    const dog = await Dog.create({ bio: "b" });
    const { id } = await Collar.create({ pet: dog });
    const { pet } = await Collar.find(id);
    expect(() => (pet as unknown as Dog).chip).toThrow(RelationNotLoadedError);
    expect((await pet) instanceof Dog).toBe(true);
  });

  test("take a record over with its version unknown and with the values that the program makes", async () => {
    const cat = await Cat.create({});
    const dog = (await Cat.find(cat.id)).becomes(Dog);
    await expect(dog.save()).rejects.toThrow(
      "This Dog is invalid: bio must be given.",
    );
    await dog.update({ bio: "was a cat" });
    expect(dog).toMatchObject({ chip: "chip", bio: "was a cat", version: 2 });
    await dog.update({ chip: "other" });
    expect(dog.version).toBe(3);
  });

  test("take a record over that was read without a column that both require", async () => {
    const { id } = await Dog.create({ bio: "kept", chip: "own" });
    const puppy = (await Dog.find(id)).becomes(Puppy);
    await puppy.save();
    const found = await Puppy.find(id);
    await found.reload({ columns: ["bio"] });
    expect(found).toMatchObject({ bio: "kept", chip: "own", version: 2 });
  });

  test("say once what is missing of a relation with two columns", async () => {
    await expect(Record.create({} as Create<Record>)).rejects.toThrow(
      /^This Record is invalid: about must be given\.$/,
    );
  });

  test("load relations of some of them with one statement in a loop over all", async () => {
    const owner = await Owner.create({ name: "Ann" });
    await Cat.create({ owner });
    await Record.create({ about: new Collar() });
    await Record.create({ about: new Collar() });
    await File.create({});
    const { result, count } = await countQueries(async () => {
      const kinds: string[] = [];
      for (const file of await File.orderBy({ id: "asc" }))
        kinds.push(
          file instanceof Record
            ? (await file.about).constructor.name
            : file.kind,
        );
      return kinds;
    });
    expect(result).toEqual(["Collar", "Collar", "file"]);
    expect(count).toBe(2);
  });
});

describeEachEngine("a relation to plain rows", (engine) => {
  useModels(engine, [Owner, Cat, Dog, Puppy, Walk, Collar]);

  test("is kept on the record, with or without the key among the columns, until the key is another", async () => {
    const owner = await Owner.create({ name: "Ann" });
    await Collar.create({ maker: owner });
    const [collar] = await Collar.with({ maker: { select: ["name"] } });
    expect(collar?.maker).toEqual({ name: "Ann" });
    expect(JSON.stringify(collar)).toContain('"maker":{"name":"Ann"}');
    const { count } = await countQueries(async () => collar?.maker);
    expect(count).toBe(0);
    const record = collar as unknown as {
      makerId: number | null;
      maker: unknown;
    };
    record.makerId = null;
    expect(record.maker).toBeNull();
    record.makerId = owner.id;
    expect(await record.maker).toBeInstanceOf(Owner);
  });
});
