import { formatInstant } from '../../kernel/time.ts'
import type { listChanges } from '../../orders/lost-phone.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'

export const LOST_FIELDS = {
  oldPhone: '原手机号',
  newPhone: '新手机号',
  number: '订单号',
  amount: '这张订单的实付合计（元）',
  name: '这张订单的收货人姓名',
  code: '新手机号收到的验证码',
} as const
export type LostField = keyof typeof LOST_FIELDS

type Change = Awaited<ReturnType<typeof listChanges>>[number]
type Props = {
  typed: Record<string, string>
  errors: Partial<Record<LostField, string>>
  error: string | null
  /** A code went to the new phone. */
  sent: boolean
  changes: Change[]
}

const HINTS: Partial<Record<LostField, string>> = {
  number: '顾客账号里任意一张付过款的订单',
  code: '先点「给新号发验证码」，请顾客念给您听',
}
const OUTCOMES: Record<NonNullable<Change['outcome']>, string> = {
  taken: '已换好',
  objected: '机主用原号登录或在账号里停止，已作废',
  stopped: '已停止',
  untold: '原号没有发通，没有登记成',
}

/** Another phone for an account whose own is lost: what the customer says, typed, and those that wait. */
export const LostPhonePage = ({ typed, errors, error, sent, changes }: Props) => (
  <section class="admin-narrow">
    <h1>账号换手机号</h1>
    <p>
      顾客丢了原号、登录不了时用。请顾客自己说出下面几项，不要提示。原号会马上收到短信；24小时里有人用原号登录，就作废。
    </p>
    <Alert>{error}</Alert>
    {sent ? <p class="notice-info">验证码已发到新手机号，5分钟内有效。</p> : null}
    <form class="admin-form" method="post" action={adminPaths.lostPhones()} novalidate>
      {/* Enter never sends the customer another code. */}
      <button class="visually-hidden" type="submit" name="act" value="note" tabindex={-1}>
        核对并登记
      </button>
      {(Object.keys(LOST_FIELDS) as LostField[]).map((name) => (
        <Field
          name={name}
          label={LOST_FIELDS[name]}
          value={typed[name] ?? ''}
          error={errors[name]}
          {...(HINTS[name] ? { hint: HINTS[name] } : {})}
          autocomplete="off"
          maxlength={40}
        />
      ))}
      <p>
        <button class="button button-secondary" type="submit" name="act" value="send">
          给新号发验证码
        </button>{' '}
        <button class="button button-primary" type="submit" name="act" value="note">
          核对并登记
        </button>
      </p>
    </form>
    <h2>最近登记的</h2>
    {changes.length ? null : <p>还没有。</p>}
    {changes.map((change) => (
      <form method="post" action={adminPaths.lostPhone(change.id)}>
        尾号{change.tail}，{formatInstant(change.askedAt)} {change.by}登记，
        {change.outcome
          ? `${OUTCOMES[change.outcome]}（${formatInstant(change.endedAt!)}）`
          : change.dueAt
            ? `${formatInstant(change.dueAt)}之后可以用新号登录`
            : '正在通知原号'}{' '}
        {change.outcome ? null : (
          <button class="button button-danger" type="submit">
            停止
          </button>
        )}
      </form>
    ))}
  </section>
)
