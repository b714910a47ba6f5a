import type { AccountRow } from '../../staff/queries.ts'
import { mayReset, ROLES, type Role, roleOf } from '../../staff/roles.ts'
import type { Setup } from '../../staff/setting-up.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { SelectField } from '../field.tsx'
import { Over } from '../meanwhile.tsx'
import { Table } from '../table.tsx'
import { ROLE_NAMES } from '../words.ts'

/** A secret that is told once, and what it is for. */
export type OneTimeLink = { address: string; setup: Setup }

type Props = { rows: AccountRow[]; link: OneTimeLink | null; error: string | null; own: string; role: Role }

export const StaffPage = ({ rows, link, error, own, role }: Props) => (
  <>
    <h1>员工</h1>
    <Alert>{error}</Alert>
    {link ? <Link {...link} /> : null}
    <Table head={['用户名', '姓名', '角色', '登录']}>
      {rows.map((row) => (
        <tr>
          <th scope="row">{row.login}</th>
          <td>
            <span>
              {row.name} {row.sample ? <span class="tag tag-sample">示例账号</span> : null}
            </span>
          </td>
          <td>{row.login === own ? ROLE_NAMES[row.role] : <RoleForm {...row} />}</td>
          <td>
            {row.login === own ? (
              <a href={adminPaths.account()}>我的账号</a>
            ) : resettable(row, role) ? (
              <Reset {...row} />
            ) : null}
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
        options={ROLES.map((own) => [own, ROLE_NAMES[own] ?? own])}
      />
      <button class="button button-primary" type="submit">
        生成一次性链接
      </button>
    </form>
  </>
)

const resettable = (row: AccountRow, by: Role): boolean => {
  const of = roleOf(row.role)
  return of !== null && mayReset(by, of)
}

const Link = ({ address, setup: { person } }: OneTimeLink) => (
  <Notice as="div">
    <p>
      {person ? `${person.name} 的旧密码、恢复码和登录都已失效。` : ''}
      请把这个链接发给{person ? '' : '新员工'}本人，24小时内有效，只能用一次，离开本页就不再显示：
    </p>
    <p>
      <code>{address}</code> <CopyButton text={address} words={{ copy: '复制', copied: '已复制' }} />
    </p>
  </Notice>
)

const RoleForm = ({ login, role, edit }: AccountRow) => (
  <form method="post" action={adminPaths.staffRole} class="admin-row">
    <input type="hidden" name="login" value={login} />
    <Over edit={edit} />
    <select name="role" aria-label={`${login} 的角色`}>
      {[...ROLES, 'disabled'].map((role_) => (
        <option value={role_} selected={role_ === role}>
          {ROLE_NAMES[role_]}
        </option>
      ))}
    </select>
    <button class="button button-secondary" type="submit">
      更改
    </button>
  </form>
)

const Reset = ({ login, name }: AccountRow) => (
  <details class="admin-ask">
    <summary aria-label={`重置 ${login} 的登录`}>重置登录</summary>
    <form method="post" action={adminPaths.staffReset} data-once>
      <input type="hidden" name="login" value={login} />
      <p>{name} 的密码、动态码和恢复码立即失效，所有设备退出。会生成一个一次性链接，由本人重新设置。</p>
      <button class="button button-danger" type="submit">
        确认重置
      </button>
    </form>
  </details>
)
