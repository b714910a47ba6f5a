import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { bareYuan } from '../../kernel/money.ts'
import { civilDate } from '../../kernel/time.ts'
import { openTransfer, openTransfers } from '../../payments/transfer/queries.ts'
import { AGE_NAMES, AGES, receivablesOf } from '../../payments/transfer/receivables.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { csvHeaders, csvOf } from '../csv.ts'
import { renderAdmin } from '../layout.tsx'
import { ReceivablesPage } from './receivables-page.tsx'

export const receivableRoutes = new Hono<AppEnv>()

const read = async (c: Ctx) =>
  receivablesOf((await openTransfers(c.var.visit.db)).map(openTransfer), c.var.visit.now)

receivableRoutes.get(adminUrls.receivables.path, async (c) => {
  const body = ReceivablesPage({ receivables: await read(c), now: c.var.visit.now })
  return renderAdmin(c, { title: '应收', current: adminPaths.transfers() }, body)
})

const HEAD = ['单位', '订单号', '应付（元）', '已到账（元）', '还差（元）', '天数', '账龄', '付款截止']

receivableRoutes.get(adminUrls.receivablesCsv.path, async (c) => {
  const { rows } = await read(c)
  const lines = rows.flatMap(({ payer, orders }) =>
    orders.map((one) => [
      ...[payer, formatOrderNumber(one.number), bareYuan(one.totalFen), bareYuan(one.arrivedFen)],
      ...[
        bareYuan(one.remainingFen),
        String(one.days),
        AGE_NAMES[AGES.findIndex((most) => one.days <= most)]!,
      ],
      civilDate(one.payBefore),
    ]),
  )
  const name = `receivables-${civilDate(c.var.visit.now)}`
  return c.body(csvOf(HEAD, lines), 200, csvHeaders(name))
})
