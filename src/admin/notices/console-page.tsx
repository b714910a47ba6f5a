import { formatInstant } from '../../kernel/time.ts'
import type { ConsoleEntry } from '../../notices/schema.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'
import { CHANNEL_WORDS } from './words.ts'

/** In development: what would have gone to whom, codes and links among it. */
export const ConsolePage = ({ entries }: { entries: ConsoleEntry[] }) => (
  <>
    <p>
      <a href={adminPaths.notices()}>‹ 通知</a>
    </p>
    <h1>开发环境里会发的通知</h1>
    <p>没有人替我们发送，下面这些没有发出去。正式环境没有这一页。</p>
    {entries.length ? (
      <Table head={['时间', '渠道', '发给', '内容']}>
        {entries.map(({ at, channel, phone, text }) => (
          <tr>
            <th scope="row">{formatInstant(at)}</th>
            <td>{CHANNEL_WORDS[channel]}</td>
            <td>{phone}</td>
            <td class="letter">{text}</td>
          </tr>
        ))}
      </Table>
    ) : (
      <p>还没有通知。</p>
    )}
  </>
)
