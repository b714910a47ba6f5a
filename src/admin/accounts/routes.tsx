import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textsOf } from '../../http/form.ts'
import { parseYuan } from '../../kernel/money.ts'
import { parseMobile } from '../../kernel/phone.ts'
import { askNewPhone, listChanges, noteLostPhone, stopLostPhone } from '../../orders/lost-phone.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { type LostField, LostPhonePage } from './lost-phone-page.tsx'

export const lostPhoneRoutes = new Hono<AppEnv>()

const LENGTHS = { oldPhone: 40, newPhone: 40, number: 40, amount: 20, name: 40, code: 12, act: 10 }
type Typed = Record<keyof typeof LENGTHS, string>
type Errors = Partial<Record<LostField, string>>
type Outcome = { typed?: Partial<Typed>; errors?: Errors; error?: string; sent?: boolean; status?: number }

lostPhoneRoutes.get(adminUrls.lostPhones.path, (c) => page(c))

lostPhoneRoutes.post(adminUrls.lostPhones.path, async (c) => {
  const typed = textsOf(await readForm(c), LENGTHS)
  const network = c.var.visit.network ?? 'local'
  const newPhone = parseMobile(typed.newPhone)
  if (typed.act === 'send') {
    if (!newPhone) return page(c, { typed, errors: { newPhone: MOBILE }, status: 422 })
    const { outcome } = await askNewPhone(c.var.visit, newPhone, network)
    return outcome === 'sent'
      ? page(c, { typed, sent: true })
      : page(c, { typed, error: NOT_SENT[outcome], status: 429 })
  }
  const [oldPhone, amountFen] = [parseMobile(typed.oldPhone), parseYuan(typed.amount)]
  const code = typed.code.normalize('NFKC').replace(/\s/g, '')
  const errors: Errors = {
    ...(oldPhone ? {} : { oldPhone: MOBILE }),
    ...(newPhone ? {} : { newPhone: MOBILE }),
    ...(typed.number ? {} : { number: '请填写订单号' }),
    ...(amountFen === null ? { amount: '请填写金额，例如 128.50' } : {}),
    ...(typed.name ? {} : { name: '请填写收货人姓名' }),
    ...(/^\d{6}$/.test(code) ? {} : { code: '验证码是6位数字' }),
  }
  if (Object.keys(errors).length || !oldPhone || !newPhone || amountFen === null)
    return page(c, { typed, errors, status: 422 })
  const said = { oldPhone, newPhone, amountFen, code, number: typed.number, name: typed.name }
  const noted = await noteLostPhone(c.var.visit, said, { staffId: c.var.staff.staffId, network })
  if (noted === 'noted') return sayDone(c, adminPaths.lostPhones(), 'phone_noted')
  return page(c, { typed, error: REFUSED[noted], status: noted === 'slow' ? 429 : 409 })
})

lostPhoneRoutes.post(adminUrls.lostPhone.path, async (c) => {
  await stopLostPhone(c.var.visit, c.req.param('id'), c.var.staff.staffId)
  return sayDone(c, adminPaths.lostPhones(), 'phone_stopped')
})

const MOBILE = '请填写11位大陆手机号'
const NOT_SENT = {
  wait: '刚发过一条，请等一分钟再发',
  too_many: '发得太多了，请晚些再发',
  not_set_up: '还没有接好短信，发不了验证码',
  failed: '验证码没有发出，请晚些再发',
}
const REFUSED: Record<Exclude<Awaited<ReturnType<typeof noteLostPhone>>, 'noted'>, string> = {
  wrong_facts: '没有登记：账号、订单和说的几项对不上。已记入操作记录',
  taken: '没有登记：新手机号已有账号。请顾客先用它登录并删除那个账号，或换一个号码',
  pending: '没有登记：这个账号或这个新手机号已有一件在等，在下面',
  wrong: '没有登记：验证码不对或已过期',
  slow: '没有登记：试得太多了，请晚些再试',
  untold: '没有登记：给原号的短信没有发出，没有通知就不能换。请晚些再试',
}

async function page(c: Ctx, { typed = {}, errors = {}, error, sent = false, status = 200 }: Outcome = {}) {
  const changes = await listChanges(c.var.visit.db, 30)
  const body = LostPhonePage({ typed, errors, error: error ?? null, sent, changes })
  return renderAdmin(c, { title: '账号换手机号', current: adminPaths.orders() }, body, status)
}
