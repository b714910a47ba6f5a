import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textsOf } from '../../http/form.ts'
import { keepShopPart, readStoredShop, shopForm } from '../../settings/keeping.ts'
import { parseReturns, type ReturnAddress, type ReturnErrors } from '../../settings/returns.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { Field, Mend, Saved } from '../field.tsx'
import { type Between, differencesOf, keepWords, Meanwhile, Over, overOf } from '../meanwhile.tsx'
import { renderSettings } from './frame.tsx'

export const returnRoutes = new Hono<AppEnv>()

const FORM = shopForm('returns')
const BLANK: ReturnAddress = { name: '', phone: '', address: '' }
const LABELS: Record<keyof ReturnAddress, string> = { name: '收件人', phone: '电话', address: '地址' }

const stored = async (c: Ctx): Promise<ReturnAddress> =>
  (await readStoredShop(c.var.visit.db)).returns ?? BLANK

returnRoutes.get(adminUrls.returns.path, async (c) =>
  page(c, { typed: await stored(c), over: (await readEdit(c.var.visit.db, FORM)).edit }),
)

returnRoutes.post(adminUrls.returns.path, async (c) => {
  const form = await readForm(c)
  const typed = textsOf(form, { name: 40, phone: 20, address: 120 })
  const over = overOf(form)
  const parsed = parseReturns(typed)
  if (!parsed.ok) return page(c, { typed, over, errors: parsed.errors })
  const kept = await keepShopPart(
    c.var.visit,
    { staffId: c.var.staff.staffId, over },
    'returns',
    parsed.returns,
  )
  if (kept.ok) return c.redirect(`${adminPaths.returns}?saved=1`, 303)
  const [now, other] = [await stored(c), await readEdit(c.var.visit.db, FORM)]
  const fields = Object.keys(LABELS) as (keyof ReturnAddress)[]
  const differences = differencesOf(
    fields.map((name) => [LABELS[name], now[name], parsed.returns[name]] as [string, string, string]),
  )
  return page(c, { typed, over: other.edit, between: { other, differences } })
})

type Shown = { typed: ReturnAddress; over: number; errors?: ReturnErrors; between?: Between }

function page(c: Ctx, { typed, over, errors = {}, between }: Shown) {
  const body = (
    <>
      <h1>退货地址</h1>
      <p>同意退货后，顾客在售后页看到这个地址。没有它，退货和换货同意不了。</p>
      <Saved shown={c.req.query('saved') === '1'}>已保存，之后同意的退货寄到这里。</Saved>
      <Mend errors={errors} />
      <Meanwhile between={between} />
      <form method="post" action={adminPaths.returns} class="admin-form" novalidate>
        <Over edit={over} />
        <Field
          name="name"
          label={LABELS.name}
          value={typed.name}
          error={errors.name}
          maxlength={40}
          required
        />
        <Field
          name="phone"
          label={LABELS.phone}
          value={typed.phone}
          error={errors.phone}
          maxlength={20}
          required
        />
        <Field
          name="address"
          label={LABELS.address}
          value={typed.address}
          error={errors.address}
          rows={2}
          maxlength={120}
          hint="省、市、区、街道和门牌"
          required
        />
        <button class="button button-primary" type="submit">
          {keepWords(between)}
        </button>
      </form>
    </>
  )
  const status = between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '退货地址', current: adminPaths.returns }, body, status)
}
