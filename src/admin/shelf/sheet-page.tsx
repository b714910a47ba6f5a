import type { ProductCard } from '../../catalog/card.ts'
import { formatYuan } from '../../kernel/money.ts'
import { QrCode } from '../../ui/qr-code.tsx'
import { SquareMark } from '../../ui/square-mark.tsx'
import { adminPaths } from '../../urls.ts'
import { channelName } from '../words.ts'

type Props = {
  cards: { product: ProductCard; url: string }[]
  channel: string
  /** The civil date the prices are of. */
  on: string
}

/** Eight cards a sheet of A4, to be cut along the lines. */
export const SheetPage = ({ cards, channel, on }: Props) => (
  <div class="shelf-sheet">
    <div class="no-print">
      <p class="admin-actions">
        <a href={adminPaths.shelfCards}>‹ 货架卡</a>
        <button class="button button-secondary" type="button" data-print hidden>
          打印
        </button>
      </p>
      <h1>货架卡，{channelName(channel)}</h1>
      <p>共 {cards.length} 张，一页 A4 排 8 张，沿线裁开。请先用手机扫一张试试。</p>
    </div>
    <div class="shelf-cards">
      {cards.map(({ product, url }) => (
        <article class="shelf-card">
          <header>
            <SquareMark colour="#1F5B42" class="shelf-mark" />
            <span>贵州普定，消费帮扶</span>
            <span class="shelf-channel">{channelName(channel)}</span>
          </header>
          <div>
            <h2>{product.nameZh}</h2>
            <p>产地 {product.originZh}</p>
            <p>{product.card.specZh}</p>
            <p class="shelf-price">
              ¥{formatYuan(product.priceFromFen)}
              {product.sample ? <small>示例数据</small> : null}
            </p>
            <p class="fine">价格以 {on} 为准</p>
          </div>
          <div class="shelf-code">
            <QrCode text={url} label={`${product.nameZh}：${url}`} />
            <p>扫码下单，寄到家</p>
          </div>
        </article>
      ))}
    </div>
  </div>
)
