import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import type { Setup, SetupError } from '../../staff/setting-up.ts'
import { totpUri } from '../../staff/totp.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'
import { ROLE_NAMES } from '../words.ts'

const SETUP_ERRORS: Record<SetupError, string> = {
  login: '用户名用3到32个小写字母、数字、点、横线',
  name: '请填写姓名，20字以内',
  password: '密码至少10个字符',
  code: '动态码不对。请看手机上的最新六位数字，并检查手机时间是否自动',
  taken: '这个用户名已有人用',
}

export type SetUpProps = {
  token: string
  setup: Setup
  secret: string
  login: string
  name: string
  error: SetupError | null
}

/** A password and the phone that shows the codes: the first ones of a new account, or new ones of somebody's. */
export const SetUpPage = ({ token, setup, secret, login, name, error }: SetUpProps) => {
  const { role, person } = setup
  return (
    <section class="admin-narrow">
      <h1>{person ? '重新设置登录' : '设置账号'}</h1>
      <p>
        {person ? `${person.name}（${person.login}）` : ''}角色：{ROLE_NAMES[role]}。这个链接只能用一次。
      </p>
      {error ? <Alert id="setup-error">{SETUP_ERRORS[error]}</Alert> : null}
      <form method="post" action={adminPaths.setUp()} class="admin-form" novalidate data-once>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="secret" value={secret} />
        {person ? (
          <input type="hidden" name="login" value={person.login} autocomplete="username" />
        ) : (
          <>
            <Field
              name="login"
              label="用户名"
              value={login}
              required
              autocomplete="username"
              maxlength={32}
            />
            <Field name="name" label="姓名" value={name} required autocomplete="name" maxlength={20} />
          </>
        )}
        <Field
          name="password"
          label={person ? '新密码（至少10个字符）' : '密码（至少10个字符）'}
          value=""
          type="password"
          required
          autocomplete="new-password"
          maxlength={200}
        />
        <h2>手机动态码</h2>
        <p>用身份验证器应用扫描，或把密钥复制进去。以后每次登录都要用它。</p>
        <Authenticator secret={secret} login={person?.login ?? login} />
        <div class="form-field">
          <label for="code">应用里显示的六位数字</label>
          <input
            id="code"
            name="code"
            required
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength={8}
            aria-describedby={error ? 'setup-error' : undefined}
          />
        </div>
        <button class="button button-primary button-wide" type="submit">
          完成设置
        </button>
      </form>
    </section>
  )
}

/** The key to scan, and beside it the same to copy, or to open where the app is on this very phone. */
const Authenticator = ({ secret, login }: { secret: string; login: string }) => {
  const uri = totpUri(secret, login || 'staff')
  return (
    <div class="admin-authenticator">
      <div class="admin-qr" role="img" aria-label="身份验证器二维码">
        {raw(renderSVG(uri, { border: 2 }))}
      </div>
      <div>
        <p>
          密钥 <code class="admin-secret">{secret}</code>{' '}
          <CopyButton text={secret} words={{ copy: '复制密钥', copied: '已复制' }} />
        </p>
        <p>
          <a href={uri}>应用就在这台手机上？点这里打开</a>
        </p>
      </div>
    </div>
  )
}
