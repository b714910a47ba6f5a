import type { SignInRefusal } from '../../staff/signing-in.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'
import type { KeptForm } from './kept-form.ts'

type Props = {
  login: string
  next: string
  why: SignInRefusal | 'expired' | null
  kept: KeptForm | null
  sample: boolean
}

const WHY: Record<SignInRefusal | 'expired', string> = {
  wrong: '登录没有成功。请核对用户名、密码和动态码。',
  used_code: '这个动态码已经用过。请等应用里出现下一个（最多30秒），再登录一次。',
  slow: '试的次数太多，这次没有核对。请过几分钟再试；账号没有锁，别处登录不受影响。',
  expired: '登录已过期，刚才提交的还没有保存。您填的都留着，登录后放回去。',
}

/** One answer to every wrong pair: which of the three was wrong is nobody's business. */
export const SignInPage = ({ login, next, why, kept, sample }: Props) => (
  <section class="admin-narrow">
    <h1>工作人员登录</h1>
    {why ? <Alert>{WHY[why]}</Alert> : null}
    {sample ? (
      <p class="notice-info">
        本机示例账号：owner、manager、fulfilment、finance、keeper、viewer，密码均为
        puding-sample，动态码留空。正式环境不接受示例账号。
      </p>
    ) : null}
    <form
      method="post"
      action={adminPaths.signIn}
      enctype={kept ? 'multipart/form-data' : undefined}
      class="admin-form"
      novalidate
      data-once
    >
      <input type="hidden" name="next" value={next} />
      {kept ? <input type="hidden" name="kept" value={JSON.stringify(kept)} /> : null}
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
