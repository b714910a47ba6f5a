import { formatMu } from '../adoption/adoption.ts'
import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { readForm, textOf } from '../http/form.ts'
import { inLanguage } from '../i18n/texts.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'
import { giftOf } from '../my/gift-routes.tsx'
import { canBeGiven, goodsOf } from '../orders/giftable.ts'
import type { OrderView } from '../orders/queries.ts'
import { readable } from '../orders/showing.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { renderPage } from '../ui/document.tsx'
import { answerDrawing, keepPrivate } from './answering.tsx'
import { GiftCard, type GiftCardProps, giftCard } from './gift-card.tsx'
import { GiftForm, type TypedCard } from './gift-form.tsx'
import { SharePage } from './share-page.tsx'

export async function showPlotGiftPicture(c: Ctx) {
  const found = await plotGiftOf(c)
  if (!found) return answerNotFound(c)
  keepPrivate(c)
  return answerDrawing(c, giftCard(found.card))
}

/** The link of a plot's gift as a card; whoever has the link may look. */
export async function showPlotGiftCard(c: Ctx) {
  const found = await plotGiftOf(c)
  if (!found) return answerNotFound(c)
  keepPrivate(c)
  const { t, paths } = c.var.visit
  const { card, id, key, text } = found
  return cardPage(
    c,
    SharePage({
      ...frameOf(c, card),
      back: { href: paths.gift(id, { key }), label: t.sharing.gardenBack },
      picture: paths.giftCardPicture(id, { key }),
      children: (
        <>
          <p class="share-link">{text}</p>
          <CopyButton
            text={text}
            words={{ ...t.orders, copy: t.mine.giftCopyText }}
            class="button button-secondary"
          />
        </>
      ),
    }),
  )
}

async function plotGiftOf(c: Ctx) {
  const { t, paths, language, settings } = c.var.visit
  const key = c.req.query('key') ?? ''
  const gift = await giftOf(c, key)
  if (!gift) return null
  const id = c.req.param('id') ?? ''
  const url = settings.publicUrl + paths.gift(id, { key })
  const place = `${inLanguage(language, gift.nameZh, gift.nameEn)} ${gift.plot}`
  const card: GiftCardProps = {
    ...{ shop: t.shell.brand, to: '', from: '', title: t.mine.giftCardTitle, message: gift.message },
    gifts: [t.mine.giftFrom(place, t.mine.area(formatMu(gift.areaCmu)), gift.season)],
    ...{ url, scan: t.sharing.plotScan, how: t.mine.giftCardHow },
    boundary: t.drawings.certificate.boundary,
    sample: gift.sample === 1 ? t.sharing.sample : null,
  }
  return { card, id, key, text: t.mine.giftText(place, gift.season, url) }
}

const NAME_MOST = 20
const MESSAGE_MOST = 100
const BLANK: TypedCard = { to: '', message: '', from: '' }

/** The card of an order's goods, with room for words; nothing of them is kept. */
export async function showGoodsGiftCard(c: Ctx) {
  const order = await givenOrder(c)
  return order ? goodsPage(c, order, BLANK, BLANK) : answerNotFound(c)
}

/** Draws the words that were typed; there is nothing to come back to, so the answer is the page itself. */
export async function drawGoodsGiftCard(c: Ctx) {
  const order = await givenOrder(c)
  if (!order) return answerNotFound(c)
  const form = await readForm(c)
  const typed: TypedCard = {
    to: textOf(form, 'to', 80),
    message: textOf(form, 'message', 400),
    from: textOf(form, 'from', 80),
  }
  const words = { to: plainText(typed.to), message: plainText(typed.message), from: plainText(typed.from) }
  const fits =
    Object.values(typed).every(isWholeText) &&
    [...words.to].length <= NAME_MOST &&
    [...words.from].length <= NAME_MOST &&
    [...words.message].length <= MESSAGE_MOST
  return fits ? goodsPage(c, order, words, words) : goodsPage(c, order, typed, BLANK, true)
}

async function givenOrder(c: Ctx): Promise<OrderView | null> {
  const order = await readable(c)
  return order && canBeGiven(order) ? order : null
}

function goodsPage(c: Ctx, order: OrderView, typed: TypedCard, drawn: TypedCard, wrong = false) {
  const { t, paths } = c.var.visit
  keepPrivate(c)
  const card = goodsCard(c, order, drawn)
  const body = SharePage({
    ...frameOf(c, card),
    back: { href: paths.order(order.number), label: t.sharing.orderBack },
    picture: { drawing: <GiftCard {...card} /> },
    children: (
      <GiftForm
        typed={typed}
        action={paths.orderGiftCard(order.number)}
        error={wrong ? t.sharing.tooLong : null}
        t={t.sharing}
      />
    ),
  })
  return cardPage(c, body, wrong ? 422 : 200)
}

const MOST_GOODS = 3

/** The code leads to where it all comes from, which names no price: a product's page would. */
function goodsCard(c: Ctx, order: OrderView, { to, message, from }: TypedCard): GiftCardProps {
  const { t, paths, language, settings } = c.var.visit
  const words = t.sharing
  const goods = goodsOf(order).map((line) =>
    words.goods(
      inLanguage(language, line.titleZh, line.titleEn),
      inLanguage(language, line.specZh, line.specEn),
      line.quantity,
    ),
  )
  const gifts =
    goods.length > MOST_GOODS ? [...goods.slice(0, MOST_GOODS - 1), words.moreGoods(goods.length)] : goods
  return {
    ...{ shop: t.shell.brand, to: words.to(to), from, message, title: words.goodsTitle, gifts },
    ...{ url: settings.publicUrl + paths.story, scan: words.goodsScan, how: words.goodsHow, boundary: '' },
    sample: goodsOf(order).some((line) => line.sample === 1) ? words.sample : null,
  }
}

function frameOf(c: Ctx, card: GiftCardProps) {
  const { t } = c.var.visit
  return {
    title: t.sharing.giftCardTitle,
    alt: t.sharing.giftCardAlt(card.gifts.join(t.sharing.comma), card.message),
    file: t.sharing.giftCardFile,
    ...{ how: t.sharing.giftHow, hold: t.sharing.giftHold, t },
  }
}

const cardPage = (c: Ctx, body: ReturnType<typeof SharePage>, status = 200) =>
  renderPage(
    c,
    { title: c.var.visit.t.sharing.giftCardTitle, noindex: true, styles: ['sharingCss'] },
    body,
    status,
  )
