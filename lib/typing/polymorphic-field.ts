import type { IsPolymorphic, VariantsOf } from "./keys";
import type { Nullness, Refused, RefusedField, ReservedName } from "./refused";
import type { ReservedMember } from "./reserved-members";

/** The key of a field that `@Polymorphic` or `@DelegatedType` fits. */
export type PolymorphicField<T, K extends keyof T, M, O> = K &
  NoInfer<
    K extends ReservedMember ? ReservedName<K> : FittingPolymorphic<T[K], M, O>
  >;

type FittingPolymorphic<P, M, O> =
  IsPolymorphic<P> extends true
    ? SameVariants<VariantsOf<P>, M, PolymorphicNull<Nullness<P>, O>>
    : RefusedField<
        "arx: declare the field as Polymorphic<{ … }>, with the same models by the same names",
        P
      >;

type SameVariants<F, M, Fit> = [F] extends [M]
  ? [M] extends [F]
    ? [keyof F] extends [keyof M]
      ? Fit
      : OtherModels<F>
    : OtherModels<F>
  : OtherModels<F>;

type OtherModels<F> = RefusedField<
  "arx: the field lists other models than the decorator",
  F
>;

type PolymorphicNull<N, O> = O extends { required: true }
  ? N extends "null"
    ? Refused<"arx: the relation is required; take | null away">
    : unknown
  : N extends "not null"
    ? Refused<"arx: the relation is optional; declare the field as Polymorphic<{ … } | null>, or write required: true">
    : unknown;
