import {
  Column,
  enumOf,
  ManagedObject,
  PrimaryKey,
  SecurePassword,
  SecureToken,
  Table,
  tokenFor,
} from "arx";
import type { ColKey, Create, Defaulted, Update, Virtual } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

@Table()
class Account extends ManagedObject {
  declare [Defaulted]?: "apiToken";
  declare [Virtual]?: "label";
  @PrimaryKey() declare id: number;
  @Column({ encrypt: true }) declare email: string;
  @Column({ encrypt: { deterministic: true }, unique: true })
  declare code: string;
  @Column({ encrypt: true, type: "jsonb", nullable: true })
  declare history: { visits: string[] } | null;
  @SecurePassword() declare password: SecurePassword;
  declare passwordConfirmation?: SecurePassword | null;
  @SecurePassword({ nullable: true })
  declare pin: SecurePassword | null;
  @SecureToken() declare apiToken: string;
  @Column({ enum: ["free", "paid"] }) declare plan: "free" | "paid";

  get label(): string {
    return this.email;
  }
}

/** A password is no column, and is given like one. */
isTrue<
  Equal<
    ColKey<Account>,
    "id" | "email" | "code" | "history" | "apiToken" | "plan"
  >
>();
isTrue<Equal<Create<Account>["password"], string>>();
isTrue<Equal<Create<Account>["pin"], string | null | undefined>>();
isTrue<
  Equal<Create<Account>["passwordConfirmation"], string | null | undefined>
>();
isTrue<Equal<Update<Account>["password"], string | undefined>>();

export async function use(account: Account): Promise<void> {
  account.password = "new";
  account.pin = null;
  await Account.create({ email: "a", code: "b", password: "c", plan: "free" });
  await account.update({ password: "new", passwordConfirmation: "new" });
  const same: Account | false = await account.authenticate("new", "pin");
  const found: Account | null = await Account.authenticateBy({
    email: "a",
    password: "b",
  });
  await account.regenerateToken("apiToken");
  const signed: Account | null = await Account.findSigned(
    account.signedId({ purpose: "a", expiresIn: "2 days" }),
    { purpose: "a" },
  );
  const token = tokenFor(Account, {
    purpose: "reset",
    expiresIn: 900_000,
    state: (each) => each.email,
  });
  const owner: Account | null = await token.find(token.generate(account));
  const plan = enumOf(Account, "plan");
  isTrue<Equal<typeof plan.values, readonly ("free" | "paid")[]>>();
  const paid: Account[] = await plan.where("paid", "free").limit(1);
  void [same, found, signed, owner, paid];
}

class Refused extends ManagedObject {
  // expected: arx: an enum is kept by a check, which cannot see encrypted values
  // @ts-expect-error
  @Column({ encrypt: true, enum: ["a"] }) declare kind: "a";

  // expected: arx: an encrypted column has no default
  // @ts-expect-error
  @Column({ encrypt: true, default: "a" }) declare withDefault: string;

  // expected: arx: unique goes with encrypt: { deterministic: true }
  // @ts-expect-error
  @Column({ encrypt: true, unique: true }) declare unique: string;

  // expected: arx: declare the field as SecurePassword
  // @ts-expect-error
  @SecurePassword() declare text: string;

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @SecurePassword() declare optional: SecurePassword | null;

  // expected: arx: the password may be missing; declare the field as SecurePassword | null
  // @ts-expect-error
  @SecurePassword({ nullable: true }) declare missing: SecurePassword;

  // expected: 'required' does not exist in type 'SecurePasswordOptions'
  // @ts-expect-error
  @SecurePassword({ required: true }) declare other: SecurePassword;

  // expected: arx: a column of type text takes a field of string
  // @ts-expect-error
  @SecureToken() declare token: number;
}

export async function refused(account: Account): Promise<unknown> {
  return [
    Refused,
    // expected: password
    // @ts-expect-error
    await Account.create({ email: "a", code: "b", plan: "free" }),
    // expected: 'password' does not exist in type
    // @ts-expect-error
    Account.where({ password: "a" }),
    // expected: "email"
    // @ts-expect-error
    await account.authenticate("a", "email"),
    // expected: Type '"soon"' is not assignable to type 'Duration
    // @ts-expect-error
    account.signedId({ expiresIn: "soon" }),
    // expected: "email"
    // @ts-expect-error
    enumOf(Account, "email"),
    // expected: "lost"
    // @ts-expect-error
    enumOf(Account, "plan").where("lost"),
  ];
}
