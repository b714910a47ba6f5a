import {
  giMark,
  MOST_PERMITS,
  PERMIT_KINDS,
  type Permit,
  type ProducerInput,
} from '../../catalog/producer.ts'
import { inputOf, type Producer, type ProducerProduct } from '../../catalog/producer-queries.ts'
import { adminPaths, pathsFor } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field, SelectField } from '../field.tsx'
import { Was } from '../meanwhile.tsx'
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
}

const SPARE_ROWS = 2

/** One producer: its words, papers and products. */
export const ProducerPage = (props: Props) => {
  const { producer, products, conflict, problems } = props
  return (
    <>
      <p>
        <a href={adminPaths.producers}>← 生产者</a>
      </p>
      <h1>{producer.nameZh || '待填的生产者'}</h1>
      {producer.nameZh ? null : <p>还没有名称,买家看不到它。查到名称后填在下面。</p>}
      {conflict ? <Conflict now={inputOf(producer)} typed={props.input} /> : null}
      {Object.keys(problems).length ? (
        <Alert as="div" summary>
          <p>还没有保存，请先改好：</p>
          <ul>
            {Object.entries(problems).map(([name, text]) => (
              <li>
                <a href={`#${name}`}>{text}</a>
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <div class="admin-columns">
        <Form {...props} />
        <section>
          <h2>商品</h2>
          {products.length ? (
            <ul>
              {products.map(({ slug, nameZh, listed }) => (
                <li>{listed ? <a href={pathsFor('zh').product(slug)}>{nameZh}</a> : `${nameZh}(已下架)`}</li>
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
          <p>地理标志:{giMark(producer) ? `显示,证书编号 ${giMark(producer)}` : '不显示'}</p>
        </section>
      </div>
    </>
  )
}

const FIELDS: [name: 'nameZh' | 'nameEn' | 'addressZh' | 'addressEn', label: string, longest: number][] = [
  ['nameZh', '名称', 60],
  ['nameEn', '英文名称(不填就显示中文)', 120],
  ['addressZh', '地址', 100],
  ['addressEn', '英文地址', 200],
]

const Form = ({ producer, input, problems, edits, was, mayWrite }: Props) => (
  <form method="post" action={adminPaths.producer(producer.id)} class="admin-form">
    <input type="hidden" name="edits" value={String(edits)} />
    <Was fields={was} />
    {FIELDS.map(([name, label, longest]) => (
      <Field name={name} label={label} value={input[name]} error={problems[name]} maxlength={longest} />
    ))}
    <Permits permits={input.permits} problems={problems} />
    <fieldset>
      <legend>朵贝茶地理标志</legend>
      <p class="fine">两样都有才显示标志:经授权使用,且有证书编号。</p>
      <label class="admin-tick">
        <input type="checkbox" name="giAuthorised" value="yes" checked={input.giAuthorised} />
        已获授权使用
      </label>
      <Field
        name="giCertificate"
        label="证书编号"
        value={input.giCertificate}
        error={problems.giCertificate}
        maxlength={60}
      />
    </fieldset>
    <label class="admin-tick">
      <input type="checkbox" name="sample" value="yes" checked={input.sample} />
      这是示例,不是真实的生产者
    </label>
    {mayWrite ? (
      <button class="button button-primary" type="submit">
        保存
      </button>
    ) : (
      <p>您可以查看,修改请找商品管理。</p>
    )}
  </form>
)

const Permits = ({ permits, problems }: { permits: Permit[]; problems: Record<string, string> }) => {
  const count = Math.min(MOST_PERMITS, permits.length + SPARE_ROWS)
  const rows = Array.from({ length: count }, (_, index) => permits[index])
  return (
    <fieldset>
      <legend>证照</legend>
      <p class="fine">清空编号和到期日就是删去这一张。长期有效的不填到期日。填满后保存会再出空行。</p>
      {rows.map((permit, row) => (
        <div class="permit-row">
          <SelectField
            name={`permit.${row}.kind`}
            label={`第 ${row + 1} 张`}
            value={permit?.kind ?? 'business'}
            options={Object.entries(PERMIT_KINDS)}
          />
          <Field
            name={`permit.${row}.number`}
            label="编号"
            value={permit?.number ?? ''}
            error={problems[`permit.${row}.number`]}
            maxlength={60}
          />
          <Field
            name={`permit.${row}.until`}
            label="到期日"
            value={permit?.validUntil ?? ''}
            error={problems[`permit.${row}.until`]}
            type="date"
          />
        </div>
      ))}
    </fieldset>
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
  return papers.join(';') || '(没有)'
}

/** Two people wrote: what stands now, field by field, beside what was typed; nothing is lost. */
const Conflict = ({ now, typed }: { now: ProducerInput; typed: ProducerInput }) => {
  const parted = (Object.keys(NAMES) as (keyof ProducerInput)[]).filter(
    (name) => inWords(now[name]) !== inWords(typed[name]),
  )
  return (
    <Alert as="div">
      <p>
        刚刚有同事也改了它，您的还没有保存。您填的还在表格里，您没有动过的已换成同事的；不同的地方现在是：
      </p>
      <ul>
        {parted.map((name) => (
          <li>
            {NAMES[name]}:{inWords(now[name])}
          </li>
        ))}
      </ul>
      <p>改好后再按保存,就以您的为准。</p>
    </Alert>
  )
}
