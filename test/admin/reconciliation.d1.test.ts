import { beforeAll, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { begun, billedProvider, differences, settled } from '../support/bills.ts'
import { wechatBill } from '../support/providers/bills.ts'
import { NOW, openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const DAY = '2026-11-23'
const NEXT = { SHOP_NOW: '2026-11-24T10:00:00+08:00' }
let shop: Shop
let order: Awaited<ReturnType<typeof begun>>
beforeAll(async () => {
  shop = { ...(await openShop()), gateways: billedProvider().gateways }
  await fillStaff(shop)
  order = await begun(shop)
  await settled(shop, order)
})

const bill = (fen: number) =>
  wechatBill(
    DAY,
    { appId: 'wx8', merchantId: '19' },
    new Map([[order.trade, { fen, paidAt: NOW }]]),
    new Map(),
  )!
const place = adminPaths.reconciliationBill('wechatpay', DAY)

test('a bill that cannot be had is sent in, once, and what differs is ended with a reason', async () => {
  const finance = await signedIn('finance', NEXT)
  const send = async (text: string) => {
    const form = new FormData()
    form.set('bill', new File([text], 'bill.csv'))
    const answer = await finance.send(place, { method: 'POST', body: form })
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('Location') }
  }
  expect(await (await finance.get(adminPaths.reconciliation())).text()).toContain('未取到')
  expect(await send('nonsense')).toMatchObject({
    status: 422,
    text: expect.stringContaining('没有读懂这个文件'),
  })
  expect(await send('')).toMatchObject({ status: 422, text: expect.stringContaining('请选择账单文件') })
  const { status, to } = await send(bill(order.fen - 1))
  expect([status, to]).toEqual([303, `${adminPaths.reconciliationDay('wechatpay', DAY)}?did=bill_differs`])
  expect(await (await finance.get(to!)).text()).toContain('有 1 处差异要处理')
  expect((await send(bill(order.fen))).status).toBe(409)
  expect(await (await finance.get(adminPaths.home)).text()).toContain('对账有 1 处差异没有处理')
  const [{ id } = { id: '' }] = await differences(shop)
  const end = (resolution: string) => finance.post(adminPaths.differenceResolution(id), { resolution })
  expect((await end(' ')).status).toBe(422)
  expect((await end('已在商户平台核实')).status).toBe(303)
  expect((await end('又一次')).status).toBe(409)
  const day = await (await finance.get(adminPaths.reconciliationDay('wechatpay', DAY))).text()
  expect([day.includes('已在商户平台核实'), day.includes('一致，差异都已处理')]).toEqual([true, true])
})

test('a day that is not over, no day, no provider and no difference are told apart from a page', async () => {
  const finance = await signedIn('finance', NEXT)
  const status = async (path: string) => (await finance.get(path)).status
  expect(await status(adminPaths.reconciliationDay('wechatpay', '2026-11-24'))).toBe(200)
  expect(await status(adminPaths.reconciliationDay('wechatpay', '2026-11-31'))).toBe(404)
  expect(await status(adminPaths.reconciliationDay('cash', DAY))).toBe(404)
  const fetch = (day: string) => finance.post(adminPaths.reconciliationFetch('wechatpay', day), {})
  expect((await fetch('2026-11-24')).status).toBe(409)
  // Nobody set WeChat Pay up in this shop.
  expect(await (await fetch('2026-11-20')).text()).toContain('支付渠道没有设置')
  expect((await finance.post(adminPaths.differenceRemedy('dif_none'), {})).status).toBe(404)
})
