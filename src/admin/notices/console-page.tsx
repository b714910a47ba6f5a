import { formatInstant } from '../../kernel/time.ts'
import type { ConsoleEntry } from '../../notices/schema.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'

/** In development: what would have gone to which phone, codes among it. */
export const ConsolePage = ({ entries }: { entries: ConsoleEntry[] }) => (
  <>
    <p>
      <a href={adminPaths.notices()}>‹ 通知</a>
    </p>
    <h1>开发环境里会发的短信</h1>
    <p>没有开通短信，下面这些没有发出去。正式环境没有这一页。</p>
    {entries.length ? (
      <Table head={['时间', '手机', '内容']}>
        {entries.map(({ at, phone, text }) => (
          <tr>
            <th scope="row">{formatInstant(at)}</th>
            <td>{phone}</td>
            <td>{text}</td>
          </tr>
        ))}
      </Table>
    ) : (
      <p>还没有短信。</p>
    )}
  </>
)
