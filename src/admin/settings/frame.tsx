import type { Child } from 'hono/jsx'
import type { Ctx } from '../../http/context.ts'
import { may, type Permission } from '../../staff/roles.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'

/** For those who hold the permission: an entry that names none, whoever keeps the settings. */
const MENU: [label: string, href: string, permission?: Permission][] = [
  ['总览', adminPaths.settings],
  ['店铺与证照', adminPaths.shopSettings],
  ['运费', adminPaths.freight],
  ['时限', adminPaths.deadlines],
  ['退款和到账', adminPaths.refundRules, 'settings.refunds'],
  ['退货地址', adminPaths.returns],
  ['暂停接单', adminPaths.selling, 'selling.stop'],
  ['节假日', adminPaths.holidays],
  ['公告', adminPaths.banner],
  ['有出处的数字', adminPaths.facts],
  ['页面文字', adminPaths.pageTexts],
]

/** A page of the settings under their one menu; `current` is the menu's address. */
export function renderSettings(c: Ctx, meta: { title: string; current: string }, body: Child, status = 200) {
  const page = (
    <>
      <nav class="admin-tabs" aria-label="设置">
        <ul>
          {MENU.filter(([, , needed = 'settings.write']) => may(c.var.staff.role, needed)).map(
            ([label, href]) => (
              <li>
                <a href={href} aria-current={href === meta.current ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ),
          )}
        </ul>
      </nav>
      {body}
    </>
  )
  // Whoever keeps no settings comes from the menu of the back office itself.
  const current = may(c.var.staff.role, 'settings.write') ? adminPaths.settings : meta.current
  return renderAdmin(c, { title: meta.title, current }, page, status)
}
