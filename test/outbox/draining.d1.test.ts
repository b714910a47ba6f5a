import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { drain, type Effects } from '../../src/outbox/draining.ts'
import { done, later } from '../../src/outbox/effect.ts'
import { owe } from '../../src/outbox/owing.ts'
import type { Shop } from '../../src/shop.ts'
import { runsOf } from '../support/runs.ts'
import { at, openShop } from '../support/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
beforeEach(() => shop.db.run(sql`DELETE FROM outbox`))

const effect = (name: string) => ({
  kind: 'gateway.refund' as const,
  subject: { kind: 'order' as const, id: `ord_${name}` },
  payload: { name },
  dedupeKey: name,
})
const waiting = async () =>
  (
    await shop.db.all<{ name: string }>(
      sql`SELECT dedupe_key name FROM outbox WHERE ended_at IS NULL ORDER BY 1`,
    )
  ).map(({ name }) => name)

test('the same key is owed once', async () => {
  await shop.db.batch([owe(shop.db, effect('a'), shop.now), owe(shop.db, effect('a'), shop.now)])
  expect(await waiting()).toEqual(['a'])
})

test('whatever its handlers do, each effect succeeds once, is never run twice at once, and blocks no other', async () => {
  type Mood = 'done' | 'later' | 'throws' | 'hangs'
  const mood = fc.constantFrom<Mood>('done', 'done', 'later', 'throws', 'hangs')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(mood, { maxLength: 3 }), { minLength: 1, maxLength: 12 }),
      async (scripts) => {
        await shop.db.run(sql`DELETE FROM outbox`)
        await Promise.all(scripts.map((_, n) => owe(shop.db, effect(String(n)), shop.now)))
        const tries = scripts.map(() => 0)
        const succeeded = scripts.map(() => 0)
        const effects: Effects<Shop> = {
          'gateway.refund': async (_, { name }) => {
            const n = Number(name)
            const what = scripts[n]![tries[n]!] ?? 'done'
            tries[n]! += 1
            if (what === 'throws') throw new Error('no')
            if (what === 'hangs') return new Promise(() => undefined)
            if (what === 'later') return later('not yet')
            succeeded[n]! += 1
            return done
          },
        }
        let now = shop.now
        for (let run = 0; run < 4; run += 1) {
          const clocked = at(shop, now)
          await Promise.all([1, 2].map(() => drain(clocked, effects, { attemptMs: 20 })))
          // One attempt a run for each that is still owed, two drains or not.
          expect(tries.every((tried, n) => tried <= Math.min(run, scripts[n]!.length) + 1)).toBe(true)
          now += HOUR_MS
        }
        expect(succeeded).toEqual(scripts.map(() => 1))
        expect(await waiting()).toEqual([])
      },
    ),
    { numRuns: runsOf({ workerd: 10, node: 15, deep: 200 }), seed: 20_261_128 },
  )
})

test('what a dead Worker had taken is taken again after its lease', async () => {
  await owe(shop.db, effect('a'), shop.now)
  const dies: Effects<Shop> = {
    'gateway.refund': () => {
      // It never comes back to write what became of it.
      throw new Error('evicted')
    },
  }
  const dead = {
    ...shop,
    db: {
      ...shop.db,
      run: () => {
        throw new Error('evicted')
      },
    },
  } as unknown as Shop
  await drain(dead, dies).catch(() => undefined)
  const works: Effects<Shop> = { 'gateway.refund': async () => done }
  expect(await drain(shop, works)).toBe(0)
  expect(await drain(at(shop, shop.now + MINUTE_MS), works)).toBe(1)
  expect(await waiting()).toEqual([])
})

test('kinds without a handler here are left for who has one', async () => {
  await owe(shop.db, effect('a'), shop.now)
  expect(await drain(shop, { 'gateway.close': async () => done })).toBe(0)
  expect(await waiting()).toEqual(['a'])
})
