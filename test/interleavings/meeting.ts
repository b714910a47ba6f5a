import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { type Choose, everyOrder, interleave } from '../support/interleaving.ts'

export const DEEP = Boolean(process.env.DEEP)

export type Acts<Scene> = Record<string, (by: Shop, scene: Scene) => Promise<unknown>>

export type Encounter<Scene, Stage extends string> = {
  /** Everything that may happen to the thing, by anybody. */
  acts: Acts<Scene>
  /** How far it has come before the acts meet on it. */
  stages: readonly Stage[]
  shop: () => Shop
  /** The thing anew, at a stage. */
  scene: (stage: Stage) => Promise<Scene>
  /** Looks at everything that must hold; `told` says which run it was. Leaves room for the next run. */
  look: (scene: Scene, told: string, answers: unknown[]) => Promise<void>
}

/** One run of some acts on a new scene. Answers in which order they went on. */
export async function meet<Scene, Stage extends string>(
  { acts, shop, scene: sceneOf, look }: Encounter<Scene, Stage>,
  stage: Stage,
  names: readonly string[],
  choose: Choose,
): Promise<string> {
  const scene = await sceneOf(stage)
  const run = await interleave(
    shop(),
    names.map((name) => (by) => acts[name]!(by, scene)),
    choose,
  )
  const told = `${stage}: ${names.join(' | ')} ${run.turns}`
  // An act answers, whoever else acts: it never throws.
  const thrown = run.answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
  expect(thrown, told).toEqual([])
  await look(
    scene,
    told,
    run.answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null)),
  )
  return run.turns
}

const inTurn = (turns: number[]): Choose => {
  const left = [...turns]
  return () => left.shift() ?? 0
}

type Runs = { pairs: number; threes: number; deepPairs: number; deepThrees: number }

/**
 * The tests of an encounter: its known pairs in every order of their steps, any two and any three acts in some. A
 * failure names stage, acts and turns; it is kept by adding the pair to `known`.
 */
export function describeMeetings<Scene, Stage extends string>(
  what: string,
  encounter: Encounter<Scene, Stage>,
  known: [stage: Stage, first: string, second: string][],
  { pairs, threes, deepPairs, deepThrees }: Runs,
) {
  const names = Object.keys(encounter.acts)
  const some = (count: number, runs: number) => {
    const meeting = fc.record({
      stage: fc.constantFrom(...encounter.stages),
      acts: fc.array(fc.constantFrom(...names), { minLength: count, maxLength: count }),
      turns: fc.array(fc.nat(count - 1), { minLength: 24, maxLength: 24 }),
    })
    const holds = fc.asyncProperty(meeting, async ({ stage, acts, turns }) => {
      await meet(encounter, stage, acts, inTurn(turns))
    })
    // The world goes on from run to run: a smaller example would meet what the first failure left behind.
    return fc.assert(holds, { numRuns: runs, seed: 20_261_128, endOnFailure: true })
  }

  describe(`${what}, whatever happens to it at the same moment`, () => {
    test.each(known)('%s: %s and %s, each at every step of the other', async (stage, first, second) => {
      const run = (choose: Choose) => meet(encounter, stage, [first, second], choose)
      expect(await everyOrder(run, DEEP ? 300 : 0)).toBeGreaterThan(4)
    })
    test('any two things, in any order of their steps, give nothing away and lose nothing', () =>
      some(2, DEEP ? deepPairs : pairs))
    test('nor do any three', () => some(3, DEEP ? deepThrees : threes))
  })
}
