import { formatInstant } from '../../kernel/time.ts'
import { LONGEST_STOP_REASON, type Stopped } from '../../settings/selling.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field, FieldError, Mend } from '../field.tsx'

type Props = {
  stopped: Stopped | null
  typed: string
  errors: { reason?: string; sure?: string }
  /** What a colleague did at the same moment. */
  meanwhile: string | undefined
}

/** Stops new orders and payments at once, and starts them again. */
export const SellingPage = ({ stopped, typed, errors, meanwhile }: Props) => (
  <>
    <h1>暂停接单</h1>
    <Alert>{meanwhile}</Alert>
    <Mend errors={errors} />
    {stopped ? <Resume stopped={stopped} /> : <Stop typed={typed} errors={errors} />}
  </>
)

const Resume = ({ stopped: { at, byName, reason } }: { stopped: Stopped }) => (
  <>
    <p>
      现在<strong>已暂停</strong>接单和收款：{byName} {formatInstant(at)} 停的，原因：{reason}
    </p>
    <p>已付款的订单照常发货，退款、取消和支付渠道的通知照常办理。</p>
    <form method="post" action={adminPaths.selling} data-once>
      <p class="admin-actions">
        <button class="button button-primary" type="submit" name="state" value="open">
          恢复接单和收款
        </button>
      </p>
    </form>
  </>
)

const Stop = ({ typed, errors }: Pick<Props, 'typed' | 'errors'>) => (
  <>
    <p>
      现在正常接单。暂停后<strong>马上</strong>不能下单、接受报价、选地块和开始付款，商店页面顶上会写明；
      已付款的订单照常发货，退款、取消和支付渠道的通知照常办理。
    </p>
    <form method="post" action={adminPaths.selling} class="admin-form" novalidate data-once>
      <Field
        name="reason"
        label="原因（只有同事看得到）"
        value={typed}
        error={errors.reason}
        maxlength={LONGEST_STOP_REASON}
      />
      <div class={errors.sure ? 'form-field form-field-wrong' : 'form-field'}>
        <label class="admin-tick">
          <input id="sure" type="checkbox" name="sure" value="yes" /> 我确认：从现在起顾客不能下单和付款
        </label>
        <FieldError name="sure" text={errors.sure} />
      </div>
      <button class="button button-danger" type="submit" name="state" value="stopped">
        暂停接单和收款
      </button>
    </form>
  </>
)
