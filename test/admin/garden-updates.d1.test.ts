import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { UpdatePicture } from '../../src/adoption/updating.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { hidden } from '../support/browser.ts'
import { pngOf } from '../support/pictures.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const FORM = adminPaths.gardenUpdates('A', { season: 2027 })

let shop: Shop
let keeper: Awaited<ReturnType<typeof signedIn>>
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
  await adopt(shop, [plotOf('A-01')])
  keeper = await signedIn('manager', { IMAGES: undefined })
})
beforeEach(async () => {
  await shop.db.run(sql`DELETE FROM garden_updates WHERE season = 2027`)
  await shop.db.run(sql`DELETE FROM media`)
})

type Parts = Record<string, string | Uint8Array<ArrayBuffer>>
function formOf(parts: Parts): FormData {
  const form = new FormData()
  const base = { phase: 'winter', happenedOn: '2026-11-22', textZh: '清沟、施肥,茶树准备过冬。' }
  for (const [name, part] of Object.entries({ ...base, ...parts }))
    form.append(name, typeof part === 'string' ? part : new File([part], 'photo.png', { type: 'image/png' }))
  return form
}
const send = (parts: Parts) => keeper.send(FORM, { method: 'POST', body: formOf(parts) })

const written = async () => {
  const rows = await shop.db.all<{ textZh: string; pictures: string }>(
    sql`SELECT text_zh textZh, pictures FROM garden_updates WHERE season = 2027`,
  )
  return rows.map((row) => ({ ...row, pictures: JSON.parse(row.pictures) as UpdatePicture[] }))
}

describe('an update of a garden sent by a plain form', () => {
  test('carries its pictures, each served at an address of its own with its words', async () => {
    const answer = await send({
      photo1: pngOf(40, 30),
      photo1AltZh: '清过的排水沟',
      photo2: pngOf(30, 40),
      photo2AltZh: '施了肥的茶行',
      photo2AltEn: 'Fed tea rows',
    })
    expect(answer.status).toBe(303)
    const [update] = await written()
    expect(update!.pictures.map(({ zh, en }) => [zh, en])).toEqual([
      ['清过的排水沟', ''],
      ['施了肥的茶行', 'Fed tea rows'],
    ])
    for (const { src } of update!.pictures) expect((await keeper.get(src)).status).toBe(200)
  })

  test('sent twice from a weak network stands once, with its pictures once', async () => {
    const parts = {
      clientKey: 'phone-writes-it-once',
      photo1: pngOf(20, 20),
      photo1Key: 'photo-sent-twice-1',
      photo1AltZh: '茶芽',
    }
    expect((await send(parts)).status).toBe(303)
    expect((await send(parts)).status).toBe(303)
    expect(await written()).toHaveLength(1)
    expect(await shop.db.all(sql`SELECT id FROM media`)).toHaveLength(1)
  })

  test('keeps a picture that arrived while the words are still fixed', async () => {
    const first = await send({ textZh: '', photo1: pngOf(24, 24), photo1AltZh: '雾里的茶园' })
    const html = await first.text()
    expect(first.status).toBe(422)
    expect(html).toContain('请填写茶园近况')
    expect(await written()).toEqual([])
    const again = await send({ photo1Id: hidden(html, 'photo1Id'), photo1AltZh: '雾里的茶园' })
    expect(again.status).toBe(303)
    expect((await written())[0]!.pictures).toMatchObject([{ zh: '雾里的茶园' }])
  })

  test('with a picture nobody described, or one that is none, writes nothing and keeps the words', async () => {
    const forms: Parts[] = [
      { photo1: pngOf(24, 24) },
      { photo1: new Uint8Array([1, 2, 3]), photo1AltZh: '不是照片' },
    ]
    for (const wrong of forms) {
      const answer = await send(wrong)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('清沟、施肥,茶树准备过冬。')
      expect(await written()).toEqual([])
    }
  })

  test('takes no picture by an id that is none of the shop’s', async () => {
    expect((await send({ photo1Id: 'med_none', photo1AltZh: '没有' })).status).toBe(303)
    expect((await written())[0]!.pictures).toEqual([])
  })

  test('above the limit of a form is refused with what to do', async () => {
    const answer = await keeper.send(FORM, {
      method: 'POST',
      headers: { 'Content-Length': String(40 * 1024 * 1024) },
      body: formOf({}),
    })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('照片加起来太大')
  })
})
