import type { Child } from 'hono/jsx'
import type { TypedOffer } from './offer-form.ts'

type Props = { typed: TypedOffer; error: string | undefined }

/** Rows of one kind, with how many there are, and what needs fixing. */
const Rows = (props: {
  id: string
  name: string
  legend: string
  count: number
  error: string | undefined
  children: Child
}) => (
  <fieldset class="form-field" id={props.id}>
    <legend>{props.legend}</legend>
    <input type="hidden" name={`${props.name}.rows`} value={String(props.count)} />
    {props.children}
    {props.error ? <p class="form-error">{props.error}</p> : null}
  </fieldset>
)

type CellProps = {
  label: string
  name: string
  value: string
  longest?: number
  type?: 'date'
  lang?: 'en'
  decimal?: boolean
}

const Cell = ({ label, name, value, longest = 10, type, lang, decimal }: CellProps) => (
  <label>
    {label}
    <input
      name={name}
      value={value}
      maxlength={longest}
      type={type}
      lang={lang}
      inputmode={decimal ? 'decimal' : undefined}
    />
  </label>
)

/** Teas of the season: name and what 100 g are worth when a refund takes off what was sent. */
export const GradeRows = ({ typed, error }: Props) => (
  <Rows
    id="grades"
    name="grade"
    legend="茶（最后一行空着，用来加一种）"
    count={typed.grades.length}
    error={error}
  >
    {typed.grades.map((row, n) => (
      <div class="desk-row">
        <input type="hidden" name={`grade.${n}.code`} value={row.code} />
        <Cell label="名称" name={`grade.${n}.zh`} value={row.zh} longest={40} />
        <Cell label="英文（可不填）" name={`grade.${n}.en`} value={row.en} longest={60} lang="en" />
        <Cell label="每 100 克（元）" name={`grade.${n}.value`} value={row.value} decimal />
      </div>
    ))}
  </Rows>
)

const teaName = (typed: TypedOffer, n: number): string => typed.grades[n]?.zh || '新加的茶'

/** Sizes on sale: mu, yuan, grams of each tea, visitors. */
export const TierRows = ({ typed, error }: Props) => (
  <Rows
    id="tiers"
    name="tier"
    legend="大小和价格（最后一行空着，用来加一种）"
    count={typed.tiers.length}
    error={error}
  >
    {typed.tiers.map((row, n) => (
      <div class="desk-row">
        <Cell label="亩" name={`tier.${n}.area`} value={row.area} decimal />
        <Cell label="价格（元）" name={`tier.${n}.price`} value={row.price} decimal />
        {typed.grades.map((_, g) => (
          <Cell
            label={`${teaName(typed, g)}（克）`}
            name={`tier.${n}.grams.${g}`}
            value={row.grams[g] ?? ''}
            longest={7}
            decimal
          />
        ))}
        <Cell label="参观人数" name={`tier.${n}.guests`} value={row.guests} longest={3} decimal />
      </div>
    ))}
  </Rows>
)

/** When which tea is sent. */
export const WindowRows = ({ typed, error }: Props) => (
  <Rows
    id="windows"
    name="window"
    legend="寄送（最后一行空着，用来加一批）"
    count={typed.windows.length}
    error={error}
  >
    {typed.windows.map((row, n) => (
      <div class="desk-row">
        <input type="hidden" name={`window.${n}.code`} value={row.code} />
        <Cell label="从" name={`window.${n}.from`} value={row.from} type="date" />
        <Cell label="到" name={`window.${n}.until`} value={row.until} type="date" />
        {typed.grades.map((_, g) => (
          <label class="check">
            <input
              type="checkbox"
              name={`window.${n}.grade.${g}`}
              value="1"
              checked={row.grades[g] ?? false}
            />{' '}
            {teaName(typed, g)}
          </label>
        ))}
      </div>
    ))}
  </Rows>
)
