import type { AccountError } from '../../staff/own-account.ts'
import { SHORTEST_PASSWORD } from '../../staff/password.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Saved } from '../field.tsx'
import { ROLE_NAMES } from '../words.ts'

const ERRORS: Record<AccountError, string> = {
  current: '现在的密码不对，什么都没有改',
  slow: '试的次数太多了，请过15分钟再试',
  password: `新密码至少${SHORTEST_PASSWORD}个字符`,
}

/** Which form was refused, and why. */
export type Wrong = { at: 'password' | 'codes' | 'authenticator'; error: AccountError }

type Props = {
  name: string
  login: string
  role: string
  /** Recovery codes that are left. */
  codes: number
  wrong: Wrong | null
  saved: boolean
}

/** One's own way in; the password is asked first, for an open desk is no proof of who sits at it. */
export const AccountPage = ({ name, login, role, codes, wrong, saved }: Props) => {
  const wrongAt = (at: Wrong['at'], errors: AccountError[]) =>
    wrong?.at === at && errors.includes(wrong.error) ? ERRORS[wrong.error] : undefined
  return (
    <section class="admin-narrow">
      <h1>我的账号</h1>
      <p>
        {name} · {login} · {ROLE_NAMES[role] ?? role}
      </p>
      <Saved shown={saved}>密码已改，其他设备已退出。</Saved>
      <h2>改密码</h2>
      <form method="post" action={adminPaths.ownPassword} class="admin-form" novalidate data-once>
        <input type="hidden" name="username" value={login} autocomplete="username" />
        <Password id="current-password" error={wrongAt('password', ['current', 'slow'])} />
        <Field
          name="newPassword"
          label={`新密码（至少${SHORTEST_PASSWORD}个字符）`}
          value=""
          type="password"
          required
          autocomplete="new-password"
          maxlength={200}
          error={wrongAt('password', ['password'])}
        />
        <button class="button button-primary" type="submit">
          改密码
        </button>
      </form>
      <h2>恢复码</h2>
      <p>手机不在身边时用恢复码登录，每个用一次。还剩 {codes} 个。</p>
      <form method="post" action={adminPaths.ownRecoveryCodes} class="admin-form" novalidate data-once>
        <Password id="codes-password" error={wrongAt('codes', ['current', 'slow'])} />
        <button class="button button-secondary" type="submit">
          换10个新的，旧的作废
        </button>
      </form>
      <h2>换手机</h2>
      <p>换了手机，或手机丢了：重新设置密码和动态码。设好以前，旧的还能用。</p>
      <form method="post" action={adminPaths.ownAuthenticator} class="admin-form" novalidate data-once>
        <Password id="authenticator-password" error={wrongAt('authenticator', ['current', 'slow'])} />
        <button class="button button-secondary" type="submit">
          重新设置动态码
        </button>
      </form>
      <h2>所有设备</h2>
      <details class="order-cancel">
        <summary class="button button-secondary">退出所有设备</summary>
        <form method="post" action={adminPaths.signOutEverywhere} data-once>
          <p>会退出您登录过的每一台电脑和手机，包括这一台；没有保存的内容会丢。</p>
          <button class="button button-danger" type="submit">
            确认退出所有设备
          </button>
        </form>
      </details>
    </section>
  )
}

const Password = ({ id, error }: { id: string; error: string | undefined }) => (
  <Field
    name="password"
    id={id}
    label="现在的密码"
    value=""
    type="password"
    required
    autocomplete="current-password"
    maxlength={200}
    error={error}
  />
)
