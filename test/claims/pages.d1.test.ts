import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { sweepPhotos } from '../../src/claims/sweeping-photos.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { DAY_MS, HOUR_MS } from '../../src/kernel/time.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import { readOrder } from '../../src/orders/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { browser, hidden } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { exifOf, holds, jpegOf, WHERE } from '../support/pictures.ts'
import { bindings, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
let number: string
let buyer: ReturnType<typeof browser>
let form: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  number = await paidOrder(shop, [['CHV-BQ-0500', 2]])
  const parcel = { storage: 'cold', carrier: 'sf', trackingNo: 'SF10000001', lines: [] }
  expect((await shipParcel(shop, number, parcel, await idOf(shop, 'owner'))).ok).toBe(true)
  const { id } = (await readOrder(shop, number))!
  buyer = browser()
  await buyer.get(`/orders/${number}?key=${await accessToken(shop.settings, id)}`)
  form = `/orders/${number}/lines/1/claim`
})

const photo = (orientation = 1) => new File([jpegOf(64, 48, [exifOf(orientation)])], 'a.jpg')
const asked = (more: Record<string, string> = {}, photos: File[] = [photo()]) => {
  const body = new FormData()
  const fields = { reason: 'spoiled', kind: 'refund_only', quantity: '1', words: '有一把烂了', ...more }
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const file of photos) body.append('photos', file)
  return body
}
const send = (body: FormData, by = buyer) => by.send(form, { method: 'POST', body })

describe('asking for a claim', () => {
  test('leads from the order over the line to a page that says whose turn it is, until when, and what happens then', async () => {
    expect(await (await buyer.get(`/orders/${number}`)).text()).toContain(`/orders/${number}/claims`)
    expect(await (await buyer.get(`/orders/${number}/claims`)).text()).toContain(form)
    expect(await (await buyer.get(form)).text()).toContain('变质')
    const answer = await send(asked())
    expect(answer.status).toBe(303)
    const page = await (await buyer.get(answer.headers.get('Location')!)).text()
    for (const words of ['等我们答复', '2026年11月25日 10:00', '就按您的申请办理', '有一把烂了', '需要人工'])
      expect(page).toContain(words)
    expect(await (await buyer.get(`/orders/${number}`)).text()).toContain('1个售后处理中')
    expect(await (await buyer.get(`/en/orders/${number}/claims`)).text()).toContain('Waiting for our answer')
  })

  test('says at its fields what is missing, and keeps what was typed and the photos that were sent', async () => {
    const key = hidden(await (await buyer.get(form)).text(), 'clientKey')
    const wrong = await send(asked({ clientKey: key, quantity: '3' }))
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    for (const words of ['件数超过了可以申请的件数', '有一把烂了', '已存好1张照片'])
      expect(again).toContain(words)
    // The photos are there already: none is chosen again.
    expect((await send(asked({ clientKey: key }, []))).status).toBe(303)
    const none = await send(asked({}, []))
    expect(await none.text()).toContain('请附上至少1张照片')
    const broken = await send(asked({}, [new File(['<svg onload=alert(1)>'], 'a.jpg')]))
    expect([broken.status, await broken.text()]).toEqual([422, expect.stringContaining('打不开或不是照片')])
    const many = await send(
      asked(
        {},
        Array.from({ length: 7 }, () => photo()),
      ),
    )
    expect(await many.text()).toContain('照片最多6张')
  })

  test('asks once when the form is sent twice, and of a line that has nothing left says so', async () => {
    const key = hidden(await (await buyer.get(form)).text(), 'clientKey')
    const [first, second] = [
      await send(asked({ clientKey: key, quantity: '2' })),
      await send(asked({ clientKey: key, quantity: '2' })),
    ]
    expect(second.status === 303 ? second.headers.get('Location') : second.status).toBe(
      second.status === 303 ? first.headers.get('Location') : 409,
    )
    expect((await buyer.get(form)).status).toBe(404)
    const list = await (await buyer.get(`/orders/${number}/claims`)).text()
    expect(list.match(/class="tag">等我们答复/g)).toHaveLength(1)
  })
})

describe('photos of a claim', () => {
  test('are cleaned, and are there for the two sides alone', async () => {
    const place = (await send(asked())).headers.get('Location')!
    const shown = await buyer.get(`${place}/photos/1`)
    expect(shown.headers.get('Cache-Control')).toBe('private, no-store')
    expect(holds(new Uint8Array(await shown.arrayBuffer()), WHERE)).toBe(false)
    expect((await buyer.get(`${place}/photos/2`)).status).toBe(404)
    const stranger = browser()
    for (const path of [form, `/orders/${number}/claims`, place, `${place}/photos/1`])
      expect((await stranger.get(path)).status).toBe(404)
    const other = await paidOrder(shop, [['CHV-BQ-0500', 1]])
    const { id } = (await readOrder(shop, other))!
    await stranger.get(`/orders/${other}?key=${await accessToken(shop.settings, id)}`)
    const foreign = place.replace(number, other)
    for (const path of [foreign, `${foreign}/photos/1`]) expect((await stranger.get(path)).status).toBe(404)
  })
})

describe('photos in the bucket', () => {
  const keys = async () => (await bindings.MEDIA.list({ prefix: 'claims/' })).objects.map(({ key }) => key)
  const sweep = (days: number, startAfter?: string) =>
    sweepPhotos(
      { db: shop.db, bucket: bindings.MEDIA, now: Date.now() + days * DAY_MS },
      { rows: 100, ms: 20_000 },
      startAfter,
    )
  const FIRST = 'a-form-that-is-never-sent'
  const SENT = 'b-form-that-is-sent-00'

  test('go at night when their form was never sent, wherever it begins, and stay with their claim until the buyer is forgotten', async () => {
    await send(asked({ clientKey: FIRST, quantity: '9' }))
    expect((await send(asked({ clientKey: SENT }))).status).toBe(303)
    // What is put under a claim's key afterwards belongs to no claim.
    await send(asked({ clientKey: SENT }))
    const all = [`claims/${FIRST}/1`, `claims/${SENT}/1`, `claims/${SENT}/2`]
    expect(await keys()).toEqual(all)
    await sweep(0)
    expect(await keys()).toEqual(all)
    await sweep(2, 'claims/c')
    expect(await keys()).toEqual([`claims/${SENT}/1`])
    await shop.db.run(sql`UPDATE orders SET forgotten_at = ${shop.now} WHERE number = ${number}`)
    await sweep(2)
    expect(await keys()).toEqual([])
  })

  test('are not sent without end under one order', async () => {
    await shop.db.run(sql`INSERT INTO rate_limits (bucket, window_start, hits)
      SELECT 'claim-photos:' || id, ${shop.now - (shop.now % HOUR_MS)}, 20 FROM orders`)
    const answer = await send(asked({ clientKey: FIRST }))
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('过一小时再试')])
    expect(await keys()).toEqual([])
  })
})
