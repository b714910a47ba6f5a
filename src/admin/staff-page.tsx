import { ROLES } from '../accounts/roles.ts'
import { adminPaths } from '../paths.ts'
import { ROLE_NAMES } from './layout.tsx'

export type StaffRow = { login: string; name: string; role: string; sample: number }

export const StaffPage = ({ rows, link }: { rows: StaffRow[]; link: string | null }) => (
  <>
    <h1>员工</h1>
    {link ? (
      <div class="notice-info" role="status">
        <p>请把这个链接发给本人,24小时内有效,只能用一次:</p>
        <p>
          <code>{link}</code>
        </p>
      </div>
    ) : null}
    <div class="admin-scroll" role="group" tabindex={0} aria-label="表格">
      <table class="admin-table">
        <thead>
          <tr>
            <th scope="col">用户名</th>
            <th scope="col">姓名</th>
            <th scope="col">角色</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.login}</th>
              <td>
                {row.name} {row.sample ? <span class="tag tag-sample">示例账号</span> : null}
              </td>
              <td>{ROLE_NAMES[row.role]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    <h2>邀请新员工</h2>
    <form method="post" action={adminPaths.invitations} class="admin-form">
      <div class="form-field">
        <label for="role">角色</label>
        <select id="role" name="role">
          {ROLES.map((role) => (
            <option value={role} selected={role === 'fulfilment'}>
              {ROLE_NAMES[role]}
            </option>
          ))}
        </select>
      </div>
      <button class="button button-primary" type="submit">
        生成一次性链接
      </button>
    </form>
  </>
)
