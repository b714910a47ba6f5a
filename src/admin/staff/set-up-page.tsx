import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import type { SetupError } from '../../staff/setting-up.ts'
import { totpUri } from '../../staff/totp.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'
import { ROLE_NAMES } from '../words.ts'

export const SETUP_ERRORS: Record<SetupError, string> = {
  login: '用户名用3到32个小写字母、数字、点、横线',
  name: '请填写姓名,20字以内',
  password: '密码至少10个字符',
  code: '动态码不对。请看手机上的最新六位数字,并检查手机时间是否自动',
  taken: '这个用户名已有人用',
}

type Props = {
  token: string
  role: string
  secret: string
  login: string
  name: string
  error: SetupError | null
}

/** The first step of a member of staff: a name, a password, and the phone that shows the codes. */
export const SetUpPage = ({ token, role, secret, login, name, error }: Props) => (
  <section class="admin-narrow">
    <h1>设置账号</h1>
    <p>角色:{ROLE_NAMES[role] ?? role}。这个链接只能用一次。</p>
    {error ? <Alert id="setup-error">{SETUP_ERRORS[error]}</Alert> : null}
    <form method="post" action={adminPaths.setUp()} class="admin-form" novalidate data-once>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="secret" value={secret} />
      <Field name="login" label="用户名" value={login} required autocomplete="username" maxlength={32} />
      <Field name="name" label="姓名" value={name} required autocomplete="name" maxlength={20} />
      <Field
        name="password"
        label="密码(至少10个字符)"
        value=""
        type="password"
        required
        autocomplete="new-password"
        maxlength={200}
      />
      <h2>手机动态码</h2>
      <p>用身份验证器应用扫描,或手工输入密钥。以后每次登录都要用它。</p>
      <div class="admin-qr" role="img" aria-label="身份验证器二维码">
        {raw(renderSVG(totpUri(secret, login || 'staff'), { border: 2 }))}
      </div>
      <p>
        密钥 <code class="admin-secret">{secret}</code>
      </p>
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

export const RecoveryPage = ({ codes }: { codes: string[] }) => (
  <section class="admin-narrow">
    <h1>账号已建好</h1>
    <p>下面是10个恢复码,手机不在身边时用来登录,每个只能用一次。请打印或抄下,离开后不再显示。</p>
    <ul class="admin-codes">
      {codes.map((code) => (
        <li>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <a class="button button-primary" href={adminPaths.signIn}>
      去登录
    </a>
  </section>
)
