import { firstEnd, giMark } from '../../catalog/producer.ts'
import type { Producer, Sells } from '../../catalog/producer-queries.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'
import { Until } from './until.tsx'

type Props = { rows: (Producer & Pick<Sells, 'products'>)[]; today: string; mayWrite: boolean }

/** Who makes what is sold: the firms of the tea park stand here before their names are known. */
export const ProducersPage = ({ rows, today, mayWrite }: Props) => {
  const nameless = rows.filter(({ nameZh }) => !nameZh).length
  return (
    <>
      <div class="admin-title">
        <h1>生产者</h1>
        {mayWrite ? (
          <a class="button button-primary admin-title-act" href={adminPaths.newProducer}>
            新增生产者
          </a>
        ) : null}
      </div>
      <p>
        商品页和“生产者”页写的就是这里的名称。穿洞茶叶园区有13家茶企（2023年，来源见“有出处的数字”）
        {nameless ? `，其中 ${nameless} 家的名称待填：没有名称的不会给买家看到。` : '，名称都已填好。'}
      </p>
      <Table label="生产者" class="producers-table" head={['名称', '商品', '证照', '最早到期', '地理标志']}>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              <a href={adminPaths.producer(row.id)}>{row.nameZh || `待填（茶企 ${row.id.slice(-2)}）`}</a>{' '}
              {row.teaPark ? <span class="tag">穿洞茶叶园区</span> : null}
              {row.sample ? <span class="tag tag-sample">示例数据</span> : null}
            </th>
            <td>{row.products}</td>
            <td>{row.permits.length ? `${row.permits.length} 张` : '还没有'}</td>
            <td>
              <Until day={firstEnd(row.permits)} today={today} />
            </td>
            <td>{giText(row)}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}

const giText = (row: Producer): string => {
  if (giMark(row)) return '可显示'
  return row.giAuthorised ? '缺证书编号' : '未授权'
}
