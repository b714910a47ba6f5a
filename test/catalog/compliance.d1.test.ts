import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { POLICIES } from '../../src/http/policies.ts'
import { civilDate, DAY_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

const read = async (role = 'owner', after?: number) => {
  const answer = await (await signedIn(role)).get(adminPaths.compliance({ after }))
  return { status: answer.status, html: await answer.text() }
}
const rowOf = (html: string, slugOrName: string) =>
  html.split('<li>').find((row) => row.includes(slugOrName)) ?? ''

/** Both the row of a product and the content of its last publication, which the check reads. */
async function write(slug: string, key: 'storyZh', text: string) {
  await shop.db.run(sql`UPDATE product_versions SET content = json_set(content, ${`$.${key}`}, ${text})
    WHERE product_id = (SELECT id FROM products WHERE slug = ${slug})`)
  await shop.db.run(sql`UPDATE products SET story_zh = ${text} WHERE slug = ${slug}`)
}

test('every sample product on sale stands there with what its label lacks and a link to its editor', async () => {
  const { html } = await read()
  const [{ id, n }] = (await shop.db.all(
    sql`SELECT min(id) id, count(*) n FROM products WHERE sample = 1 AND listed = 1`,
  )) as [{ id: string; n: number }]
  expect(html.match(/示例在售/g)).toHaveLength(n)
  expect(html).toContain(`href="${adminPaths.listing(id)}"`)
  expect(rowOf(html, '夜郎蜂蜜·百花蜜')).toContain('生产许可证号')
})

test('a barred claim that got into a product is found, with a sentence that says what to do', async () => {
  expect(rowOf((await read()).html, '夜郎蜂蜜·百花蜜')).not.toContain('抗癌')
  await write('yelang-honey', 'storyZh', '据说能抗癌。')
  const row = rowOf((await read()).html, '夜郎蜂蜜·百花蜜')
  expect(row).toContain('抗癌')
  expect(row).toContain('请删去')
})

test('the mark of origin in a text is found until its producer has the right and the number', async () => {
  await write('duobei-hong', 'storyZh', '朵贝茶是地理标志产品。')
  expect(rowOf((await read()).html, '朵贝红·红茶')).toContain('没有登记授权和证书编号')
  await shop.db.run(sql`UPDATE producers SET gi_authorised = 1 WHERE id = 'prc_tea'`)
  expect((await read()).html).toContain('有地理标志授权，没有证书编号')
  await shop.db.run(sql`UPDATE producers SET gi_certificate = 'GI-1' WHERE id = 'prc_tea'`)
  const { html } = await read()
  expect(rowOf(html, '朵贝红·红茶')).not.toContain('没有登记授权和证书编号')
  expect(html).not.toContain('有地理标志授权，没有证书编号')
})

test('papers that end within 60 days or have ended are named with their day', async () => {
  const keep = (id: string, day: string) =>
    shop.db.run(
      sql`UPDATE producers SET permits = ${JSON.stringify([
        { kind: 'production', number: 'SC1', validUntil: day },
      ])} WHERE id = ${id}`,
    )
  const day = (days: number) => civilDate(shop.now + days * DAY_MS)
  await keep('prc_tea', day(60))
  await keep('prc_chive', day(-1))
  await keep('prc_cili', day(61))
  const { html } = await read()
  expect(html).toContain(`有证照 ${day(60)} 到期`)
  expect(html).toContain(`有证照已于 ${day(-1)} 到期`)
  expect(html).not.toContain(day(61))
})

test('what the shop lacks is named: with the way there for those who may set it, without for others', async () => {
  const owner = await read('owner')
  expect(owner.html).toContain('ICP备案号')
  expect(owner.html).toContain(`<a href="${adminPaths.shopSettings}">ICP备案号`)
  const viewer = await read('viewer')
  expect(viewer.html).toContain('ICP备案号')
  expect(viewer.html).not.toContain(`href="${adminPaths.shopSettings}"`)
  expect(POLICIES['GET /admin/compliance']).toBe('staff:listings.read')
})

test('products are looked through page by page, each once', async () => {
  const [{ last }] = (await shop.db.all(sql`SELECT max(search_rank) last FROM products`)) as [
    { last: number },
  ]
  expect((await read('owner', last)).html).toContain('还没有商品')
  const [{ first }] = (await shop.db.all(sql`SELECT min(search_rank) first FROM products`)) as [
    { first: number },
  ]
  const { html } = await read('owner', first)
  const [{ n }] = (await shop.db.all(sql`SELECT count(*) n FROM products`)) as [{ n: number }]
  expect(html).toContain(`这一页查了 ${n - 1} 个商品`)
})

test('goods on real sale count their producer’s missing licence, a sample until real goods sell under its name', async () => {
  const none = await read()
  expect(none.html).not.toContain('还没有登记营业执照')
  await shop.db.run(sql`UPDATE products SET sample = 0, label_facts = json_set(label_facts, '$.licenceNo', 'SC11452042200001')
    WHERE slug = 'yelang-honey'`)
  await shop.db.run(sql`UPDATE product_versions SET content = json_set(content, '$.sample', json('false'))
    WHERE product_id = (SELECT id FROM products WHERE slug = 'yelang-honey')`)
  const lacking = await read()
  expect(lacking.html).toContain('1 个正在真实销售）')
  expect(lacking.html).toContain('还没有登记营业执照、食品生产许可证')
  expect(lacking.html).toContain('有 1 个商品在真实销售，生产者缺证照')
  expect(rowOf(lacking.html, '夜郎蜂蜜·百花蜜')).toContain('生产者缺：营业执照、食品生产许可证')
  const hold = (...kinds: string[]) => {
    const permits = JSON.stringify(kinds.map((kind) => ({ kind, number: '1', validUntil: null })))
    return shop.db.run(sql`UPDATE producers SET permits = ${permits} WHERE id = 'prc_yelang'`)
  }
  // Some other certificate is no licence.
  await hold('organic', 'production')
  expect(rowOf((await read()).html, '夜郎蜂蜜·百花蜜')).toContain('生产者缺：营业执照<')
  await hold('business', 'production')
  const whole = await read()
  expect(rowOf(whole.html, '夜郎蜂蜜·百花蜜')).not.toContain('生产者缺')
  expect(whole.html).not.toContain('还没有登记')
})
