import type { Ctx } from '../http/context.ts'
import type { Answer, AnswerName } from './answer-schemas/answers.ts'

type Plain = string | number | boolean | null | undefined

/** The keys any of a union's objects has. */
type KeysOf<T> = T extends object ? keyof T : never
type ValueAt<T, K> = T extends object ? (K extends keyof T ? T[K] : never) : never

/** What is given, with `never` in the place of each field that is not described, however deep it stands. */
export type Closed<Given, Described> = Given extends Plain
  ? Given
  : Given extends readonly (infer One)[]
    ? Closed<One, Extract<Described, readonly unknown[]>[number]>[]
    : { [K in keyof Given]: K extends KeysOf<Described> ? Closed<Given[K], ValueAt<Described, K>> : never }

/**
 * How a call answers: with what answer-schemas/ describes for it, which is what OpenAPI says. A field that is missing
 * here, or that the description lacks, does not compile. Nothing is parsed when it runs, and no schema is loaded.
 */
export const answering =
  <Name extends AnswerName>(_call: Name) =>
  <T extends Answer<Name>>(c: Ctx, value: T & Closed<T, Answer<Name>>, status: 200 | 201 | 202 = 200) =>
    c.json(value as object, status)
