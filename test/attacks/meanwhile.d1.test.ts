import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { judgeBoardName } from '../../src/adoption/board-approving.ts'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { keepGarden, keepPlots, readGardenRow } from '../../src/adoption/garden-keeping.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { answerVisit, requestVisit } from '../../src/adoption/visiting.ts'
import { freightFor } from '../../src/catalog/freight.ts'
import { keepFreight, readTemplates } from '../../src/catalog/freight-keeping.ts'
import { publishDraft } from '../../src/catalog/listings/draft-publishing.ts'
import { discardDraft, saveDraft, startDraft } from '../../src/catalog/listings/draft-saving.ts'
import { readDraft } from '../../src/catalog/listings/drafts.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import { endPromotion, readPromotionGround, setPromotion } from '../../src/catalog/promoting.ts'
import { database } from '../../src/db/client.ts'
import { SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import { shipDispatches } from '../../src/fulfilment/dispatch-shipping.ts'
import { closeSeason } from '../../src/fulfilment/season-closing.ts'
import { shipSheet } from '../../src/fulfilment/sheet-shipping.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { addFact, showFact } from '../../src/impact/fact-keeping.ts'
import { MOST_SHOWN } from '../../src/impact/facts.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { forgetBuyer } from '../../src/orders/personal-data.ts'
import { endCode, makeCode, newCode } from '../../src/promotions/making.ts'
import type { Shop } from '../../src/shop.ts'
import { readEdit } from '../../src/staff/edit-lock.ts'
import { hashPassword } from '../../src/staff/password.ts'
import { resetAccess } from '../../src/staff/resetting.ts'
import { changeRole } from '../../src/staff/role-changing.ts'
import { signIn } from '../../src/staff/signing-in.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { atEveryCall } from '../support/faults.ts'
import { jar, newHoney, staffIdOf } from '../support/listings.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

/** One verb with another one before each of its calls to the database: what was read must still be true where it is written. */
const whileOther = (
  act: (shop: Shop, other: (does: () => PromiseLike<unknown>) => Shop) => Promise<void>,
): Promise<number> =>
  atEveryCall(bindings.DB, (interruptedBy) =>
    act(shop, (does) => ({ ...shop, db: database(interruptedBy(does)) })),
  )

let shop: Shop
let by: string
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await staffIdOf(shop, 'manager')
})

const entriesOf = async (object: string): Promise<string[]> =>
  (
    await shop.db.all<{ verb: string }>(
      sql`SELECT verb FROM audit_entries WHERE object = ${object} ORDER BY id`,
    )
  ).map(({ verb }) => verb)

/** What a member of staff has before them: the newest save of a form. */
const seen = async (form: string, staffId: string) => ({
  staffId,
  over: (await readEdit(shop.db, form)).edit,
})

describe('staff', () => {
  test('two owners who take the role from each other leave one owner', async () => {
    const owner = await staffIdOf(shop, 'owner')
    await shop.db.run(sql`INSERT INTO staff (id, login, name, role, password_hash, sample, created_at)
      SELECT 'stf_second', 'second', '乙', 'owner', password_hash, 1, created_at FROM staff WHERE id = ${owner}`)
    await whileOther(async (_, other) => {
      const [mine, theirs] = [
        await seen('staff:stf_second', owner),
        await seen(`staff:${owner}`, 'stf_second'),
      ]
      const place = other(() => changeRole(shop, 'owner', 'viewer', theirs))
      await changeRole(place, 'second', 'viewer', mine)
      expect(await shop.db.all(sql`SELECT id FROM staff WHERE role = 'owner'`)).toHaveLength(1)
      await shop.db.run(sql`UPDATE staff SET role = 'owner' WHERE login IN ('owner', 'second')`)
    })
    await shop.db.run(sql`UPDATE staff SET role = 'disabled' WHERE id = 'stf_second'`)
  })

  test('a role is changed from what it was, as the log says', async () => {
    const owner = await staffIdOf(shop, 'owner')
    const viewer = await staffIdOf(shop, 'viewer')
    const told = async (was: string): Promise<number> =>
      (
        await shop.db.all(sql`SELECT id FROM audit_entries WHERE verb = 'staff.role_changed'
          AND before ->> 'role' = ${was} AND after ->> 'role' = 'finance' AND staff_id = ${owner}`)
      ).length
    await whileOther(async (_, other) => {
      const before: Record<string, number> = {
        viewer: await told('viewer'),
        disabled: await told('disabled'),
      }
      let was = 'viewer'
      const place = other(() => {
        was = 'disabled'
        return shop.db.run(sql`UPDATE staff SET role = 'disabled' WHERE login = 'viewer'`)
      })
      const done = await changeRole(place, 'viewer', 'finance', await seen(`staff:${viewer}`, owner))
      expect((await told(was)) - before[was]!).toBe(done.ok ? 1 : 0)
      const [row] = await shop.db.all<{ role: string }>(sql`SELECT role FROM staff WHERE login = 'viewer'`)
      expect(row!.role).toBe(done.ok ? 'finance' : 'disabled')
      await shop.db.run(sql`UPDATE staff SET role = 'viewer' WHERE login = 'viewer'`)
    })
  })

  test('an account that is reset while its password is checked is not entered', async () => {
    const [owner, keeper] = [await staffIdOf(shop, 'owner'), await staffIdOf(shop, 'keeper')]
    const hash = await hashPassword(SAMPLE_PASSWORD)
    const open = async () =>
      (await shop.db.all(sql`SELECT 1 FROM staff_sessions WHERE staff_id = ${keeper}`)).length
    const calls = await whileOther(async (_, other) => {
      await shop.db.run(sql`UPDATE staff SET password_hash = ${hash} WHERE id = ${keeper}`)
      await shop.db.run(sql`DELETE FROM rate_limits`)
      let reset = false
      const place = other(async () => {
        reset = (await resetAccess(shop, 'keeper', owner)).ok
      })
      const typed = { login: 'keeper', password: SAMPLE_PASSWORD, code: '' }
      const entered = await signIn(place, typed, '192.0.2.1')
      expect([entered.ok, await open()]).toEqual(reset ? [false, 0] : [true, 1])
    })
    expect(calls).toBeGreaterThan(1)
  })
})

describe('the desk', () => {
  test('a code that two people end is ended once, and the log says so once', async () => {
    await whileOther(async (_, other) => {
      const code = newCode()
      const wish = { code, kind: 'amount' as const, value: 500, families: [], minimumFen: 0 }
      const limits = {
        startsAt: shop.now,
        endsAt: shop.now + DAY_MS,
        limitTotal: 1,
        limitPerPhone: 1,
      }
      await makeCode(shop, { ...wish, ...limits }, by)
      await endCode(
        other(() => endCode(shop, code, by)),
        code,
        by,
      )
      expect((await entriesOf(`code:${code}`)).sort()).toEqual(['code.ended', 'code.made'])
    })
  })

  test('a price for a time is never set against a usual price that nobody asked any more', async () => {
    const sku = 'CIL-CG-B2'
    const [row] = await shop.db.all<{ id: string; fen: number }>(
      sql`SELECT product_id id, price_fen fen FROM variants WHERE sku = ${sku}`,
    )
    const { id, fen } = row!
    await whileOther(async (_, other) => {
      const ground = (await readPromotionGround(shop, id))!
      const place = other(() => changePrices(shop, [{ sku, seenFen: fen, fen: 50 }], by))
      const wish = { from: shop.now, until: shop.now + DAY_MS, prices: [{ sku, seenFen: fen, fen: 100 }] }
      const done = await setPromotion(place, ground, wish, by)
      const [now] = await shop.db.all<{ fen: number; promo: number | null }>(
        sql`SELECT price_fen fen, promo_price_fen promo FROM variants WHERE sku = ${sku}`,
      )
      if (done.ok) expect(now!.promo).toBeLessThan(now!.fen)
      else expect([done.problem, now!.promo]).toEqual(['price_moved', null])
      await endPromotion(shop, (await readPromotionGround(shop, id))!, sku, by)
      await changePrices(shop, [{ sku, seenFen: 50, fen }], by)
    })
  })

  test('a price for a time that was replaced meanwhile is not ended by who saw the one before', async () => {
    const sku = 'CIL-CG-B2'
    const [row] = await shop.db.all<{ id: string; fen: number }>(
      sql`SELECT product_id id, price_fen fen FROM variants WHERE sku = ${sku}`,
    )
    const ground = async () => (await readPromotionGround(shop, row!.id))!
    const put = async (fen: number) =>
      setPromotion(
        shop,
        await ground(),
        { from: shop.now, until: shop.now + DAY_MS, prices: [{ sku, seenFen: row!.fen, fen }] },
        by,
      )
    await whileOther(async (_, other) => {
      await put(100)
      const seen = await ground()
      const place = other(async () => {
        await endPromotion(shop, await ground(), sku, by)
        await put(200)
      })
      expect(await endPromotion(place, seen, sku, by)).toBe(
        (await ground()).skus.find((own) => own.sku === sku)!.promoPriceFen === null,
      )
      await endPromotion(shop, await ground(), sku, by)
    })
  })

  test('two freight templates kept at once both stand in the strip above every page', async () => {
    await whileOther(async (_, other) => {
      const templates = await readTemplates(shop.db)
      const [ambient, cold] = ['ambient', 'cold'].map((code) => templates.find((one) => one.code === code)!)
      const editor = async (code: string) => {
        const [edit] = await shop.db.all<{ edit: number }>(
          sql`SELECT coalesce(max(edit), 0) edit FROM form_edits WHERE form = ${`freight:${code}`}`,
        )
        return { staffId: by, over: edit!.edit }
      }
      const dearer = (template: typeof ambient) => {
        const text = JSON.stringify(template!.rules).replace(
          /"firstFen":(\d+)/g,
          (_all, fen: string) => `"firstFen":${Number(fen) + 100}`,
        )
        return { nameZh: template!.nameZh, nameEn: template!.nameEn, rules: JSON.parse(text) }
      }
      const place = other(async () => keepFreight(shop, await editor('cold'), cold!, dearer(cold)))
      await keepFreight(place, await editor('ambient'), ambient!, dearer(ambient))
      const fresh = await readTemplates(shop.db)
      const feeOf = (code: string) =>
        freightFor(fresh.find((one) => one.code === code)!.rules, '广东', 1, 0)?.fee ?? null
      const [kept] = await shop.db.all<{ from: string }>(
        sql`SELECT shop -> '$.freightFrom' "from" FROM content_version`,
      )
      expect(JSON.parse(kept!.from)).toMatchObject({ ambientFen: feeOf('ambient'), coldFen: feeOf('cold') })
    })
  })

  test('a sheet whose order a colleague sends at this moment is refused in words, and nothing is sent twice', async () => {
    const calls = await whileOther(async (_, other) => {
      const number = await paidOrder(shop, [['TEA-GC-250', 1]])
      const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF0001', lines: [] }
      const cells = { number, storage: '', carrier: 'sf', trackingNo: `SF${number}` }
      const row = { at: 2, ...cells, storage: null, typed: cells }
      const done = await shipSheet(
        other(() => shipParcel(shop, number, parcel, by)),
        [row],
        by,
      )
      const sent = await shop.db.all<{ no: string }>(sql`
        SELECT tracking_no no FROM shipments WHERE order_id = (SELECT id FROM orders WHERE number = ${number})`)
      expect(sent.map(({ no }) => no)).toEqual([done.ok ? cells.trackingNo : 'SF0001'])
    })
    expect(calls).toBe(2)
  })

  test('no more figures are shown than the page holds, however many people show one at once', async () => {
    const texts = {
      ...{ valueZh: '1', valueEn: '1', labelZh: '项', labelEn: 'item', asOf: '2026-10-01' },
      ...{ sourceZh: '来源', sourceEn: 'source' },
    }
    await shop.db.run(sql`UPDATE impact_facts SET visible = 0`)
    const ids: string[] = []
    for (let n = 0; n <= MOST_SHOWN; n += 1) ids.push(await addFact(shop, by, texts))
    for (const id of ids.slice(2)) await showFact(shop, by, id, true)
    await whileOther(async (_, other) => {
      await showFact(
        other(() => showFact(shop, by, ids[0]!, true)),
        by,
        ids[1]!,
        true,
      )
      expect(await shop.db.all(sql`SELECT id FROM impact_facts WHERE visible = 1`)).toHaveLength(MOST_SHOWN)
      for (const id of ids.slice(0, 2)) await showFact(shop, by, id, false)
    })
  })
})

describe('listings', () => {
  let made = 0
  const fresh = async () => {
    made += 1
    const slug = `honey-${made}`
    const content = newHoney({ slug, variants: [jar(`HNY-${made}`)] })
    const draft = await startDraft(shop, content, by)
    if (!draft.ok) throw new Error(draft.refusal.code)
    return { id: draft.value.id, content }
  }
  const saving = ({ id, content }: Awaited<ReturnType<typeof fresh>>, nameZh: string) => ({
    ...{ id, productId: null, seq: 1, baseVersion: 0 },
    content: { ...content, nameZh },
  })

  test('a draft that is thrown away while it is saved is not said to be saved', async () => {
    await whileOther(async (_, other) => {
      const draft = await fresh()
      const saved = await saveDraft(
        other(() => discardDraft(shop, draft.id, 1, by)),
        saving(draft, '新名'),
        by,
      )
      expect((await readDraft(shop.db, draft.id))?.content.nameZh).toBe(saved.ok ? '新名' : undefined)
    })
  })

  test('a draft that is saved while it is thrown away stays', async () => {
    await whileOther(async (_, other) => {
      const draft = await fresh()
      const gone = await discardDraft(
        other(() => saveDraft(shop, saving(draft, '新名'), by)),
        draft.id,
        1,
        by,
      )
      expect(gone.ok).toBe((await readDraft(shop.db, draft.id)) === null)
      expect((await entriesOf(`product:${draft.id}`)).includes('listing.draft_discarded')).toBe(gone.ok)
    })
  })

  test('a draft that is saved while it is published is looked at first', async () => {
    await whileOther(async (_, other) => {
      const draft = await fresh()
      const done = await publishDraft(
        other(() => saveDraft(shop, saving(draft, '新名'), by)),
        draft.id,
        1,
        by,
      )
      expect(done.ok).toBe((await readDraft(shop.db, draft.id)) === null)
    })
  })
})

describe('gardens', () => {
  const garden = async (code: string, nameZh: string) => ({
    ...(await readGardenRow(shop.db, 'A'))!,
    ...{ code, slug: `garden-${code.toLowerCase()}`, nameZh },
  })
  const CODES = ['X', 'Y', 'Z', 'XX', 'YY', 'ZZ']

  test('of two people who make a garden under one code the first keeps it', async () => {
    await whileOther(async (_, other) => {
      const code = CODES.pop()!
      const first = await garden(code, '甲园')
      const second = { ...first, slug: `second-${code.toLowerCase()}`, nameZh: '乙园' }
      const done = await keepGarden(
        other(() => keepGarden(shop, first, { staffId: by, over: 0 }, true)),
        second,
        { staffId: by, over: 0 },
        true,
      )
      expect((await readGardenRow(shop.db, code))?.nameZh).toBe(done.ok ? '乙园' : '甲园')
      expect(await entriesOf(`garden:${code}`)).toEqual(['garden.made'])
    })
  })

  test('a grid of new plots never lies down over plots a colleague has just made', async () => {
    let at = 0
    await whileOther(async (_, other) => {
      at += 1
      const plot = (u: number) => ({
        ...{ code: `A-9${at}`, garden: 'A', areaCmu: 10, u, v: 900 + at, width: 1, height: 1 },
        ...{ landRef: null, picture: null, pictureAltZh: null, pictureAltEn: null, open: 1, sample: 0 },
        over: 0,
      })
      const as = { staffId: by, how: 'grid' as const }
      let first = false
      const place = other(async () => {
        first = (await keepPlots(shop, 'A', [plot(0)], as)).ok
      })
      const done = await keepPlots(place, 'A', [plot(3)], as)
      const [row] = await shop.db.all<{ u: number }>(sql`SELECT u FROM plots WHERE code = ${`A-9${at}`}`)
      expect([done.ok, row!.u]).toEqual(first ? [false, 0] : [true, 3])
    })
  })
})

describe('a season', () => {
  const OF = { garden: 'A', season: SEASON, period: 'spring' }
  let spring: Shop
  let ids: string[]
  const whileInSpring = (act: (other: (does: () => PromiseLike<unknown>) => Shop) => Promise<void>) =>
    atEveryCall(bindings.DB, (interruptedBy) =>
      act((does) => ({ ...spring, db: database(interruptedBy(does)) })),
    )
  const harvest = () => ({
    ...{ garden: 'A', season: SEASON, grade: 'spring', grams: 500, pluckedOn: '2027-04-08', note: '' },
    clientKey: crypto.randomUUID(),
  })
  async function enter(place: Shop, input = harvest()) {
    const plan = await planHarvest(spring, input)
    return plan.ok ? enterHarvest(place, input, plan.value.seen, by) : plan
  }
  async function dispatch(place: Shop) {
    const plan = await planDispatches(spring, OF.garden, OF.season, OF.period)
    return plan.ok ? makeDispatches(place, OF, plan.value.seen, by) : plan
  }
  const close = (place: Shop) => closeSeason(place, OF.garden, OF.season, by)
  /** As it was before anything was closed, planned or sent. */
  async function reopen() {
    const { db } = spring
    await db.batch([
      db.run(sql`DELETE FROM shortfalls`),
      db.run(sql`DELETE FROM dispatches`),
      db.run(
        sql`UPDATE adoptions SET state = 'adopted', concluded_at = NULL, sent_g = '{}' WHERE garden = 'A'`,
      ),
      db.run(sql`UPDATE garden_seasons SET closed_at = NULL`),
    ])
  }
  const rows = async (from: ReturnType<typeof sql>): Promise<number> =>
    (await spring.db.all<{ n: number }>(sql`SELECT count(*) n FROM ${from}`))[0]!.n

  beforeAll(async () => {
    ids = []
    for (const plot of ['A-01', 'A-17']) ids.push(...(await adopt(shop, [plotOf(plot)])).ids)
    spring = { ...shop, now: Date.parse('2027-04-10T10:00:00+08:00') }
    await enter(spring)
  })

  test('that is closed takes no harvest more, at whatever moment it is entered', async () => {
    await whileInSpring(async (other) => {
      const before = await rows(sql`harvests`)
      let closed = false
      const place = other(async () => {
        closed = (await close(spring)).ok
      })
      const done = await enter(place)
      expect([closed && done.ok, (await rows(sql`harvests`)) - before]).toEqual([false, done.ok ? 1 : 0])
      await reopen()
    })
  })

  test('is never closed over a parcel that is planned at this moment, and none is planned once it is', async () => {
    for (const [act, does] of [
      [close, dispatch],
      [dispatch, close],
    ] as const)
      await whileInSpring(async (other) => {
        let first = false
        const place = other(async () => {
          first = (await does(spring)).ok
        })
        const done = await act(place)
        expect(first && done.ok).toBe(false)
        const closed = await rows(sql`garden_seasons WHERE closed_at IS NOT NULL`)
        expect((await rows(sql`dispatches WHERE shipped_at IS NULL`)) > 0 && closed > 0).toBe(false)
        await reopen()
      })
  })

  test('is closed by what was sent: a parcel sent meanwhile makes nobody short of the tea in it', async () => {
    await whileInSpring(async (other) => {
      await dispatch(spring)
      const parcels = await spring.db.all<{ id: string }>(sql`SELECT id FROM dispatches ORDER BY id`)
      const sent = parcels.map(({ id }, at) => ({ id, carrier: 'sf', trackingNo: `SF${at}` }))
      await spring.db.run(sql`UPDATE dispatches SET street = 'a road'`)
      const place = other(() => shipDispatches(spring, sent, by))
      await close(place)
      const short = await spring.db.all<{ owed: number; sent: number }>(sql`
        SELECT (s.grams ->> 'spring') owed, coalesce(a.sent_g ->> 'spring', 0) sent
        FROM shortfalls s JOIN adoptions a ON a.id = s.adoption_id`)
      const [tier] = await spring.db.all<{ g: number }>(sql`
        SELECT t.value ->> '$.grams.spring' g FROM offers o, json_each(o.content, '$.tiers') t
        WHERE o.garden = 'A' AND o.season = ${SEASON} AND t.value ->> 'areaCmu' = 10`)
      // Both plots, 0.1 and 0.5 mu.
      for (const one of short) expect([tier!.g, tier!.g * 5]).toContain(one.owed + one.sent)
      await reopen()
    })
  })

  test('that two people close is closed once', async () => {
    await whileInSpring(async (other) => {
      const before = (await entriesOf('garden:A')).filter((verb) => verb === 'garden.season_closed').length
      await close(other(() => close(spring)))
      const after = (await entriesOf('garden:A')).filter((verb) => verb === 'garden.season_closed').length
      expect(after - before).toBe(1)
      await reopen()
    })
  })

  test('a parcel that makes up for a short season keeps its address while it waits, however the buyer asks', async () => {
    await close(spring)
    await spring.db.run(sql`UPDATE shortfalls SET choice = NULL`)
    const [order] = await spring.db.all<{ number: string }>(sql`
      SELECT o.number FROM adoptions a JOIN orders o ON o.id = a.order_id WHERE a.id = ${ids[0]!}`)
    const makeUp = () =>
      spring.db.run(sql`INSERT INTO dispatches (id, number, adoption_id, garden, season, period, grams, address_until,
          send_by, recipient_name, street, planned_at)
        VALUES ('dsp_more', '0000000000DS', ${ids[0]!}, 'A', ${SEASON}, 'make_up', '{}', '2027-05-10', '2027-05-10',
          '林', 'a road', 1)`)
    const calls = await whileInSpring(async (other) => {
      await forgetBuyer(other(makeUp), order!.number)
      const [parcel] = await spring.db.all<{ street: string }>(
        sql`SELECT street FROM dispatches WHERE id = 'dsp_more'`,
      )
      if (parcel) expect(parcel.street).toBe('a road')
      await spring.db.run(sql`DELETE FROM dispatches`)
    })
    expect(calls).toBe(2)
  })

  test('a name for a board that two people read is judged once', async () => {
    await whileInSpring(async (other) => {
      await spring.db.run(
        sql`UPDATE adoptions SET board_state = 'waiting', board_name = '山海', concluded_at = NULL WHERE id = ${ids[1]!}`,
      )
      const before = (await entriesOf(`adoption:${ids[1]}`)).length
      const judge = (place: Shop, as: 'approved' | 'refused') =>
        judgeBoardName(place, ids[1]!, '山海', as, by)
      await judge(
        other(() => judge(spring, 'refused')),
        'approved',
      )
      expect((await entriesOf(`adoption:${ids[1]}`)).length - before).toBe(1)
    })
  })

  test('a wish for a visit that two people answer is answered once', async () => {
    await whileInSpring(async (other) => {
      const id = `vis_${crypto.randomUUID()}`
      await spring.db.run(sql`INSERT INTO garden_visits (id, adoption_id, garden, wished_on, guests, note, state, answer, at)
        VALUES (${id}, ${ids[1]!}, 'A', '2027-05-01', 1, '', 'requested', '', 1)`)
      const answer = (place: Shop, as: 'confirmed' | 'declined') => answerVisit(place, id, as, as, by)
      await answer(
        other(() => answer(spring, 'declined')),
        'confirmed',
      )
      expect(await entriesOf(`visit:${id}`)).toHaveLength(1)
    })
  })

  test('nobody asks to visit a plot that was given back at this moment', async () => {
    const id = ids[1]!
    let given = 0
    await whileInSpring(async (other) => {
      // Given back is for ever: the trigger that says so stands aside for the next round.
      await spring.db.run(sql`DELETE FROM garden_visits`)
      await spring.db.run(sql`DROP TRIGGER IF EXISTS adoption_stays_released`)
      await spring.db.run(
        sql`UPDATE adoptions SET state = 'adopted', released_at = NULL, released_why = NULL, concluded_at = NULL
          WHERE id = ${id}`,
      )
      const place = other(() =>
        spring.db.run(
          sql`UPDATE adoptions SET state = 'released', released_at = 1, released_why = 'refunded' WHERE id = ${id}`,
        ),
      )
      const asked = await requestVisit(place, id, { wishedOn: '2027-05-02', guests: 1, note: '' })
      if (asked.ok) given += 1
      expect(
        await rows(sql`garden_visits v JOIN adoptions a ON a.id = v.adoption_id
          WHERE a.released_at IS NOT NULL AND v.answered_at IS NULL`),
      ).toBe(0)
    })
    expect(given).toBe(1)
  })
})
