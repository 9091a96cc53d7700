import type { IsAny, OtherKey } from "./keys";
import type { Nullness, Refused, RefusedField, ReservedName } from "./refused";
import type { ReservedMember } from "./reserved-members";
import type { PasswordShape } from "./markers";

/** Whether a field holds a password: what is assigned is hashed and never kept. */
type IsPassword<P> =
  IsAny<P> extends true
    ? false
    : [Extract<P, PasswordShape>] extends [never]
      ? false
      : true;

/** The names of a model's passwords and of what confirms them. */
export type PasswordKey<T> = T extends object
  ? {
      [K in OtherKey<T>]: IsPassword<T[K]> extends true ? K : never;
    }[OtherKey<T>]
  : never;

/** The passwords that a new record must have. */
type RequiredPassword<T> = {
  [K in PasswordKey<T>]: undefined extends T[K]
    ? never
    : null extends T[K]
      ? never
      : K;
}[PasswordKey<T>];

/** What is assigned to a password. */
type PasswordInput<P> = Exclude<P, PasswordShape>;

/** The passwords of a new record, as `create` takes them. */
export type PasswordsOf<T> = [PasswordKey<T>] extends [never]
  ? unknown
  : GivenPasswords<T>;

type GivenPasswords<T> = {
  [K in RequiredPassword<T>]: PasswordInput<T[K]>;
} & {
  [K in Exclude<PasswordKey<T>, RequiredPassword<T>>]?: PasswordInput<T[K]>;
};

/** The key of a field that `@SecurePassword` fits. */
export type PasswordField<T, K extends keyof T, O> = K &
  NoInfer<
    K extends ReservedMember
      ? ReservedName<K>
      : IsPassword<T[K]> extends true
        ? PasswordNull<Nullness<T[K]>, O>
        : RefusedField<
            "arx: declare the field as SecurePassword; what is assigned is hashed and cannot be read",
            T[K]
          >
  >;

type PasswordNull<N, O> = O extends { nullable: true }
  ? N extends "not null"
    ? Refused<"arx: the password may be missing; declare the field as SecurePassword | null">
    : unknown
  : N extends "null"
    ? Refused<"arx: the field may be null; write nullable: true">
    : unknown;

/** The first argument of `authenticateBy`: what finds the record, and its password. */
export type Credentials<T> = {
  readonly [
    K in Exclude<keyof T & string, ReservedMember | PasswordKey<T>>
  ]?: T[K];
} & { readonly [K in PasswordKey<T>]?: string };
