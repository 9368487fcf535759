/**
 * What another language must say for the English words `Words`: the same keys, and functions of the same
 * parameters. `satisfies Spoken<typeof enRoom>` on `esRoom` makes the compiler name every key that is missing.
 */
export type Spoken<Words> = Words extends string
  ? string
  : Words extends (...parameters: infer Parameters) => string
    ? (...parameters: Parameters) => string
    : { readonly [Key in keyof Words]: Spoken<Words[Key]> };
