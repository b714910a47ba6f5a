import type { ShownProduct } from '../catalog/producer-queries.ts'
import type { Texts } from '../i18n/texts.ts'
import { FamilyMark } from '../ui/family-mark.tsx'
import { Picture } from '../ui/picture.tsx'

type Props = {
  t: Texts['pages']['producers']
  products: ShownProduct[]
  families: Record<string, string>
  origins: Record<string, string>
}

/** Places the drawing has a hill for. */
const DRAWN = ['chuandong', 'baiyan', 'huachu']

/** Which families come from where, over the drawing; those known by the county alone stand together as not checked. */
export const ProducersPlan = ({ t, products, families, origins }: Props) => {
  const from = (code: string) =>
    Object.keys(families).filter(
      (family) =>
        family !== 'gift' &&
        products.some((product) => product.originCode === code && product.family === family),
    )
  const told = new Set(DRAWN.flatMap(from))
  const open = from('puding').filter((family) => !told.has(family))
  return (
    <figure class="producers-plan">
      <Picture name="producers-plan" alt="" width={690} height={560} />
      <ul>
        {DRAWN.map((code) => {
          const own = from(code)
          return own.length ? (
            <li class={`plan-place plan-place--${code}`}>
              <FamilyMark family={own[0]!} />
              <strong>{origins[code]}</strong>
              <span>{own.map((family) => families[family] ?? family).join(t.listed)}</span>
            </li>
          ) : null
        })}
        <li class="plan-seat">{t.seat}</li>
        {open.length ? (
          <li class="plan-open">
            {open.map((family) => (
              <FamilyMark family={family} />
            ))}
            <span>{t.open}</span>
            <span class="visually-hidden">
              {open.map((family) => families[family] ?? family).join(t.listed)}
            </span>
          </li>
        ) : null}
      </ul>
      <figcaption class="fine">{t.planNote}</figcaption>
    </figure>
  )
}
