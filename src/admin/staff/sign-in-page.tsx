import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'

type Props = { login: string; next: string; failed: boolean; sample: boolean }

/** One answer to every wrong pair: which of the three was wrong is nobody's business. */
export const SignInPage = ({ login, next, failed, sample }: Props) => (
  <section class="admin-narrow">
    <h1>工作人员登录</h1>
    {failed ? (
      <Alert>登录没有成功。请核对用户名、密码和动态码；连续输错五次，账号会锁定15分钟。</Alert>
    ) : null}
    {sample ? (
      <p class="notice-info">
        本机示例账号:owner、manager、fulfilment、finance、viewer,密码均为
        puding-sample,动态码留空。正式环境不接受示例账号。
      </p>
    ) : null}
    <form method="post" action={adminPaths.signIn} class="admin-form" novalidate data-once>
      <input type="hidden" name="next" value={next} />
      <Field name="login" label="用户名" value={login} required autocomplete="username" maxlength={40} />
      <Field
        name="password"
        label="密码"
        value=""
        type="password"
        required
        autocomplete="current-password"
        maxlength={200}
      />
      <Field name="code" label="动态码或恢复码" value="" autocomplete="one-time-code" maxlength={20} />
      <button class="button button-primary button-wide" type="submit" data-busy-text="正在登录…">
        登录
      </button>
    </form>
  </section>
)
