import { beforeEach, expect, test } from 'vitest'
import { COLUMNS } from '../../src/catalog/sheets/columns.ts'
import { readSheet } from '../../src/kernel/spreadsheet.ts'
import { adminPaths } from '../../src/urls.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let manager: Awaited<ReturnType<typeof signedIn>>
beforeEach(async () => {
  await fillStaff(await openShop())
  manager = await signedIn('manager')
})

/** Sends a file as the page's script does, which asks for JSON. */
function send(content: string | Uint8Array<ArrayBuffer>) {
  const body = new FormData()
  body.set('sheet', new File([content], 'a.csv'))
  const headers = { Accept: 'application/json' }
  return manager.send(adminPaths.listingSheet, { method: 'POST', body, headers })
}

test.each([
  ['csv', adminPaths.listingTemplateCsv],
  ['xlsx', adminPaths.listingTemplateXlsx],
])('the template as %s has a note for each column, and sent back empty it says so', async (form, path) => {
  const file = new Uint8Array(await (await manager.get(path)).arrayBuffer()) as Uint8Array<ArrayBuffer>
  const read = readSheet(file)
  const [titles = [], notes = []] = 'rows' in read ? read.rows : []
  expect(titles).toHaveLength(COLUMNS.length)
  expect(new Set(titles).size).toBe(titles.length)
  expect(notes.filter((note) => note.trim())).toHaveLength(titles.length)
  const answer = await manager.upload(adminPaths.listingSheet, 'sheet', file, `template.${form}`)
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('表里没有商品')])
})

test.each([
  ['', '请选择一个'],
  ['名称,价格\n蜂蜜,68', '没有找到表头'],
  ['\0\0\0', '没有读懂'],
  [`SKU\n${'A\n'.repeat(5003)}`, '一次最多5000行'],
  ['x'.repeat(8_000_001), '最多 8 MB'],
])('a script is told in one sentence why %# is refused', async (content, told) => {
  const answer = await send(content)
  expect([answer.status, await answer.json()]).toEqual([422, { message: expect.stringContaining(told) }])
})

test('a script is told where the look at its sheet is; a file above the limit is refused before it is read', async () => {
  const answer = await send('SKU,价格（元）\nTEA-GC-100,66')
  const { next } = (await answer.json()) as { next: string }
  expect(answer.status).toBe(201)
  expect(await (await manager.get(next)).text()).toContain('确认导入 1 款商品的改动')
  expect((await send('x'.repeat(8_500_000))).status).toBe(413)
})
