import type { Child } from 'hono/jsx'
import { isShopsFault, mayHappen } from '../../claims/claim.ts'
import { sentStanding } from '../../claims/due.ts'
import { formatYuan } from '../../kernel/money.ts'
import { adminPaths } from '../../urls.ts'
import { CarrierField, Field } from '../field.tsx'
import type { ClaimDeskProps } from './claim-page.tsx'
import { READY } from './words.ts'

/** What was typed into the form of one act, and what is wrong with it. */
export type TypedForm = {
  act?: string
  values?: Record<string, string>
  errors?: { note?: string | undefined; amount?: string | undefined; trackingNo?: string | undefined }
}

/** What may be done with a claim now: each act says what it does before it is done. */
export function ClaimForms(props: ClaimDeskProps) {
  const { desk, mayDecide, mayShip } = props
  const { state } = desk.claim
  const may = (event: Parameters<typeof mayHappen>[1]) => mayDecide && mayHappen(state, event)
  return (
    <div class="claim-forms">
      {state === 'asked' && mayDecide ? <Grant {...props} /> : null}
      {may('proposed') && props.mostProposedFen > 0 ? <Propose {...props} /> : null}
      {(state === 'returning' || state === 'disputed') && mayDecide ? <Receive {...props} /> : null}
      {may('signed') && desk.claim.trackingNo ? <Signed {...props} /> : null}
      {may('disputed') ? (
        <Say {...props} act="dispute" title="寄回的不对" button="请同事复核" ready={READY.dispute}>
          由另一位同事决定：验收通过，或维持不退。顾客会看到。
        </Say>
      ) : null}
      {may('upheld') && state !== 'refused' ? <Refuse {...props} /> : null}
      {state === 'resending' && mayShip ? <Send {...props} /> : null}
      {state === 'resending' && mayDecide && !desk.dispatchNumber ? (
        <Say {...props} act="refund" title="寄不出了，改为退款" button={refundWords(props)} ready={[]}>
          留好的货放回库存，钱原路退回，不能恢复。
        </Say>
      ) : null}
    </div>
  )
}

const refundWords = ({ wholeFen }: ClaimDeskProps): string =>
  wholeFen === null ? '改为退款' : `改为退款 ¥${formatYuan(wholeFen)}`

type SayProps = ClaimDeskProps & {
  act: string
  title: string
  button: string
  ready: string[]
  danger?: boolean
  needed?: boolean
  fields?: Child
  children?: Child
}

/** A folded act with words for the buyer; ready sentences are picked from a list and changed as needed. */
const Say = (props: SayProps) => {
  const { desk, act, title, button, ready, danger = false, needed = true, fields, children, typed } = props
  const mine = typed.act === act ? typed : null
  return (
    <details open={mine !== null} id={act}>
      <summary class="button button-secondary">{title}</summary>
      <form method="post" action={adminPaths.claim(desk.claim.id)} class="admin-form" novalidate data-once>
        <p class="fine">{children}</p>
        {fields}
        <Field
          name="note"
          id={`note-${act}`}
          label={needed ? '写给顾客' : '写给顾客（选填）'}
          value={mine?.values?.note ?? ''}
          error={mine?.errors?.note}
          rows={2}
          maxlength={300}
          required={needed}
        />
        {ready.length ? (
          <label class="form-field">
            常用的话
            <select data-fill={`note-${act}`}>
              <option value="">选一句，可以再改</option>
              {ready.map((sentence) => (
                <option value={sentence}>{sentence}</option>
              ))}
            </select>
          </label>
        ) : null}
        <button
          class={`button ${danger ? 'button-danger' : 'button-primary'}`}
          type="submit"
          name="act"
          value={act}
        >
          {button}
        </button>
      </form>
    </details>
  )
}

const GRANT_WORDS = {
  refund_only: { title: '同意退款', told: '钱原路退回，商品不用寄回，不能恢复。' },
  return_refund: { title: '同意退货', told: '顾客会看到退货地址，寄回后由我们验收。' },
  exchange: { title: '同意换货', told: '顾客会看到退货地址，验收后再寄一件。' },
  resend: { title: '同意补发', told: '库存里先留出来，寄出后填运单号；没有库存就改为退款。' },
} as const

function Grant(props: ClaimDeskProps) {
  const { desk, wholeFen } = props
  const { kind } = desk.claim
  const { title } = GRANT_WORDS[kind]
  const told = desk.dispatchNumber ? '再寄一份同样的茶，寄出后填运单号。' : GRANT_WORDS[kind].told
  const missing = (kind === 'return_refund' || kind === 'exchange') && !desk.returns
  const button = kind === 'refund_only' && wholeFen !== null ? `同意，退 ¥${formatYuan(wholeFen)}` : title
  return (
    <>
      {missing ? (
        <p class="basket-alert">
          还没有退货地址，同意不了。请先在 <a href={adminPaths.returns}>设置 › 退货地址</a> 里写好。
        </p>
      ) : null}
      <Say {...props} act="grant" title={title} button={button} ready={READY.grant[kind]} needed={false}>
        {told}
      </Say>
    </>
  )
}

const Propose = (props: ClaimDeskProps) => (
  <Say
    {...props}
    act="propose"
    title="提出少退一些"
    button="发给顾客"
    ready={READY.propose}
    fields={
      <Field
        name="amount"
        label="退多少"
        unit="元"
        value={props.typed.act === 'propose' ? (props.typed.values?.amount ?? '') : ''}
        error={props.typed.act === 'propose' ? props.typed.errors?.amount : undefined}
        hint={`最多 ¥${formatYuan(props.mostProposedFen)}，商品不用寄回`}
        inputmode="decimal"
        maxlength={12}
        required
      />
    }
  >
    顾客接受才退；不接受就回到我们这里，24小时内再答复。请写明为什么少退。
  </Say>
)

function Refuse(props: ClaimDeskProps) {
  const { claim } = props.desk
  const last = claim.state === 'disputed' || claim.appealed === 1
  if (last && props.refusedByMe)
    return <p class="fine">上一次是您拒绝或提出复核的，请另一位同事决定。您可以同意。</p>
  return (
    <Say
      {...props}
      act="refuse"
      title={last ? '维持不退' : '拒绝'}
      button={last ? '维持不退，结束' : '拒绝申请'}
      ready={READY.refuse}
      danger
    >
      {last ? '申请就此结束，不能恢复。' : '顾客可以请另一位同事再看一次。'}
    </Say>
  )
}

const Receive = (props: ClaimDeskProps) => (
  <Say
    {...props}
    act="receive"
    title="验收通过"
    button={
      props.desk.claim.kind === 'exchange'
        ? '验收通过，再寄一件'
        : props.wholeFen === null
          ? '验收通过'
          : `验收通过，退 ¥${formatYuan(props.wholeFen)}`
    }
    ready={[]}
    needed={false}
    fields={
      <label class="check">
        <input type="checkbox" name="restock" value="1" /> 封口完好、检查过，放回库存（不勾就是报损）
      </label>
    }
  >
    {props.desk.claim.kind === 'exchange' ? '库存里先留出来。' : '钱原路退回，不能恢复。'}
    {isShopsFault(props.desk.claim.reason) ? '顾客垫付的寄回运费不在里面，请在订单页另外退。' : ''}
  </Say>
)

const Signed = ({ desk }: ClaimDeskProps) => (
  <form method="post" action={adminPaths.claim(desk.claim.id)} data-once>
    <button class="button button-secondary" type="submit" name="act" value="sign">
      包裹已签收，三天内验收
    </button>
  </form>
)

function Send({ desk, typed }: ClaimDeskProps) {
  const { claim, account } = desk
  const line = account.lines.find((own) => own.line === claim.line && own.sku !== null)
  const mine = typed.act === 'send' ? typed : null
  const values = mine?.values ?? {}
  return (
    <section>
      <h2>寄出补发{line ? `（${Math.min(claim.quantity, sentStanding(account, line))}件）` : ''}</h2>
      <form
        method="post"
        action={adminPaths.claimParcel(desk.claim.id)}
        class="admin-form"
        novalidate
        data-once
      >
        <CarrierField id="carrier" value={values.carrier ?? 'sf'} name={values.carrierName} />
        <Field
          name="trackingNo"
          label="运单号"
          value={values.trackingNo ?? ''}
          error={mine?.errors?.trackingNo}
          required
          maxlength={40}
          autocomplete="off"
        />
        <button class="button button-primary" type="submit">
          登记寄出
        </button>
      </form>
    </section>
  )
}
