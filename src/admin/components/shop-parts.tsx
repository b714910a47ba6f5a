import { PlotCard } from '../../adoption/plot-card.tsx'
import { CartLineRow } from '../../cart/cart-line.tsx'
import { CartPage } from '../../cart/cart-page.tsx'
import { Card } from '../../catalog/product-card.tsx'
import { seasonMask } from '../../catalog/season.ts'
import { SeasonStrip } from '../../catalog/season-strip.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { SeasonProgress, type SeasonStep } from '../../ui/season-progress.tsx'
import type { Part, Setting } from './part.ts'
import { CARDS, cartOf, gardenOf, LINES, MONTH, PLOT_STATES } from './samples.ts'

const STANDS: SeasonStep['state'][] = ['done', 'now', 'next', 'next']

/** What shoppers see only. */
export function shopParts(setting: Setting): Part[] {
  const { language, t, paths } = setting
  const card = { t: t.catalog, paths, language, month: MONTH }
  return [
    {
      id: 'product-cards',
      zh: '商品卡',
      en: 'Product cards',
      body: <ul class="cards">{CARDS.map((item) => Card({ ...card, item }))}</ul>,
    },
    {
      id: 'seasons',
      zh: '产季',
      en: 'Seasons',
      body: (
        <div class="component-narrow">
          {[4095, seasonMask([10, 11, 12, 1, 2, 3]), seasonMask([4, 5])].flatMap((mask) => [
            <p>{SeasonStrip({ mask, month: MONTH, label: '' })}</p>,
            SeasonStrip({ mask, month: MONTH, label: '', numbered: true }),
          ])}
        </div>
      ),
    },
    {
      id: 'cart-lines',
      zh: '购物车的行与加减',
      en: 'Cart lines and steppers',
      body: (
        <div class="basket">
          <ul class="basket-lines">
            {LINES.map((line) => (
              <CartLineRow {...cartOf(setting)} line={line} />
            ))}
          </ul>
        </div>
      ),
    },
    {
      id: 'empty-cart',
      zh: '空购物车',
      en: 'Empty cart',
      body: <CartPage {...cartOf(setting)} />,
    },
    {
      id: 'plot-cards',
      zh: '地块卡',
      en: 'Plot cards',
      body: PLOT_STATES.map((state) => <PlotCard {...gardenOf(setting, state)} />),
    },
    {
      id: 'garden-figures',
      zh: '季节',
      en: 'The season',
      body: (
        <>
          <SeasonProgress
            steps={STANDS.map((state, at) => ({
              state,
              name: t.catalog.month(at + 1),
              when: t.catalog.month(at + 1),
            }))}
            t={t.drawings.season}
          />
        </>
      ),
    },
    {
      id: 'paging',
      zh: '翻页',
      en: 'Paging',
      body: (
        <p class="more">
          <a class="button button-secondary button-wide" href={paths.products()}>
            {t.catalog.more}
          </a>
        </p>
      ),
    },
    {
      id: 'code',
      zh: '二维码',
      en: 'QR code',
      body: (
        <p class="component-code">
          <QrCode text="https://example.com" label="" />
        </p>
      ),
    },
  ]
}
