import {
  Column,
  configureSecrets,
  Defaulted,
  Discriminator,
  Generated,
  ManagedObject,
  PrimaryKey,
  SecurePassword,
  SecureToken,
  Subtype,
  Table,
  tokenFor,
} from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Person extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly type: string;
  declare [Generated]?: "type";
  @Column() declare name: string;
}

@Subtype()
class Guest extends Person {}

@Subtype()
class Admin extends Person {
  declare [Defaulted]?: "apiToken";
  @SecurePassword() declare password: SecurePassword;
  @SecureToken() declare apiToken: string;
  @Column({ encrypt: { deterministic: true } }) declare ssn: string;
}

@Subtype()
class Boss extends Admin {}

describeEachEngine("secrets of classes that share a table", (engine) => {
  useModels(engine, [Person, Guest, Admin, Boss]);

  beforeAll(() => {
    configureSecrets({
      encryption: ["a key for values of 32 characters"],
      signing: ["a key for tokens of 32 characters"],
      passwordCost: { N: 1024, r: 8, p: 1 },
    });
  });

  it("belong to the class that declares them and to those that extend it", async () => {
    const guest = await Guest.create({ name: "guest" });
    const boss = await Boss.create({ name: "boss", password: "b", ssn: "2" });
    expect(await boss.authenticate("b")).toBe(boss);
    expect(
      await Admin.authenticateBy({ name: "boss", password: "b" }),
    ).toBeInstanceOf(Boss);
    expect(await Admin.findBy({ ssn: "2" })).toBeInstanceOf(Boss);
    expect(boss.apiToken).toHaveLength(24);
    await expect(
      Admin.create({ name: "admin", ssn: "3" } as never),
    ).rejects.toThrow("password must be given");
    await expect(guest.authenticate("b")).rejects.toThrow(
      'Guest has no password "password".',
    );
    expect(await Person.find(guest.id)).toBeInstanceOf(Guest);
  });

  it("sign the table, so that the class above finds what one below signed", async () => {
    const admin = await Admin.create({
      name: "admin",
      password: "a",
      ssn: "1",
    });
    expect(await Person.findSigned(admin.signedId())).toBeInstanceOf(Admin);
    expect(await Guest.findSigned(admin.signedId())).toBeNull();
    const greet = tokenFor(Person, { purpose: "greet" });
    expect(await greet.find(greet.generate(admin))).toBeInstanceOf(Admin);
  });

  it("are kept by a record that becomes one of another class", async () => {
    const admin = await Admin.create({
      name: "climber",
      password: "a",
      ssn: "7",
    });
    const found = await Admin.find(admin.id);
    found.password = "b";
    const boss = found.becomes(Boss);
    await boss.save();
    expect(await (await Boss.find(admin.id)).authenticate("b")).toBeInstanceOf(
      Boss,
    );
    const plain = (await Boss.find(admin.id)).becomes(Admin);
    await plain.save();
    expect(await plain.authenticate("b")).toBe(plain);
    const guest = await Guest.create({ name: "upstart" });
    const raised = guest.becomes(Admin);
    raised.ssn = "8";
    await expect(raised.save()).rejects.toThrow(
      "This Admin is invalid: password must be given",
    );
    raised.password = "c";
    await raised.save();
    expect(await (await Admin.find(guest.id)).authenticate("c")).toBeInstanceOf(
      Admin,
    );
  });
});
