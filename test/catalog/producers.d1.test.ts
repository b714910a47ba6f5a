import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

const page = async (path = '/producers') => (await browser().get(path)).text()
const kept = async (id: string) =>
  (
    await shop.db.all<{ nameZh: string; edits: number }>(
      sql`SELECT name_zh nameZh, edits FROM producers WHERE id = ${id}`,
    )
  )[0]!

test('the thirteen firms of the tea park stand for staff as 待填, and no shopper sees them', async () => {
  const manager = await signedIn('manager')
  const desk = await (await manager.get(adminPaths.producers)).text()
  expect(desk.match(/待填（茶企/g)).toHaveLength(13)
  const shown = await page()
  expect(shown).not.toContain('待填（茶企')
  expect(shown).not.toContain('prc_park')
  expect(shown.match(/class="producer"/g)).toHaveLength(7)
})

test('a producer kept by staff is shown in both languages with its good papers, and the copy of the page ends', async () => {
  const manager = await signedIn('manager')
  const answer = await manager.post(adminPaths.producer('prc_park_01'), {
    edits: '0',
    nameZh: '贡达茶<b>',
    nameEn: 'Gongda Tea',
    addressZh: '穿洞街道',
    'permit.0.kind': 'production',
    'permit.0.number': 'SC11452042200001',
    'permit.0.until': '2027-06-30',
    'permit.1.kind': 'organic',
    'permit.1.number': 'OLD-1',
    'permit.1.until': '2026-11-22',
    giAuthorised: 'yes',
    giCertificate: 'GI-2013-7',
  })
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${adminPaths.producers}?saved=1`])
  const zh = await page()
  expect(zh).toContain('贡达茶&lt;b&gt;')
  expect(zh).toContain('SC11452042200001 · 有效期至 2027-06-30')
  expect(zh).toContain('证书编号 GI-2013-7')
  expect(zh).not.toContain('OLD-1')
  const en = await page('/en/producers')
  expect(en).toContain('Gongda Tea')
  expect(en).toContain('valid until 2027-06-30')
  const desk = await (await manager.get(adminPaths.producers)).text()
  expect(desk).toContain('已过期')
  const audit = await (await (await signedIn('owner')).get('/admin/audit?object=producer:prc_park_01')).text()
  expect(audit).toContain('保存生产者')
})

test('the mark of origin goes with the right to it, whatever number stands there', async () => {
  const manager = await signedIn('manager')
  const { edits } = await kept('prc_tea')
  await manager.post(adminPaths.producer('prc_tea'), {
    edits: String(edits),
    nameZh: '茶企甲',
    giCertificate: 'GI-NOBODY',
    sample: 'yes',
  })
  expect(await page()).toContain('茶企甲')
  expect(await page()).not.toContain('GI-NOBODY')
})

test('bad input is refused field by field, keeps what was typed and writes nothing', async () => {
  const manager = await signedIn('manager')
  const before = await kept('prc_park_02')
  const answer = await manager.post(adminPaths.producer('prc_park_02'), {
    edits: '0',
    nameZh: '茶企乙',
    giAuthorised: 'yes',
    'permit.0.number': 'SC1',
    'permit.0.until': '2027-02-30',
  })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('请填写证书编号')
  expect(html).toContain('第 1 张证照的到期日不对')
  expect(html).toContain('value="茶企乙"')
  expect(await kept('prc_park_02')).toEqual(before)
})

test('of two people on one producer the second sees what stands now and keeps what was typed', async () => {
  const [one, two] = [await signedIn('manager'), await signedIn('owner')]
  await one.post(adminPaths.producer('prc_park_03'), { edits: '0', nameZh: '茶企丙一' })
  const late = await two.post(adminPaths.producer('prc_park_03'), { edits: '0', nameZh: '茶企丙二' })
  const html = await late.text()
  expect(late.status).toBe(409)
  expect(html).toContain('名称:茶企丙一')
  expect(html).toContain('value="茶企丙二"')
  expect((await kept('prc_park_03')).nameZh).toBe('茶企丙一')
  const edits = /name="edits" value="(\d+)"/.exec(html)![1]!
  await two.post(adminPaths.producer('prc_park_03'), { edits, nameZh: '茶企丙二' })
  expect((await kept('prc_park_03')).nameZh).toBe('茶企丙二')
})

test('a product of a producer without a name is never offered to the editor', async () => {
  const html = await (await (await signedIn('manager')).get(adminPaths.newListing)).text()
  expect(html).not.toContain('prc_park_09')
})
