import type { Ctx } from '../http/context.ts'
import { type Permission, roleOf, rolesWith } from '../staff/roles.ts'
import { adminPaths } from '../urls.ts'
import { renderAdmin } from './layout.tsx'
import { pageBefore } from './staff/kept-form.ts'
import { ROLE_NAMES } from './words.ts'

/** What somebody signed in may not do: 403, who may, and the ways back. Their own menu stands beside it. */
export function answerForbidden(c: Ctx, permission: Permission) {
  const role = roleOf(c.var.staff.role)
  const before = pageBefore(c)
  const body = (
    <>
      <h1>这一步您不能做</h1>
      <p>
        您的角色是{role ? `“${ROLE_NAMES[role]}”` : '空的'}。这一步由{' '}
        {rolesWith(permission)
          .map((one) => ROLE_NAMES[one])
          .join('、')}{' '}
        来做，请找他们，或请负责人调整您的角色。
      </p>
      <p class="admin-actions">
        <a class="button button-primary" href={adminPaths.home}>
          回到概览
        </a>
        {before ? (
          <a class="button button-secondary" href={before}>
            回到上一页
          </a>
        ) : null}
      </p>
    </>
  )
  return renderAdmin(c, { title: '这一步您不能做' }, body, 403)
}
