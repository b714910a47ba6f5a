import type { AccountRow } from '../../staff/queries.ts'
import { ROLES } from '../../staff/roles.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { SelectField } from '../field.tsx'
import { Over } from '../meanwhile.tsx'
import { Table } from '../table.tsx'
import { ROLE_NAMES } from '../words.ts'

/** `edit`: how often the role was changed, the lock of the next change. */

type Props = { rows: AccountRow[]; link: string | null; error: string | null; own: string }

export const StaffPage = ({ rows, link, error, own }: Props) => (
  <>
    <h1>员工</h1>
    <Alert>{error}</Alert>
    {link ? (
      <Notice as="div">
        <p>请把这个链接发给本人,24小时内有效,只能用一次:</p>
        <p>
          <code>{link}</code> <CopyButton text={link} words={{ copy: '复制', copied: '已复制' }} />
        </p>
      </Notice>
    ) : null}
    <Table head={['用户名', '姓名', '角色']}>
      {rows.map((row) => (
        <tr>
          <th scope="row">{row.login}</th>
          <td>
            {row.name} {row.sample ? <span class="tag tag-sample">示例账号</span> : null}
          </td>
          <td>
            {row.login === own ? (
              ROLE_NAMES[row.role]
            ) : (
              <form method="post" action={adminPaths.staffRole} class="admin-row">
                <input type="hidden" name="login" value={row.login} />
                <Over edit={row.edit} />
                <select name="role" aria-label={`${row.login} 的角色`}>
                  {[...ROLES, 'disabled'].map((role) => (
                    <option value={role} selected={role === row.role}>
                      {ROLE_NAMES[role]}
                    </option>
                  ))}
                </select>
                <button class="button button-secondary" type="submit">
                  更改
                </button>
              </form>
            )}
          </td>
        </tr>
      ))}
    </Table>
    <h2>邀请新员工</h2>
    <form method="post" action={adminPaths.invitations} class="admin-form">
      <SelectField
        name="role"
        label="角色"
        value="fulfilment"
        options={ROLES.map((role) => [role, ROLE_NAMES[role] ?? role])}
      />
      <button class="button button-primary" type="submit">
        生成一次性链接
      </button>
    </form>
  </>
)
