import type { ProductCard } from '../catalog/card.ts'
import type { PageContext } from '../catalog/page-context.ts'
import { Card } from '../catalog/product-card.tsx'
import { inLanguage, type Texts } from '../i18n/texts.ts'
import { Picture } from '../ui/picture.tsx'

export type EmptyProps = { starters: ProductCard[]; context: PageContext }

/** A cart with nothing in it: what ends soon, two ways in, and one of each family to begin with. */
export function EmptyCart({ starters, context, t }: EmptyProps & { t: Texts['cart'] }) {
  const { paths, language, t: catalog } = context
  const ending = starters.find(({ lastOn }) => lastOn !== null)
  const name = ending && inLanguage(language, ending.nameZh, ending.nameEn)
  return (
    <>
      <div class="empty-basket">
        <Picture name="basket" alt="" width={400} height={300} first />
        <div>
          <h1>{t.empty}</h1>
          <p>
            {t.emptyLine}
            {name ? t.emptyUntil(name, catalog.buyUntil(ending.lastOn!)) : null}
          </p>
          <div class="empty-ways">
            <a class="button button-primary" href={paths.products({ family: 'tea' })}>
              {t.seeTea}
            </a>
            <a class="button" href={paths.products({ family: 'gift' })}>
              {t.seeGifts}
            </a>
          </div>
        </div>
      </div>
      {starters.length ? (
        <section class="section">
          <h2>{t.starters}</h2>
          <ul class="cards">
            {starters.map((item) => (
              <Card item={item} {...context} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
