import { formatInstant } from '../../kernel/time.ts'
import type { PromoCode } from '../../promotions/schema.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'
import { type CodeNames, forText, nameOf, offText, State } from './words.tsx'

type Props = { rows: PromoCode[]; names: CodeNames; next: string | null; now: number }

/** All codes with what they take off, how often they were used and whether they run. */
export const CodesPage = ({ rows, names, next, now }: Props) => (
  <>
    <div class="admin-title">
      <h1>优惠码</h1>
      <a class="button button-primary admin-title-act" href={adminPaths.newCode}>
        新建优惠码
      </a>
    </div>
    <p class="fine">
      限时价在商品里设：打开<a href={adminPaths.listings()}>商品</a>，点规格价格下的“限时价”。
    </p>
    {rows.length === 0 ? (
      <p class="empty">还没有优惠码。新建后发给顾客，结算时填写即可抵减。</p>
    ) : (
      <Table label="优惠码" head={['优惠码', '减多少', '用于', '时间', '已用', '状态']} numbers={[4]}>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              {row.adoptionId ? nameOf(row) : <a href={adminPaths.code(row.code)}>{row.code}</a>}
            </th>
            <td>{offText(row)}</td>
            <td>{row.adoptionId ? '一位认购人，歉收抵用' : forText(row, names)}</td>
            <td>
              {formatInstant(row.startsAt)} 至 {formatInstant(row.endsAt)}
            </td>
            <td class="is-number">
              {row.used} / {row.limitTotal}
            </td>
            <td>
              <State row={row} now={now} />
            </td>
          </tr>
        ))}
      </Table>
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
