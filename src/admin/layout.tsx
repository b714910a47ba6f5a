import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Ctx } from '../http/context.ts'
import { adminPaths } from '../paths.ts'
import { may, type Permission } from '../staff/roles.ts'
import { assets } from '../ui/assets.generated.ts'
import { ROLE_NAMES } from './words.ts'

type Entry = [label: string, href: string, permission: Permission]

/** What belongs together stands together; the first group needs no name. */
const MENU: [group: string, entries: Entry[]][] = [
  ['', [['概览', adminPaths.home, 'desk']]],
  [
    '交易',
    [
      ['订单', adminPaths.orders(), 'orders.read'],
      ['表格发货', adminPaths.shipmentSheet, 'orders.ship'],
      ['单位采购', adminPaths.quotations(), 'quotations.read'],
      ['外部事务', adminPaths.outbox(), 'outbox.write'],
    ],
  ],
  [
    '货品',
    [
      ['商品', adminPaths.listings(), 'listings.read'],
      ['库存', adminPaths.stock(), 'listings.read'],
      ['图片', adminPaths.media(), 'media.write'],
      ['优惠码', adminPaths.codes(), 'promotions.write'],
      ['生产者', adminPaths.producers, 'producers.read'],
      ['合规检查', adminPaths.compliance(), 'listings.read'],
    ],
  ],
  [
    '认购',
    [
      ['茶园', adminPaths.gardens(), 'gardens.read'],
      ['参观', adminPaths.visits(), 'gardens.write'],
      ['认购茶寄送', adminPaths.dispatches(), 'dispatches.ship'],
    ],
  ],
  [
    '管理',
    [
      ['设置', adminPaths.settings, 'settings.write'],
      ['员工', adminPaths.staff, 'staff.invite'],
      ['操作记录', adminPaths.audit(), 'audit.read'],
    ],
  ],
]

const Menu = ({ role, current }: { role: string; current: string | undefined }) => (
  <nav aria-label="后台">
    <ul class="admin-menu">
      {MENU.map(([group, entries]) => {
        const own = entries.filter(([, , permission]) => may(role, permission))
        return own.length ? (
          <li>
            {group ? <span class="admin-menu-group">{group}</span> : null}
            <ul aria-label={group || undefined}>
              {own.map(([label, href]) => (
                <li>
                  <a href={href} aria-current={href === current ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ) : null
      })}
    </ul>
  </nav>
)

/** A count that a page after a POST tells, from its address; null for anything else. */
export const countOf = (text: string | undefined): number | null =>
  /^\d{1,5}$/.test(text ?? '') ? Number(text) : null

type Meta = { title: string; current?: string; script?: string }

/** A page of the back office; the menu shows only what the person may do. */
export function renderAdmin(c: Ctx, meta: Meta, body: Child, status = 200) {
  const staff = c.var.staff
  const page = (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <title>{`${meta.title} - 普定后台`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href={assets.pictures.favicon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.css} />
        <link rel="stylesheet" href={assets.adminCss} />
        <script type="module" src={assets.js} />
        <script type="module" src={assets.adminJs} />
        {meta.script ? <script type="module" src={meta.script} /> : null}
      </head>
      <body class="no-tabs admin">
        <a class="skip" href="#main">
          跳到内容
        </a>
        <header class="admin-head">
          <a class="admin-brand" href={adminPaths.home}>
            普定后台
          </a>
          {staff ? (
            <>
              <Menu role={staff.role} current={meta.current} />
              <div class="admin-who">
                <span>
                  {staff.name} · {ROLE_NAMES[staff.role]}
                </span>
                {staff.sample ? <span class="tag tag-sample">示例账号</span> : null}
                <form method="post" action={adminPaths.signOut}>
                  <button class="link-button" type="submit">
                    退出
                  </button>
                </form>
                <form method="post" action={adminPaths.signOutEverywhere}>
                  <button class="link-button" type="submit">
                    退出所有设备
                  </button>
                </form>
              </div>
            </>
          ) : null}
        </header>
        <main id="main" class="admin-main" tabindex={-1}>
          {body}
        </main>
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`, status as 200)
}
