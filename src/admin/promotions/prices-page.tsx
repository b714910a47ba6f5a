import type { PromotionGround, PromotionProblem, PromotionSku } from '../../catalog/promoting.ts'
import { hasPromotion } from '../../catalog/promotion.ts'
import { bareYuan, formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved } from '../field.tsx'
import { Table } from '../table.tsx'
/** `seen`: the usual price in fen beside which a SKU's own was typed. */
export type PromotionTyped = {
  starts: string
  ends: string
  prices: Record<string, string>
  seen: Record<string, number>
}
export type PromotionErrors = Record<string, string | undefined>

/** A sentence for each reason, said at the field that has to change. */
export const PROMOTION_SENTENCES: Record<PromotionProblem, string> = {
  nothing: '请至少为一个规格填写限时价。',
  upside_down: '结束要晚于开始，请核对两个时间。',
  past: '结束时间已经过去，请另填。',
  not_lower: '限时价要比平时价低。',
  overlaps: '这个规格已有限时价，时间不能重叠。请先结束原来的，再设新的。',
  price_moved: '平时价刚被同事改过，请看过新价再设。',
  unknown: '这个规格已不在售。',
}

type Props = {
  ground: PromotionGround
  typed: PromotionTyped
  errors: PromotionErrors
  now: number
  done: 'set' | 'ended' | null
}

const named = (sku: PromotionSku): string => `${sku.specZh} ${sku.sku}`

/** Prices for a time of one product's SKUs: what runs, and a form for new ones. */
export const PromotionPricesPage = ({ ground, typed, errors, now, done }: Props) => {
  const running = ground.skus.filter((sku) => hasPromotion(sku, now))
  const free = ground.skus.filter((sku) => !hasPromotion(sku, now))
  return (
    <>
      <p>
        <a href={adminPaths.listings()}>商品</a> / <a href={adminPaths.listing(ground.id)}>{ground.nameZh}</a>
      </p>
      <h1>限时价：{ground.nameZh}</h1>
      <Saved shown={Boolean(done)}>
        {done === 'set' ? '限时价已设好，到时间自动开始和结束。' : '已恢复平时价，商店页面已更新。'}
      </Saved>
      {running.map((sku) => (
        <section class="promo-running">
          <h2>{named(sku)}</h2>
          <p>
            平时 ¥{formatYuan(sku.priceFen)}，限时 ¥{formatYuan(sku.promoPriceFen!)}，
            {formatInstant(sku.promoFrom!)} 至 {formatInstant(sku.promoUntil!)}
            {sku.promoFrom! > now ? '（还没开始）' : '（进行中）'}
          </p>
          <p class="fine">
            {sku.promoWasCharged ? '页面会划线显示平时价。' : '页面不划线：还没有人按平时价付过款。'}
          </p>
          <form method="post" action={adminPaths.listingPromotionEnding(ground.id)} data-once>
            <input type="hidden" name="sku" value={sku.sku} />
            <button class="button button-secondary" type="submit">
              立即结束 {sku.specZh} 的限时价
            </button>
          </form>
        </section>
      ))}
      {free.length ? (
        <>
          <Mend errors={errors} />
          <form method="post" action={adminPaths.listingPromotion(ground.id)} class="admin-form" novalidate>
            {free.map((sku) => (
              <input
                type="hidden"
                name={`seen-${sku.sku}`}
                value={String(typed.seen[sku.sku] ?? sku.priceFen)}
              />
            ))}
            {free.map((sku) => (
              <Field
                name={`price-${sku.sku}`}
                label={`${named(sku)}（平时 ¥${formatYuan(sku.priceFen)}）`}
                value={typed.prices[sku.sku] ?? ''}
                error={errors[`price-${sku.sku}`]}
                inputmode="decimal"
                unit="元"
                hint="不填就不变"
              />
            ))}
            <Field
              name="starts"
              label="开始"
              type="datetime-local"
              value={typed.starts}
              error={errors.starts}
              hint="已过的时间按现在算"
            />
            <Field name="ends" label="结束" type="datetime-local" value={typed.ends} error={errors.ends} />
            <button class="button button-primary" type="submit" name="act" value="look">
              预览限时价
            </button>
          </form>
        </>
      ) : null}
    </>
  )
}

type Look = {
  ground: PromotionGround
  typed: PromotionTyped
  from: number
  until: number
  lines: { sku: PromotionSku; fen: number }[]
}

/** What shoppers will see, before anything changes. */
export const PromotionLookPage = ({ ground, typed, from, until, lines }: Look) => (
  <>
    <h1>确认限时价：{ground.nameZh}</h1>
    <p>
      {formatInstant(from)} 开始，{formatInstant(until)} 结束，商店页面到时自己变。
    </p>
    <Table label="限时价" head={['规格', '平时', '限时', '划线价']} numbers={[1, 2]}>
      {lines.map(({ sku, fen }) => (
        <tr>
          <th scope="row">{named(sku)}</th>
          <td class="is-number">¥{formatYuan(sku.priceFen)}</td>
          <td class="is-number">
            <strong>¥{formatYuan(fen)}</strong>
          </td>
          <td>{sku.charged ? `划线显示 ¥${formatYuan(sku.priceFen)}` : '不划线：还没有人按平时价付过款'}</td>
        </tr>
      ))}
    </Table>
    <form method="post" action={adminPaths.listingPromotion(ground.id)} data-once>
      {lines.map(({ sku, fen }) => (
        <>
          <input type="hidden" name={`price-${sku.sku}`} value={bareYuan(fen)} />
          <input type="hidden" name={`seen-${sku.sku}`} value={String(typed.seen[sku.sku] ?? sku.priceFen)} />
        </>
      ))}
      <input type="hidden" name="starts" value={typed.starts} />
      <input type="hidden" name="ends" value={typed.ends} />
      <p class="admin-actions">
        <button class="button button-primary" type="submit" name="act" value="set">
          设定限时价
        </button>
        <button class="button button-secondary" type="submit" name="act" value="change">
          返回修改
        </button>
      </p>
    </form>
  </>
)
