import type { Child } from 'hono/jsx'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { Redemption } from '../../promotions/queries.ts'
import type { PromoCode } from '../../promotions/schema.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Saved } from '../field.tsx'
import { Table } from '../table.tsx'
import { type CodeNames, forText, offText, State } from './words.tsx'

type CodeProps = {
  row: PromoCode
  names: CodeNames
  redemptions: Redemption[]
  now: number
  made: boolean
  error: string | null
}

const stateOf = (one: Redemption): string =>
  one.givenBackAt !== null ? '订单没付款，已退回' : one.paidAt === null ? '待付款' : '已付款'

/** One code, who used it, and the way to end it. */
export const CodePage = ({ row, names, redemptions, now, made, error }: CodeProps) => (
  <>
    <p>
      <a href={adminPaths.codes()}>全部优惠码</a>
    </p>
    <h1>{row.code}</h1>
    <Saved shown={made}>优惠码已建好，到开始时间就能用。</Saved>
    <Alert>{error}</Alert>
    <dl class="promo-facts">
      <Fact name="状态">
        <State row={row} now={now} />
      </Fact>
      <Fact name="减多少">{offText(row)}（不减运费）</Fact>
      <Fact name="用于">{forText(row, names)}</Fact>
      <Fact name="时间">
        {formatInstant(row.startsAt)} 至 {formatInstant(row.endsAt)}
        {row.endedAt === null ? '' : `，${formatInstant(row.endedAt)} 提前结束`}
      </Fact>
      <Fact name="次数">
        已用 {row.used}，一共 {row.limitTotal}；每个手机号 {row.limitPerPhone}
      </Fact>
    </dl>
    {row.endedAt === null && now < row.endsAt ? (
      <details class="promo-end">
        <summary class="button button-secondary">提前结束</summary>
        <form method="post" action={adminPaths.codeEnding(row.code)} data-once>
          <p>结束后不能再使用，也不能恢复；已下的订单不受影响。</p>
          <button class="button button-danger" type="submit">
            结束 {row.code}
          </button>
        </form>
      </details>
    ) : null}
    <h2>使用记录</h2>
    {redemptions.length === 0 ? (
      <p class="empty">还没有人用。</p>
    ) : (
      <Table label="使用记录" head={['订单', '手机', '减了', '时间', '订单状态']} numbers={[2]}>
        {redemptions.map((one) => (
          <tr>
            <th scope="row">
              <a href={adminPaths.order(one.number)}>{formatOrderNumber(one.number)}</a>
            </th>
            <td>{one.phoneTail ? `*** **** ${one.phoneTail}` : '已删除'}</td>
            <td class="is-number">¥{formatYuan(one.discountFen)}</td>
            <td>{formatInstant(one.at)}</td>
            <td>{stateOf(one)}</td>
          </tr>
        ))}
      </Table>
    )}
  </>
)

const Fact = ({ name, children }: { name: string; children?: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
