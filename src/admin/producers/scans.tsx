import { PERMIT_KINDS } from '../../catalog/producer.ts'
import type { Producer } from '../../catalog/producer-queries.ts'
import { own } from '../../kernel/own.ts'
import { civilDate } from '../../kernel/time.ts'
import type { ProducerScan } from '../../media/schema.ts'
import { adminPaths } from '../../urls.ts'
import { FieldError, SelectField } from '../field.tsx'

type Props = {
  producer: Pick<Producer, 'id'>
  scans: ProducerScan[]
  scanError: string | null
  scanKey: string
  mayWrite: boolean
}

/** Scans of a producer's papers: a list, and a form for one more. Who may not keep producers reads that they exist. */
export const Scans = ({ producer, scans, scanError, scanKey, mayWrite }: Props) => (
  <section aria-labelledby="scans">
    <h2 id="scans">证照扫描件</h2>
    <p class="fine">只给有权改生产者的同事看，不会出现在商店里。</p>
    {scans.length ? (
      <ul class="scan-list">
        {scans.map((scan) => (
          <li>
            <ScanLine producer={producer} scan={scan} mayWrite={mayWrite} />
          </li>
        ))}
      </ul>
    ) : (
      <p>还没有扫描件。</p>
    )}
    {mayWrite ? (
      <form
        method="post"
        action={adminPaths.producerScans(producer.id)}
        enctype="multipart/form-data"
        class="admin-form"
        novalidate
        data-once
      >
        <input type="hidden" name="clientKey" value={scanKey} />
        <SelectField name="kind" label="哪一张证照" value="business" options={Object.entries(PERMIT_KINDS)} />
        <div class={scanError ? 'form-field form-field-wrong' : 'form-field'}>
          <label for="scan">扫描件</label>
          <input
            id="scan"
            name="scan"
            type="file"
            accept="application/pdf,image/jpeg,image/png"
            aria-invalid={scanError ? 'true' : undefined}
            aria-describedby={scanError ? 'scan-error' : 'scan-hint'}
          />
          <p class="fine" id="scan-hint">
            PDF、JPEG 或 PNG，最大 10 MB。
          </p>
          <FieldError name="scan" text={scanError ?? undefined} />
        </div>
        <button class="button button-secondary" type="submit">
          上传
        </button>
      </form>
    ) : null}
  </section>
)

const ScanLine = ({
  producer,
  scan,
  mayWrite,
}: Pick<Props, 'producer' | 'mayWrite'> & { scan: ProducerScan }) => (
  <>
    {own(PERMIT_KINDS, scan.kind) ?? PERMIT_KINDS.other}
    <br />
    {mayWrite ? <a href={adminPaths.producerScan(producer.id, scan.id)}>{scan.name}</a> : null}{' '}
    <span class="fine">
      {civilDate(scan.at)} · {Math.max(1, Math.round(scan.bytes / 1024))} KB
    </span>
    {mayWrite ? (
      <details>
        <summary aria-label={`删去 ${scan.name}`}>删去</summary>
        <form method="post" action={adminPaths.producerScanRemoval(producer.id, scan.id)} data-once>
          <p>删去后不能恢复。</p>
          <button class="button button-danger" type="submit">
            删去这份扫描件
          </button>
        </form>
      </details>
    ) : null}
  </>
)
