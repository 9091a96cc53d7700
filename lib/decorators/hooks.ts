import { isAsyncFunction } from "node:util/types";
import { hookEvents } from "../metadata/hook";
import type { HookDraft, HookEvent, WriteKind } from "../metadata/hook";
import type { Refused } from "../typing/refused";
import { checkOptions, propertyDraft } from "./append";

/** The options of a hook. */
export interface HookOptions<T = never> {
  /** Whether it is called, asked of the record each time. */
  if?: (record: T) => unknown;
}

/** The options of a hook of saves and of the ends of transactions. */
export interface WriteHookOptions<
  T = never,
  K extends WriteKind = WriteKind,
> extends HookOptions<T> {
  /** The writes it is called at; all when left out. */
  on?: K | readonly K[];
}

/** The options of a hook of saves. */
export type SaveHookOptions<T = never> = WriteHookOptions<
  T,
  "create" | "update"
>;

type Method = (...parameters: never[]) => unknown;

/** Refuses methods that want arguments, since nobody gives them any. */
type FittingHook<M extends Method> =
  Parameters<M> extends []
    ? unknown
    : Refused<"arx: a hook is called without arguments">;

/** The same of a hook that a constructor calls. */
type FittingSyncHook<M extends Method> = [
  Extract<ReturnType<M>, PromiseLike<unknown>>,
] extends [never]
  ? FittingHook<M>
  : Refused<"arx: the constructor calls this hook and cannot wait; take async away">;

/** A decorator of a method without arguments, which may be async. */
export type HookDecorator<T> = <M extends Method>(
  target: T,
  method: string,
  descriptor: TypedPropertyDescriptor<M> & NoInfer<FittingHook<M>>,
) => void;

/** A decorator of a method without arguments that is not async. */
export type SyncHookDecorator<T> = <M extends Method>(
  target: T,
  method: string,
  descriptor: TypedPropertyDescriptor<M> & NoInfer<FittingSyncHook<M>>,
) => void;

/**
 * Calls the method before the rules of the record are checked, and so also
 * before a save that checks them.
 *
 * @example
 * ```ts
 * @Table()
 * class Account extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare email: string;
 *   @BeforeValidation() trim(): void {
 *     this.email = this.email.trim();
 *   }
 * }
 *
 * const account = await Account.create({ email: " ada@example.com " });
 * // …
 * // insert into "accounts" ("email") values ($1) returning …
 * // …
 * account.email;   // "ada@example.com"
 * ```
 */
export function BeforeValidation<T = object>(
  options: SaveHookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("beforeValidation", options);
}

/**
 * Calls the method when the rules of the record were checked and hold.
 *
 * @example
 * ```ts
 * @Table()
 * class Account extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare email: string;
 *   @AfterValidation() report(): void {
 *     console.log(`${this.email} is fine`);
 *   }
 * }
 * ```
 */
export function AfterValidation<T = object>(
  options: SaveHookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("afterValidation", options);
}

/**
 * Calls the method before a record is inserted or updated. What it sets is
 * saved; when it throws, nothing is.
 *
 * @example
 * ```ts
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare slug: string;
 *   @BeforeSave({ on: "create" }) normalise(): void {
 *     this.slug = this.slug.toLowerCase();
 *   }
 * }
 *
 * const article = await Article.create({ slug: "News" });
 * // begin; insert into "articles" ("slug") values ($1) returning …; commit
 * article.slug;   // "news"
 * ```
 */
export function BeforeSave<T = object>(
  options: SaveHookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("beforeSave", options);
}

/**
 * Calls the method after a record was inserted or updated, in the same
 * transaction: when it throws, the save is undone.
 *
 * @example
 * ```ts
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare slug: string;
 *   @AfterSave({ if: (article: Article) => "slug" in article.previousChanges })
 *   async redirect(): Promise<void> {
 *     await sql`notify redirects`;
 *   }
 * }
 * ```
 */
export function AfterSave<T = object>(
  options: SaveHookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("afterSave", options);
}

/**
 * Calls the method before a record is inserted, after `@BeforeSave`.
 *
 * @example
 * ```ts
 * @Table()
 * class Ticket extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare code: string;
 *   declare [Defaulted]?: "code";
 *   @BeforeCreate() draw(): void {
 *     this.code = "T-1";
 *   }
 * }
 *
 * const { code } = await Ticket.create({});
 * // begin; insert into "tickets" ("code") values ($1) returning …; commit
 * code;   // "T-1"
 * ```
 */
export function BeforeCreate<T = object>(
  options: HookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("beforeCreate", options);
}

/**
 * Calls the method after a record was inserted, before `@AfterSave` and in the
 * same transaction.
 *
 * @example
 * ```ts
 * @Table()
 * class Ticket extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @AfterCreate() async announce(): Promise<void> {
 *     await sql`notify tickets`;
 *   }
 * }
 *
 * await Ticket.create({});
 * // begin; insert into "tickets" default values returning …; notify tickets; commit
 * ```
 */
export function AfterCreate<T = object>(
  options: HookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("afterCreate", options);
}

/**
 * Calls the method before a stored record is updated, after `@BeforeSave`.
 *
 * @example
 * ```ts
 * @Table()
 * class Page extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ default: 0 }) declare edits: number;
 *   declare [Defaulted]?: "edits";
 *   @BeforeUpdate() count(): void {
 *     this.edits++;
 *   }
 * }
 * ```
 */
export function BeforeUpdate<T = object>(
  options: HookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("beforeUpdate", options);
}

/**
 * Calls the method after a stored record was updated, before `@AfterSave` and
 * in the same transaction.
 *
 * @example
 * ```ts
 * @Table()
 * class Page extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare title: string;
 *   @AfterUpdate() async announce(): Promise<void> {
 *     await sql`notify pages`;
 *   }
 * }
 * ```
 */
export function AfterUpdate<T = object>(
  options: HookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("afterUpdate", options);
}

/**
 * Calls the method before a record is destroyed; when it throws, the record
 * stays.
 *
 * @example
 * ```ts
 * @Table()
 * class Owner extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ default: false }) declare isLast: boolean;
 *   declare [Defaulted]?: "isLast";
 *   @BeforeDestroy() refuse(): void {
 *     if (this.isLast) abort();
 *   }
 * }
 *
 * const owner = await Owner.create({ isLast: true });
 * // insert into "owners" ("is_last") values ($1) returning …
 * await owner.destroy();   // throws SaveAbortedError
 * ```
 */
export function BeforeDestroy<T = object>(
  options: HookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("beforeDestroy", options);
}

/**
 * Calls the method after a record was destroyed, in the same transaction.
 *
 * @example
 * ```ts
 * @Table()
 * class Picture extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @AfterDestroy() async announce(): Promise<void> {
 *     await sql`notify pictures`;
 *   }
 * }
 * ```
 */
export function AfterDestroy<T = object>(
  options: HookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("afterDestroy", options);
}

/**
 * Calls the method once when the outermost transaction that wrote the record
 * is committed, however often it wrote it; without a transaction, after the
 * write. An error in it undoes nothing.
 *
 * @example
 * ```ts
 * @Table()
 * class Picture extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @AfterCommit({ on: "destroy" }) removeFile(): void {
 *     console.log(`the file of ${String(this.id)} can go`);
 *   }
 * }
 * ```
 */
export function AfterCommit<T = object>(
  options: WriteHookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("afterCommit", options);
}

/**
 * Calls the method once when a transaction or savepoint that wrote the record
 * is rolled back.
 *
 * @example
 * ```ts
 * @Table()
 * class Picture extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @AfterRollback({ on: "create" }) removeFile(): void {
 *     console.log("the file that was uploaded can go");
 *   }
 * }
 * ```
 */
export function AfterRollback<T = object>(
  options: WriteHookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("afterRollback", options);
}

/**
 * Calls the method when the record was read by a query, before the query gives
 * it.
 *
 * @example
 * ```ts
 * @Table()
 * class Setting extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "jsonb" }) declare values: Record<string, string>;
 *   @AfterFind() complete(): void {
 *     this.values = { theme: "light", ...this.values };
 *   }
 * }
 * ```
 */
export function AfterFind<T = object>(
  options: HookOptions<T> = {},
): HookDecorator<T> {
  return appendHook("afterFind", options);
}

/**
 * Calls the method when the record was made, by `new` as well as by a query,
 * then after `@AfterFind`.
 *
 * @example
 * ```ts
 * @Table()
 * class Account extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare locale: string;
 *   declare [Defaulted]?: "locale";
 *   @AfterInitialize({ if: (account: Account) => account.isNew })
 *   choose(): void {
 *     this.locale = "en";
 *   }
 * }
 *
 * new Account().locale;   // "en"
 * ```
 */
export function AfterInitialize<T = object>(
  options: HookOptions<T> = {},
): SyncHookDecorator<T> {
  return appendHook("afterInitialize", options);
}

const optionNames: readonly (keyof WriteHookOptions)[] = ["if", "on"];

function appendHook(
  event: HookEvent,
  options: WriteHookOptions,
): (target: unknown, method: string) => void {
  return (target, method) => {
    const draft = propertyDraft(target as object, method);
    const { kinds } = hookEvents[event];
    const known = kinds.length > 0 ? optionNames : optionNames.slice(0, 1);
    checkOptions(draft, method, options, known);
    const on = options.on === undefined ? undefined : [options.on].flat();
    const condition = options.if;
    const hook = { event, method, on, condition };
    const value = (target as Readonly<Record<string, unknown>>)[method];
    for (const [message, fix] of findFlaws(hook, value))
      draft.problems.push({ property: method, message, fix });
    draft.hooks.push(hook);
  };
}

type Flaw = readonly [message: string, fix: string];

/** What the types refuse as well, where they were bypassed. */
function findFlaws(
  { event, method, on, condition }: HookDraft,
  value: unknown,
): Flaw[] {
  const flaws: Flaw[] = [];
  const kinds: readonly string[] = hookEvents[event].kinds;
  const other = on?.find((kind) => !kinds.includes(kind));
  if (
    kinds.length > 0 &&
    on !== undefined &&
    (on.length === 0 || other !== undefined)
  )
    flaws.push([
      `has a hook on ${other === undefined ? "nothing" : JSON.stringify(other)}, at which it is never called.`,
      `Write on: "${kinds.join('" or "')}".`,
    ]);
  if (condition !== undefined && typeof (condition as unknown) !== "function")
    flaws.push([
      "has a condition that is no function.",
      "Write if: (record) => ….",
    ]);
  if (typeof value !== "function")
    flaws.push([
      "is no method, and a hook is one.",
      `Write a method: ${method}() { … }`,
    ]);
  else if (event === "afterInitialize" && isAsyncFunction(value))
    flaws.push([
      "is async, and nothing waits for it when a record is made.",
      "Leave async out, or use @AfterFind.",
    ]);
  return flaws;
}
