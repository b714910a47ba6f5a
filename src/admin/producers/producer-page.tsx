import { giMark, PERMIT_KINDS, type ProducerInput } from '../../catalog/producer.ts'
import { inputOf, type Producer, type ProducerProduct } from '../../catalog/producer-queries.ts'
import type { ProducerScan } from '../../media/schema.ts'
import { adminPaths, pathsFor } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Was } from '../meanwhile.tsx'
import { ProducerForm, ProducerProblems } from './producer-form.tsx'
import { Scans } from './scans.tsx'
import { Until } from './until.tsx'

type Props = {
  producer: Producer
  products: ProducerProduct[]
  today: string
  /** What stands in the form: what is kept, or what was just typed. */
  input: ProducerInput
  problems: Record<string, string>
  conflict: boolean
  edits: number
  /** What the form held when it was first drawn. */
  was: Partial<ProducerInput>
  mayWrite: boolean
  scans: ProducerScan[]
  /** What was wrong with a scan just sent. */
  scanError: string | null
  scanKey: string
}

/** One producer: its words, papers and products. */
export const ProducerPage = (props: Props) => {
  const { producer, products, conflict, problems } = props
  return (
    <>
      <p>
        <a href={adminPaths.producers}>← 生产者</a>
      </p>
      <h1>{producer.nameZh || '待填的生产者'}</h1>
      {producer.nameZh ? null : <p>还没有名称，顾客看不到。请在下方填写。</p>}
      {conflict ? <Conflict now={inputOf(producer)} typed={props.input} /> : null}
      <ProducerProblems problems={problems} />
      <div class="admin-columns">
        <ProducerForm {...props} action={adminPaths.producer(producer.id)}>
          <input type="hidden" name="edits" value={String(props.edits)} />
          <Was fields={props.was} />
        </ProducerForm>
        <section>
          <h2>商品</h2>
          {products.length ? (
            <ul>
              {products.map(({ slug, nameZh, listed }) => (
                <li>
                  {listed ? <a href={pathsFor('zh').product(slug)}>{nameZh}</a> : `${nameZh}（已下架）`}
                </li>
              ))}
            </ul>
          ) : (
            <p>还没有商品。在商品编辑里选它作生产主体。</p>
          )}
          <h2>证照现状</h2>
          {producer.permits.length ? (
            <ul>
              {producer.permits.map(({ kind, number, validUntil }) => (
                <li>
                  {PERMIT_KINDS[kind]} {number}
                  <br />
                  {validUntil ? <Until day={validUntil} today={props.today} /> : '长期有效'}
                </li>
              ))}
            </ul>
          ) : (
            <p>还没有登记证照。</p>
          )}
          <p>地理标志：{giMark(producer) ? `显示，证书编号 ${giMark(producer)}` : '不显示'}</p>
          <Scans {...props} />
        </section>
      </div>
    </>
  )
}

const NAMES: Record<keyof ProducerInput, string> = {
  nameZh: '名称',
  nameEn: '英文名称',
  addressZh: '地址',
  addressEn: '英文地址',
  permits: '证照',
  giAuthorised: '地理标志授权',
  giCertificate: '证书编号',
  sample: '示例',
}

const inWords = (value: ProducerInput[keyof ProducerInput]): string => {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return value || '（空）'
  const papers = value.map(({ kind, number, validUntil }) =>
    [PERMIT_KINDS[kind], number, validUntil ?? '长期'].join(' '),
  )
  return papers.join('；') || '（没有）'
}

/** Two people wrote: what stands now, field by field, beside what was typed; nothing is lost. */
const Conflict = ({ now, typed }: { now: ProducerInput; typed: ProducerInput }) => {
  const parted = (Object.keys(NAMES) as (keyof ProducerInput)[]).filter(
    (name) => inWords(now[name]) !== inWords(typed[name]),
  )
  return (
    <Alert as="div">
      <p>没有保存：同事刚改过这个生产者。您填的都在表格里，您没有动过的已换成同事的；不同的地方现在是：</p>
      <ul>
        {parted.map((name) => (
          <li>
            {NAMES[name]}：{inWords(now[name])}
          </li>
        ))}
      </ul>
      <p>改好后再按保存，就以您的为准。</p>
    </Alert>
  )
}
