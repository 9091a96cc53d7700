/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- the parameter makes the compiler compare the types themselves, readonly included; through an alias it would not */
/** Whether a field cannot be assigned; asked of the few fields that must be so, for it is not cheap. */
export type IsReadonly<T, K extends keyof T> =
  (<X>() => X extends { [P in K]: T[P] } ? 1 : 2) extends <X>() => X extends {
    -readonly [P in K]: T[P];
  }
    ? 1
    : 2
    ? false
    : true;
