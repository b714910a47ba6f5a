import type { Child } from 'hono/jsx'
import type { Ctx } from '../http/context.ts'
import { may, permissionOf } from '../staff/roles.ts'
import { assets } from '../ui/assets.generated.ts'
import { html } from '../ui/html.ts'
import { adminPaths, adminUrls, type Policy } from '../urls.ts'
import { Saved } from './field.tsx'
import { saidOf } from './said.ts'
import { ROLE_NAMES } from './words.ts'

type Entry = [label: string, url: { path: string; get: Policy }]

/** What belongs together stands together; the first group needs no name. */
const MENU: [group: string, entries: Entry[]][] = [
  ['', [['概览', adminUrls.home]]],
  [
    '交易',
    [
      ['订单', adminUrls.orders],
      ['表格发货', adminUrls.shipmentSheet],
      ['单位采购', adminUrls.quotations],
      ['外部事务', adminUrls.outbox],
    ],
  ],
  [
    '货品',
    [
      ['商品', adminUrls.listings],
      ['库存', adminUrls.stock],
      ['图片', adminUrls.media],
      ['品类', adminUrls.families],
      ['优惠码', adminUrls.codes],
      ['生产者', adminUrls.producers],
      ['合规检查', adminUrls.compliance],
    ],
  ],
  [
    '认购',
    [
      ['茶园', adminUrls.gardens],
      ['参观', adminUrls.visits],
      ['认购茶寄送', adminUrls.dispatches],
    ],
  ],
  [
    '管理',
    [
      ['设置', adminUrls.settings],
      ['员工', adminUrls.staff],
      ['操作记录', adminUrls.audit],
      ['账目核对', adminUrls.books],
    ],
  ],
]

const Menu = ({ role, current }: { role: string; current: string | undefined }) => (
  <nav aria-label="后台">
    <ul class="admin-menu">
      {MENU.map(([group, entries]) => {
        const own = entries.filter(([, { get }]) => {
          const permission = permissionOf(get)
          return permission !== null && may(role, permission)
        })
        return own.length ? (
          <li>
            {group ? <span class="admin-menu-group">{group}</span> : null}
            <ul aria-label={group || undefined}>
              {own.map(([label, { path }]) => (
                <li>
                  <a href={path} aria-current={path === current ? 'page' : undefined}>
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
  // What was refused says its own.
  const said = status === 200 ? saidOf(c) : null
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
                <a href={adminPaths.account()} aria-label={`我的账号：${staff.name}`}>
                  {staff.name} · {ROLE_NAMES[staff.role]}
                </a>
                {staff.sample ? <span class="tag tag-sample">示例账号</span> : null}
                <form method="post" action={adminPaths.signOut}>
                  <button class="link-button" type="submit">
                    退出
                  </button>
                </form>
              </div>
            </>
          ) : null}
        </header>
        <main id="main" class="admin-main" tabindex={-1}>
          <Saved shown={said !== null}>{said}</Saved>
          {body}
        </main>
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`, status as 200)
}
