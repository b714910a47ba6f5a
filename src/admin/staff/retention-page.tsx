import { formatInstant } from '../../kernel/time.ts'
import { KEY_DAYS, type RetentionView } from '../../orders/retaining.ts'
import { Table } from '../table.tsx'

const KINDS: Record<RetentionView['kind'], [what: string, why: string]> = {
  bought: ['付过款的订单（完成或退款后）', '交易记录保存三年，其间可能有售后和争议'],
  unbought: ['没有付款就关闭的订单', '没有成交，留一个月用来答复询问'],
}

/** What the nightly job does with personal data, and when: nothing to set, nothing to press. */
export const RetentionPage = ({ kinds, now }: { kinds: RetentionView[]; now: number }) => (
  <>
    <h1>个人信息保存</h1>
    <p>
      每晚2点20分自动处理：到期订单的姓名、电话、街道地址、留言、内部备注和个人发票抬头被删除，不能恢复。
      商品、金额、省份、运单号和同意记录留下。买家也可以在订单页提前删除。
    </p>
    <Table label="保存期限" head={['订单', '保存', '原因', '今晚处理', '之后30天', '下一笔到期']}>
      {kinds.map(({ kind, days, due, soon, nextAt }) => (
        <tr>
          <th scope="row">{KINDS[kind][0]}</th>
          <td>{days}天</td>
          <td>{KINDS[kind][1]}</td>
          <td>{due}笔</td>
          <td>{soon}笔</td>
          <td>{nextAt === null ? '—' : formatInstant(Math.max(nextAt, now)).slice(0, 10)}</td>
        </tr>
      ))}
    </Table>
    <h2>其他记录</h2>
    <ul>
      <li>员工登录：8小时后删除；一次性链接：过期一天后删除</li>
      <li>查询次数限制：一天后删除（不含电话和地址）</li>
      <li>防止重复下单的标记：{KEY_DAYS}天后删除</li>
      <li>操作记录：不删除，不含买家姓名、电话和地址</li>
    </ul>
  </>
)
