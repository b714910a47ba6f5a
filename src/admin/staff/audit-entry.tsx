import type { AuditRow } from '../../staff/auditing.ts'
import { Head } from '../table.tsx'
import { type AuditChange, auditChanges } from './audit-changes.ts'

/** As many fields of one entry as are shown at once: a bulk act changes hundreds. */
const MOST_SHOWN = 8

/** What one entry changed in words, the values as they are stored behind it. */
export const AuditValues = ({ row }: { row: AuditRow }) => {
  const changes = auditChanges(row.before, row.after)
  const rest = changes.slice(MOST_SHOWN)
  return (
    <div>
      {changes.length ? <ChangeTable changes={changes.slice(0, MOST_SHOWN)} /> : null}
      {rest.length ? (
        <details class="audit-rest">
          <summary>还有 {rest.length} 项</summary>
          <ChangeTable changes={rest} />
        </details>
      ) : null}
      <details class="audit-rest">
        <summary>原始记录</summary>
        <dl class="audit-raw">
          {row.before === null ? null : <Raw name="之前" json={row.before} />}
          {row.after === null ? null : <Raw name="之后" json={row.after} />}
        </dl>
      </details>
    </div>
  )
}

const Raw = ({ name, json }: { name: string; json: string }) => (
  <>
    <dt>{name}</dt>
    <dd>
      <code>{json}</code>
    </dd>
  </>
)

/** An act that only added says what it set; one that only removed, what was there. */
const ChangeTable = ({ changes }: { changes: AuditChange[] }) => {
  const had = changes.some(({ before }) => before !== null)
  const has = changes.some(({ after }) => after !== null)
  return (
    <table class="audit-changes">
      <Head titles={['项目', had ? '之前' : null, has ? (had ? '之后' : '内容') : null]} />
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr>
            <th scope="row">{field}</th>
            {had ? <td>{before ?? '—'}</td> : null}
            {has ? <td>{after ?? '—'}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
