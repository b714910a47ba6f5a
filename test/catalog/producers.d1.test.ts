import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser, hidden } from '../support/browser.ts'
import { ascii, exifOf, holds, jpegOf, pngOf, WHERE } from '../support/pictures.ts'
import { bindings, openShop } from '../support/shop.ts'
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
  expect([answer.status, answer.headers.get('Location')]).toEqual([
    303,
    `${adminPaths.producers}?did=producer_kept`,
  ])
  const zh = await page()
  expect(zh).toContain('贡达茶&lt;b&gt;')
  expect(zh).toContain('SC11452042200001，有效期至 2027-06-30')
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
  expect(html).toContain('名称：茶企丙一')
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

const PDF = () => ascii('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')

test('a producer is added by staff, once however often the form is sent, and may be chosen in the editor', async () => {
  const manager = await signedIn('manager')
  const id = hidden(await (await manager.get(adminPaths.newProducer)).text(), 'id')
  const form = { id, nameZh: '普定山货合作社', 'permit.0.kind': 'business', 'permit.0.number': '91520422MA' }
  const empty = await manager.post(adminPaths.newProducer, { id, nameZh: '' })
  expect([empty.status, (await empty.text()).includes('请填写名称')]).toEqual([422, true])
  for (const _ of ['once', 'again']) {
    const added = await manager.post(adminPaths.newProducer, form)
    expect(added.status).toBe(303)
    const html = await (await manager.get(added.headers.get('Location')!)).text()
    expect(html).toContain('生产者已加上')
    expect(html).toContain('value="91520422MA"')
  }
  const rows = await shop.db.all(sql`SELECT 1 FROM producers WHERE name_zh = '普定山货合作社'`)
  expect(rows).toHaveLength(1)
  expect(await page()).toContain('普定山货合作社')
  // Nobody wrote English: its page falls back.
  expect(await page('/en/producers')).toContain('普定山货合作社')
  const listing = await shop.db.all<{ id: string }>(sql`SELECT id FROM products LIMIT 1`)
  expect(await (await manager.get(adminPaths.listing(listing[0]!.id))).text()).toContain(`value="${id}"`)
  expect((await (await signedIn('viewer')).get(adminPaths.newProducer)).status).toBe(403)
})

type Visitor = Awaited<ReturnType<typeof signedIn>>
function send(
  visitor: Visitor,
  content: Uint8Array<ArrayBuffer>,
  name: string,
  more: Record<string, string> = {},
) {
  const form = new FormData()
  for (const [field, value] of Object.entries({ kind: 'business', ...more })) form.append(field, value)
  form.append('scan', new File([content], name))
  return visitor.send(adminPaths.producerScans('prc_tea'), { method: 'POST', body: form })
}
const scansOf = () =>
  shop.db.all<{ id: string; name: string }>(sql`SELECT id, name FROM producer_scans ORDER BY id`)

test('a scan of a licence is kept for those who keep producers, handed out as a file, and no public address leads to it', async () => {
  const manager = await signedIn('manager')
  const key = crypto.randomUUID()
  for (const _ of ['once', 'again']) {
    const kept = await send(manager, PDF(), '营业执照;2026.pdf', { clientKey: key })
    expect(kept.headers.get('Location')).toBe(`${adminPaths.producer('prc_tea')}?did=scan_kept#scans`)
  }
  const [scan, ...others] = await scansOf()
  expect(others).toEqual([])
  const address = adminPaths.producerScan('prc_tea', scan!.id)
  const opened = await manager.get(address)
  expect(opened.status).toBe(200)
  expect(
    Object.fromEntries(
      ['content-type', 'x-content-type-options', 'content-disposition', 'cache-control'].map((name) => [
        name,
        opened.headers.get(name),
      ]),
    ),
  ).toEqual({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('营业执照_2026.pdf')}`,
    'cache-control': 'private, no-store',
  })
  expect(new Uint8Array(await opened.arrayBuffer())).toEqual(PDF())
  for (const role of ['viewer', 'finance', 'fulfilment', 'keeper'])
    expect((await (await signedIn(role)).get(address)).status).toBe(403)
  const viewer = await (await (await signedIn('viewer')).get(adminPaths.producer('prc_tea'))).text()
  expect(viewer).toContain('营业执照')
  expect(viewer).not.toContain(address)
  const stranger = browser()
  expect((await stranger.get(address)).status).toBe(303)
  for (const guess of [`/media/${scan!.id}`, `/media/scans/${scan!.id}`, `/media/scans%2F${scan!.id}`])
    expect((await stranger.get(guess)).status).toBe(404)
  // Another producer's address does not open it.
  expect((await manager.get(adminPaths.producerScan('prc_chive', scan!.id))).status).toBe(404)

  const removed = await manager.post(adminPaths.producerScanRemoval('prc_tea', scan!.id), {})
  expect(await (await manager.get(removed.headers.get('Location')!)).text()).toContain('扫描件已删去')
  expect((await manager.get(address)).status).toBe(404)
  expect((await bindings.MEDIA.list({ prefix: 'scans/' })).objects).toEqual([])
})

test('a photo of a licence is cleaned; what is no PDF, JPEG or PNG is refused with a sentence at its field', async () => {
  const manager = await signedIn('manager')
  expect((await send(manager, jpegOf(90, 60, [exifOf(1)]), '证照.html')).status).toBe(303)
  const [scan] = await scansOf()
  expect(scan!.name).toBe('证照.jpg')
  const opened = await manager.get(adminPaths.producerScan('prc_tea', scan!.id))
  expect(holds(new Uint8Array(await opened.arrayBuffer()), WHERE)).toBe(false)
  const wrong: [Uint8Array<ArrayBuffer>, string][] = [
    [ascii('<!doctype html><script>1</script>'), '只收 PDF'],
    [ascii('%PDF-1.7 cut short'), '不完整'],
    [pngOf(90, 60).slice(0, 60), '不完整'],
    [new Uint8Array(), '还没有选扫描件'],
    [new Uint8Array(10 * 1024 * 1024 + 1), '超过 10 MB'],
  ]
  for (const [content, sentence] of wrong) {
    const answer = await send(manager, content, 'licence.pdf')
    const html = await answer.text()
    expect([sentence, answer.status]).toEqual([sentence, 422])
    expect(html.split('id="scan-error"')[1]).toContain(sentence)
  }
  expect(await scansOf()).toHaveLength(1)
})
