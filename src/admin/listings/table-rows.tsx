import { unitPrice } from '../../catalog/card.ts'
import { LOW_STOCK, type TableRow, type TableSku } from '../../catalog/listings/table.ts'
import { inSeason } from '../../catalog/season.ts'
import { bareYuan, formatYuan } from '../../kernel/money.ts'
import { MonthStrip } from '../../ui/month-strip.tsx'
import { Picture } from '../../ui/picture.tsx'
import { unitPriceText } from '../../ui/price.tsx'
import { adminPaths } from '../../urls.ts'
import { type MovedStock, priceCell, type StockCell, stockCell } from './table-form.ts'
import type { ListingsProps } from './table-page.tsx'

/** A draft whose product does not exist yet. */
export const NewRow = ({ row }: { row: TableRow }) => (
  <tr>
    <td class="listing-check" />
    <td class="listing-picture">
      <Picture name={row.picture} alt="" width={44} height={44} />
    </td>
    <th scope="row" colspan={6}>
      <a href={adminPaths.listing(row.id)}>{row.nameZh || '（还没有名称）'}</a>
      <small>新商品，还没有发布</small>
    </th>
    <td>
      <span class="state state-draft">草稿</span>
    </td>
    <td />
  </tr>
)

type SkuProps = ListingsProps & { row: TableRow; sku: TableSku; first: boolean }

/** One SKU; what its product shares with the others stands in the first row of them. */
export function SkuRow(props: SkuProps) {
  const { row, sku, first, month, now, can, typed } = props
  const low = !sku.bundle && sku.available <= LOW_STOCK
  const name = `${row.nameZh} ${sku.specZh}`
  const price = priceCell(typed.values, sku.sku, sku.priceFen)
  return (
    <tr class={first ? undefined : 'is-more'}>
      <td class="listing-check">
        <label class="tick-target">
          <input
            type="checkbox"
            name="sku"
            value={sku.sku}
            aria-label={`选择 ${name}`}
            checked={typed.values[`chosen.${sku.sku}`] === 'on'}
          />
        </label>
      </td>
      <td class="listing-picture">
        <Picture name={row.picture} alt="" width={44} height={44} />
      </td>
      <th scope="row">
        <a href={adminPaths.listing(row.id)}>{row.nameZh}</a>
        <small>{sku.sku}</small>
      </th>
      <td data-label="规格">
        {sku.specZh}
        {sku.soldAlone ? null : <small>不单卖</small>}
      </td>
      <td class="is-number" data-label="价格 元">
        {can.prices ? (
          <>
            <input type="hidden" name={`seen-price.${sku.sku}`} value={price.seen} />
            <input
              class="listing-input"
              name={`price.${sku.sku}`}
              inputmode="decimal"
              autocomplete="off"
              value={price.text}
              data-seen={bareYuan(price.seen)}
              aria-label={`${name} 价格（元）`}
            />
            {price.was === null ? null : (
              <span class="listing-moved">
                打开时 {formatYuan(price.was)}，现在 {formatYuan(price.seen)}
              </span>
            )}
          </>
        ) : (
          formatYuan(sku.priceFen)
        )}
        {can.promotions && sku.soldAlone ? (
          <a class="listing-promo" href={adminPaths.listingPromotion(row.id)}>
            {(sku.promoUntil ?? 0) > now ? '有限时价' : '限时价'}
            <span class="visually-hidden"> {name}</span>
          </a>
        ) : null}
      </td>
      <td data-label="单位价" class="listing-unit">
        {unitPriceText(unitPrice(row.family, sku)) ?? '—'}
      </td>
      <td data-label="库存">
        {can.stock && !sku.bundle ? (
          <StockBox
            sku={sku.sku}
            name={name}
            low={low}
            cell={stockCell(typed.values, sku.sku, sku.available)}
          />
        ) : (
          <span>
            {sku.available}
            {sku.bundle ? <small>按组成算</small> : null}
          </span>
        )}
        {low ? <span class="listing-low">偏低</span> : null}
      </td>
      <td data-label="产季">
        <MonthStrip
          open={(cell) => inSeason(row.seasonMask, cell)}
          month={month}
          label={`产季 ${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((cell) => inSeason(row.seasonMask, cell)).join('、')} 月`}
        />
      </td>
      <td data-label="状态">
        <ShelfState row={row} first={first} can={can.publish} />
      </td>
      <td data-label="标签信息">
        {row.factsMissing ? (
          <a class="listing-lacking" href={`${adminPaths.listing(row.id)}#facts`}>
            缺 {row.factsMissing} 项
          </a>
        ) : (
          '齐全'
        )}
        {row.sample && first ? <small>示例数据</small> : null}
      </td>
    </tr>
  )
}

type StockBoxProps = { sku: string; name: string; low: boolean; cell: StockCell }

const StockBox = ({ sku, name, low, cell }: StockBoxProps) => (
  <>
    <input type="hidden" name={`seen-stock.${sku}`} value={cell.seen} />
    <input
      class={low ? 'listing-input is-low' : 'listing-input'}
      name={`stock.${sku}`}
      inputmode="numeric"
      autocomplete="off"
      value={cell.text}
      data-seen={cell.seen}
      aria-label={`${name} 库存（件）`}
    />
    {cell.moved ? <MovedChoice sku={sku} name={name} {...cell.moved} /> : null}
  </>
)

/** Orders moved the stock while it was typed over: only who typed knows whether a difference or a count was meant. */
const MovedChoice = ({ sku, name, was, now, typed, chosen }: MovedStock & { sku: string; name: string }) => {
  const step = (typed ?? was) - was
  const choices: [value: 'by' | 'to', text: string, fits: boolean][] = [
    ['by', `${step < 0 ? '少了' : '多了'}${Math.abs(step)}件（${now} → ${now + step}）`, now + step >= 0],
    ['to', `现在就有${typed}件（${typed === now ? '不用改' : `${now} → ${typed}`}）`, true],
  ]
  return (
    <fieldset class="listing-moved">
      <legend class="visually-hidden">{`${name} 打开时 ${was}，现在 ${now}`}</legend>
      <span aria-hidden="true">{`打开时 ${was}，现在 ${now}`}</span>
      <input type="hidden" name={`now-stock.${sku}`} value={now} />
      {typed === null
        ? null
        : choices.map(([value, text, fits]) =>
            fits ? (
              <label>
                <input type="radio" name={`moved.${sku}`} value={value} checked={chosen === value} /> {text}
              </label>
            ) : null,
          )}
    </fieldset>
  )
}

const ShelfState = ({ row, first, can }: { row: TableRow; first: boolean; can: boolean }) => (
  <>
    <span class={row.listed ? 'state state-on' : 'state state-off'}>{row.listed ? '在售' : '已下架'}</span>
    {first && can ? (
      <button
        class="link-button"
        type="submit"
        formaction={adminPaths.listingShelf}
        name="shelf"
        value={`${row.id}:${row.listed ? 0 : 1}`}
        aria-label={`${row.listed ? '下架' : '上架'} ${row.nameZh}`}
      >
        {row.listed ? '下架' : '上架'}
      </button>
    ) : null}
    {first && row.draft ? <small>有草稿</small> : null}
  </>
)
