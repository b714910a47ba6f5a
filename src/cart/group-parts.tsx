import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import { Icon } from '../ui/icon.tsx'

/** An amount in yuan, set in tabular figures. */
export const Amount = (props: { fen: number; strong?: boolean }) => (
  <span class={props.strong ? 'amount amount-strong' : 'amount'}>¥{formatYuan(props.fen)}</span>
)

/** Heading of what travels together: how it travels, when it leaves, what that costs. */
export function GroupHead(props: {
  name: string
  storage: string
  freightFen: number | null
  meta?: string
  level?: 'h2' | 'h3'
  t: Texts['cart']
}) {
  const { t, freightFen } = props
  return (
    <header class="parcel-head">
      <Icon name={props.storage === 'cold' ? 'snow' : 'truck'} />
      {props.level === 'h3' ? (
        <h3 class="parcel-name">{props.name}</h3>
      ) : (
        <h2 class="parcel-name">{props.name}</h2>
      )}
      {props.meta ? <p class="parcel-meta">{props.meta}</p> : null}
      {freightFen === null ? null : (
        <p class="parcel-fee">
          {freightFen === 0 ? (
            t.freeFreight
          ) : (
            <>
              {t.freight} <Amount fen={freightFen} strong />
            </>
          )}
        </p>
      )}
    </header>
  )
}

export const templateName = (language: Language, template: { nameZh: string; nameEn: string }): string =>
  inLanguage(language, template.nameZh, template.nameEn)

/** A row of a sum: what it is and how much. */
export const SumRow = (props: { label: string; fen: number }) => (
  <div class="sum-row">
    <dt>{props.label}</dt>
    <dd>
      <Amount fen={props.fen} />
    </dd>
  </div>
)
