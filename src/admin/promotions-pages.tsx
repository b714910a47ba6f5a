import type { Child } from 'hono/jsx'
import { formatOrderNumber } from '../kernel/ids.ts'
import { formatYuan } from '../kernel/money.ts'
import { formatInstant } from '../kernel/time.ts'
import { adminPaths } from '../paths.ts'
import { CODE_FAMILIES, type CodeErrors, type CodeTyped } from '../promotions/code-form.ts'
import { type CodeState, codeState, type Redemption } from '../promotions/queries.ts'
import type { PromoCode } from '../promotions/schema.ts'
import { Field, Mend, Saved } from './field.tsx'

const STATES: Record<CodeState, [text: string, look: string]> = {
  running: ['可用', 'state-on'],
  ahead: ['未开始', 'state-draft'],
  used_up: ['已用完', 'state-off'],
  over: ['已结束', 'state-off'],
}

const FAMILY_NAMES: Record<(typeof CODE_FAMILIES)[number], string> = {
  tea: '朵贝茶',
  chive: '普定韭黄',
  cili: '春归刺梨汁',
  honey: '夜郎蜂蜜',
  noodle: '苗干妈面条',
  gift: '礼盒',
  adoption: '认购茶园',
}

const offText = ({ kind, value }: PromoCode): string =>
  kind === 'percent' ? `减 ${value / 100}%` : `减 ¥${formatYuan(value)}`

const forText = ({ families, minimumFen }: PromoCode): string => {
  const names = (JSON.parse(families) as (typeof CODE_FAMILIES)[number][]).map((one) => FAMILY_NAMES[one])
  return `${names.length ? names.join('、') : '全部商品和认购'}${minimumFen ? `,满 ¥${formatYuan(minimumFen)}` : ''}`
}

/** The letters of a code made for a short season belong to its buyer. */
const nameOf = ({ code, adoptionId }: PromoCode): string =>
  adoptionId ? `补偿码 ${code.slice(0, 2)}••••` : code

const State = ({ row, now }: { row: PromoCode; now: number }) => {
  const [text, look] = STATES[codeState(row, now)]
  return <span class={`state ${look}`}>{text}</span>
}

export const CodesPage = ({ rows, next, now }: { rows: PromoCode[]; next: string | null; now: number }) => (
  <>
    <div class="admin-title">
      <h1>优惠码</h1>
      <a class="button button-primary admin-title-act" href={adminPaths.newCode}>
        新建优惠码
      </a>
    </div>
    <p class="fine">
      限时价在商品里设:打开<a href={adminPaths.listings()}>商品</a>,点规格价格下的“限时价”。
    </p>
    {rows.length === 0 ? (
      <p class="empty">还没有优惠码。新建一个,把码发给顾客,结算时填写就会减钱。</p>
    ) : (
      <table class="promo-table">
        <thead>
          <tr>
            <th scope="col">优惠码</th>
            <th scope="col">减多少</th>
            <th scope="col">用于</th>
            <th scope="col">时间</th>
            <th scope="col" class="is-number">
              已用
            </th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                {row.adoptionId ? nameOf(row) : <a href={adminPaths.code(row.code)}>{row.code}</a>}
              </th>
              <td data-label="减多少">{offText(row)}</td>
              <td data-label="用于">{row.adoptionId ? '一位认购人,歉收补偿' : forText(row)}</td>
              <td data-label="时间">
                {formatInstant(row.startsAt)} 至 {formatInstant(row.endsAt)}
              </td>
              <td data-label="已用" class="is-number">
                {row.used} / {row.limitTotal}
              </td>
              <td data-label="状态">
                <State row={row} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {next ? (
      <p>
        <a class="button button-secondary" href={next}>
          下一页
        </a>
      </p>
    ) : null}
  </>
)

type CodeProps = {
  row: PromoCode
  redemptions: Redemption[]
  now: number
  made: boolean
  error: string | null
}

const stateOf = (one: Redemption): string =>
  one.givenBackAt !== null ? '订单没付款,已退回' : one.paidAt === null ? '待付款' : '已付款'

export const CodePage = ({ row, redemptions, now, made, error }: CodeProps) => (
  <>
    <p>
      <a href={adminPaths.codes()}>全部优惠码</a>
    </p>
    <h1>{row.code}</h1>
    <Saved shown={made}>优惠码已建好,到开始时间就能用。</Saved>
    {error ? (
      <p class="basket-alert" role="alert">
        {error}
      </p>
    ) : null}
    <dl class="promo-facts">
      <Fact name="状态">
        <State row={row} now={now} />
      </Fact>
      <Fact name="减多少">{offText(row)}(不减运费)</Fact>
      <Fact name="用于">{forText(row)}</Fact>
      <Fact name="时间">
        {formatInstant(row.startsAt)} 至 {formatInstant(row.endsAt)}
        {row.endedAt === null ? '' : `,${formatInstant(row.endedAt)} 提前结束`}
      </Fact>
      <Fact name="次数">
        已用 {row.used},一共 {row.limitTotal};每个手机号 {row.limitPerPhone}
      </Fact>
    </dl>
    {row.endedAt === null && now < row.endsAt ? (
      <details class="promo-end">
        <summary class="button button-secondary">提前结束</summary>
        <form method="post" action={adminPaths.codeEnding(row.code)} data-once>
          <p>结束后没有人再能用它,不能恢复。已下的订单照旧。</p>
          <button class="button button-danger" type="submit">
            结束 {row.code}
          </button>
        </form>
      </details>
    ) : null}
    <h2>谁用了</h2>
    {redemptions.length === 0 ? (
      <p class="empty">还没有人用。</p>
    ) : (
      <table class="promo-table">
        <thead>
          <tr>
            <th scope="col">订单</th>
            <th scope="col">手机</th>
            <th scope="col" class="is-number">
              减了
            </th>
            <th scope="col">时间</th>
            <th scope="col">订单状态</th>
          </tr>
        </thead>
        <tbody>
          {redemptions.map((one) => (
            <tr>
              <th scope="row">
                <a href={adminPaths.order(one.number)}>{formatOrderNumber(one.number)}</a>
              </th>
              <td data-label="手机">{one.phoneTail ? `*** **** ${one.phoneTail}` : '已删除'}</td>
              <td data-label="减了" class="is-number">
                ¥{formatYuan(one.discountFen)}
              </td>
              <td data-label="时间">{formatInstant(one.at)}</td>
              <td data-label="订单状态">{stateOf(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </>
)

const Fact = ({ name, children }: { name: string; children?: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

export const NewCodePage = ({ typed, errors }: { typed: CodeTyped; errors: CodeErrors }) => (
  <>
    <p>
      <a href={adminPaths.codes()}>全部优惠码</a>
    </p>
    <h1>新建优惠码</h1>
    <Mend errors={errors} />
    <form method="post" action={adminPaths.codes()} class="admin-form" novalidate data-once>
      <Field
        name="code"
        label="优惠码"
        value={typed.code}
        error={errors.code}
        maxlength={24}
        hint="4到20位字母或数字,不分大小写。不填就由系统生成一个猜不到的。"
      />
      <fieldset class="choices">
        <legend>减多少</legend>
        <label class="choice">
          <input type="radio" name="kind" value="amount" checked={typed.kind !== 'percent'} /> 减固定金额
        </label>
        <label class="choice">
          <input type="radio" name="kind" value="percent" checked={typed.kind === 'percent'} /> 按百分比减
        </label>
      </fieldset>
      <Field
        name="amount"
        label="减几元(选了减固定金额才填)"
        value={typed.amount}
        error={errors.amount}
        inputmode="decimal"
        unit="元"
      />
      <Field
        name="percent"
        label="减百分之几(选了按百分比才填)"
        value={typed.percent}
        error={errors.percent}
        inputmode="decimal"
        unit="%"
        hint="10 就是九折,15 就是八五折"
      />
      <fieldset class="choices">
        <legend>用于哪些(都不勾就是全部)</legend>
        {CODE_FAMILIES.map((family) => (
          <label>
            <input type="checkbox" name="families" value={family} checked={typed.families.includes(family)} />{' '}
            {FAMILY_NAMES[family]}
          </label>
        ))}
      </fieldset>
      <Field
        name="minimum"
        label="满多少可用(可不填)"
        value={typed.minimum}
        error={errors.minimum}
        inputmode="decimal"
        unit="元"
      />
      <Field name="starts" label="开始" type="datetime-local" value={typed.starts} error={errors.starts} />
      <Field name="ends" label="结束" type="datetime-local" value={typed.ends} error={errors.ends} />
      <Field
        name="total"
        label="一共可用几次"
        value={typed.total}
        error={errors.total}
        inputmode="numeric"
        unit="次"
      />
      <Field
        name="perPhone"
        label="每个手机号可用几次"
        value={typed.perPhone}
        error={errors.perPhone}
        inputmode="numeric"
        unit="次"
      />
      <button class="button button-primary" type="submit">
        建好
      </button>
    </form>
  </>
)
