import type { Child } from 'hono/jsx'
import type { Ctx } from '../http/context.ts'
import { assets } from '../ui/assets.generated.ts'
import { html } from '../ui/html.ts'
import { adminPaths } from '../urls.ts'
import { Saved } from './field.tsx'
import { AREAS, menuFor } from './menu.ts'
import { saidOf } from './said.ts'
import { Shortcuts } from './shortcuts.tsx'
import { Unfold } from './unfold.tsx'
import { ROLE_NAMES } from './words.ts'

const Menu = ({ role, current }: { role: string; current: string | undefined }) => (
  <nav aria-label="后台">
    <ul class="admin-menu">
      {menuFor(role).map(([group, areas]) => (
        <li>
          {group ? <span class="admin-menu-group">{group}</span> : null}
          <ul aria-label={group || undefined}>
            {areas.map(({ label, url, key }) => (
              <li>
                <a href={url.path} aria-current={url.path === current ? 'page' : undefined} data-go={key}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </nav>
)

/** The help of the area a page belongs to; of a page of none, all of it. */
function helpFor(current: string | undefined): string {
  const area = AREAS.find(({ url }) => url.path === current)
  return area ? adminPaths.helpArea(area.help) : adminPaths.help
}

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
              <Unfold id="menu-open" label="菜单" />
              <div class="admin-who">
                <a href={adminPaths.account()} aria-label={`我的账号：${staff.name}`}>
                  {staff.name}
                  <span class="admin-role"> · {ROLE_NAMES[staff.role]}</span>
                </a>
                {staff.sample ? <span class="tag tag-sample">示例账号</span> : null}
                <a class="admin-help" href={helpFor(meta.current)}>
                  帮助
                </a>
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
        {staff ? <Shortcuts role={staff.role} /> : null}
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`, status as 200)
}
