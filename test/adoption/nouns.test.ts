import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  type AdoptionEvent,
  type AdoptionState,
  adoptionMachine,
  certificateStatus,
} from '../../src/adoption/adoption.ts'
import { parseBoardName } from '../../src/adoption/board-name.ts'
import { plotState } from '../../src/adoption/claim.ts'
import { nearPlots } from '../../src/adoption/near.ts'
import { canonicalJson, type OfferContent, offerContent, offerHash } from '../../src/adoption/offer.ts'
import { refundFor } from '../../src/adoption/refund-rule.ts'
import { shareHarvest } from '../../src/adoption/sharing.ts'
import { SAMPLE_OFFER } from '../../src/db/sample/offers.ts'
import { transition } from '../../src/kernel/machine.ts'

const content = v.parse(offerContent, SAMPLE_OFFER(2027)) as OfferContent

describe('an adoption', () => {
  const states: AdoptionState[] = ['held', 'adopted', 'concluded', 'released']
  const events: AdoptionEvent[] = ['paid', 'season_closed', 'expired', 'cancelled', 'refunded']
  const allowed: Record<string, AdoptionState> = {
    'held paid': 'adopted',
    'held expired': 'released',
    'held cancelled': 'released',
    'adopted season_closed': 'concluded',
    'adopted refunded': 'released',
  }
  test.each(states.flatMap((state) => events.map((event) => [state, event] as const)))(
    '%s by %s goes where the table says and nowhere else',
    (state, event) => {
      expect(transition(adoptionMachine, state, event)).toBe(allowed[`${state} ${event}`] ?? null)
    },
  )

  test('a certificate tells the worst first: refunded, transferred, concluded, valid', () => {
    const of = (releasedAt: number | null, supersededAt: number | null, concludedAt: number | null) =>
      certificateStatus({ releasedAt, supersededAt, concludedAt })
    expect([of(1, 1, 1), of(null, 1, 1), of(null, null, 1), of(null, null, null)]).toEqual([
      'refunded',
      'transferred',
      'concluded',
      'valid',
    ])
  })
})

describe('an offer', () => {
  test('has one hash however its keys are ordered, and another for any other content', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(Object.keys(content), { minLength: Object.keys(content).length }),
        async (keys) => {
          const shuffled = Object.fromEntries(keys.map((key) => [key, content[key as keyof OfferContent]]))
          expect(await offerHash(shuffled as OfferContent)).toBe(await offerHash(content))
        },
      ),
    )
    expect(await offerHash({ ...content, updatesPromised: 5 })).not.toBe(await offerHash(content))
  })

  test('canonical JSON says the same as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test.each([
    ['a tier with an unknown grade', { tiers: [{ ...content.tiers[0]!, grams: { white: 1 } }] }],
    ['a size twice', { tiers: [content.tiers[0]!, content.tiers[0]!] }],
    [
      'a price split that is not the whole price',
      { priceSplit: [{ nameZh: '地', nameEn: 'Land', basisPoints: 9_999 }] },
    ],
    ['sales that end before they begin', { sales: { from: '2027-01-02', until: '2027-01-01' } }],
    ['a price of nothing', { tiers: [{ ...content.tiers[0]!, priceFen: 0 }] }],
  ])('refuses %s', (_name, change) => {
    expect(v.safeParse(offerContent, { ...content, ...change }).success).toBe(false)
  })
})

describe('a refund', () => {
  const sent = fc.record({ spring: fc.nat(5000), black: fc.nat(5000) })
  test('is the whole price until the date, never more later, never below nothing, and its steps sum to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), sent, fc.boolean(), (priceFen, sentG, early) => {
        const on = early ? content.refundRule.fullUntil : '2027-03-01'
        const { amountFen, steps } = refundFor(content, { priceFen }, sentG, on)
        expect(steps.reduce((sum, step) => sum + step.fen, 0)).toBe(amountFen)
        expect(amountFen).toBeGreaterThanOrEqual(0)
        expect(amountFen).toBeLessThanOrEqual(priceFen)
        if (early || sentG.spring + sentG.black === 0) expect(amountFen).toBe(priceFen)
      }),
    )
  })

  test('more tea sent never gives more money back', () => {
    fc.assert(
      fc.property(sent, sent, (less, more) => {
        const both = { spring: less.spring + more.spring, black: less.black + more.black }
        const back = (sentG: Record<string, number>) =>
          refundFor(content, { priceFen: 59_800 }, sentG, '2027-06-01').amountFen
        expect(back(both)).toBeLessThanOrEqual(back(less))
      }),
    )
  })
})

describe('sharing a harvest', () => {
  const adoptions = fc
    .array(fc.constantFrom(10, 50, 100), { minLength: 1, maxLength: 300 })
    .map((areas) => areas.map((areaCmu, n) => ({ id: `adp_${String(n).padStart(4, '0')}`, areaCmu })))

  test('grams shared = grams harvested, each within a gram of its part, whatever the order', () => {
    fc.assert(
      fc.property(adoptions, fc.nat(5_000_000), (owners, harvestG) => {
        const shares = shareHarvest(harvestG, owners)
        expect(shares.reduce((sum, share) => sum + share.grams, 0)).toBe(harvestG)
        const area = owners.reduce((sum, owner) => sum + owner.areaCmu, 0)
        const own = new Map(shares.map((share) => [share.adoptionId, share.grams]))
        for (const owner of owners)
          expect(Math.abs(own.get(owner.id)! - (harvestG * owner.areaCmu) / area)).toBeLessThan(1)
        expect(shareHarvest(harvestG, [...owners].reverse())).toEqual(shares)
      }),
    )
  })

  test('nobody adopted, nothing is shared', () => expect(shareHarvest(100, [])).toEqual([]))
})

describe('near plots', () => {
  const grid = Array.from({ length: 30 }, (_, n) => ({
    code: `A-${String(n).padStart(2, '0')}`,
    areaCmu: n % 5 === 4 ? 50 : 10,
    u: n % 6,
    v: Math.floor(n / 6),
    width: 1,
    height: 1,
  }))
  test('are three, never the one that is gone, its own size first, none left out that is nearer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...grid), fc.shuffledSubarray(grid, { minLength: 8 }), (gone, free) => {
        const near = nearPlots(gone, free)
        expect(near).toHaveLength(3)
        expect(near).not.toContain(gone)
        const far = (plot: (typeof grid)[number]) => (plot.u - gone.u) ** 2 + (plot.v - gone.v) ** 2
        const same = free.filter((plot) => plot.areaCmu === gone.areaCmu && plot !== gone)
        const expected = same
          .map(far)
          .sort((a, b) => a - b)
          .slice(0, 3)
        expect(near.filter((plot) => plot.areaCmu === gone.areaCmu).map(far)).toEqual(expected)
      }),
    )
  })
})

describe('a plot', () => {
  const free = { open: 1, claimedAt: null, expiresAt: null, reserved: 0 }
  test.each([
    ['nobody claimed it', free, 'available'],
    ['a hold runs', { ...free, claimedAt: 1, expiresAt: 101 }, 'held'],
    ['the hold ended this millisecond', { ...free, claimedAt: 1, expiresAt: 100 }, 'available'],
    ['it is adopted', { ...free, claimedAt: 1 }, 'adopted'],
    ['staff keep it back', { ...free, open: 0 }, 'held'],
    ['last season’s adopter comes first', { ...free, reserved: 1 }, 'held'],
  ])('when %s', (_name, row, state) => expect(plotState(row, 100)).toBe(state))
})

test('a board name has at most twelve characters and none of the barred words, however they are typed', () => {
  expect(parseBoardName('  花都 工会 ')).toBe('花都 工会')
  expect(parseBoardName('一二三四五六七八九十一二')).toBe('一二三四五六七八九十一二')
  for (const bad of ['一二三四五六七八九十一二三', '年年分红', '分 红', '认养茶园', 'a\u202Eb', '<b>'])
    expect([bad, parseBoardName(bad)]).toEqual([bad, null])
})
