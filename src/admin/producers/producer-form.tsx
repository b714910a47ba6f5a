import type { Child } from 'hono/jsx'
import { MOST_PERMITS, PERMIT_KINDS, type Permit, type ProducerInput } from '../../catalog/producer.ts'
import { Alert } from '../alert.tsx'
import { Field, SelectField } from '../field.tsx'

type Props = {
  action: string
  input: ProducerInput
  problems: Record<string, string>
  mayWrite: boolean
  children?: Child
}

const SPARE_ROWS = 2

/** Says above the form what keeps it from being kept. */
export const ProducerProblems = ({ problems }: { problems: Record<string, string> }) =>
  Object.keys(problems).length ? (
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
  ) : null

const FIELDS: [name: 'nameZh' | 'nameEn' | 'addressZh' | 'addressEn', label: string, longest: number][] = [
  ['nameZh', '名称', 60],
  ['nameEn', '英文名称（不填就显示中文）', 120],
  ['addressZh', '地址', 100],
  ['addressEn', '英文地址（不填就显示中文）', 200],
]

/** What staff write about a producer; `children` go along with it. */
export const ProducerForm = ({ action, input, problems, mayWrite, children }: Props) => (
  <form method="post" action={action} class="admin-form" novalidate data-once>
    {children}
    {FIELDS.map(([name, label, longest]) => (
      <Field name={name} label={label} value={input[name]} error={problems[name]} maxlength={longest} />
    ))}
    <Permits permits={input.permits} problems={problems} />
    <fieldset>
      <legend>朵贝茶地理标志</legend>
      <p class="fine">两样都有才显示标志：经授权使用，且有证书编号。</p>
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
      这是示例，不是真实的生产者
    </label>
    {mayWrite ? (
      <button class="button button-primary" type="submit">
        保存
      </button>
    ) : (
      <p>您可以查看，修改请找商品管理。</p>
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
