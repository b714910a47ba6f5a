import { Hono } from 'hono'
import { MAX_QUANTITY } from '../../catalog/card.ts'
import { readCards } from '../../catalog/cards-of.ts'
import { pageContext } from '../../catalog/page-context.ts'
import { signedIn } from '../../customers/current.ts'
import { dropFavourite, keepFavourite, readFavourites } from '../../customers/favourites.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { exactOf, readForm } from '../../http/form.ts'
import { anySample } from '../../kernel/samples.ts'
import { renderPage } from '../../ui/document.tsx'
import { urls } from '../../urls.ts'
import { heldFavourites, holdFavourites, isSlug, withFavourite } from './cookie.ts'
import { FavouritesPage } from './page.tsx'

/** Products to find again: in a cookie for a guest, in the account of whoever is signed in. */
export const favouriteRoutes = new Hono<AppEnv>()

favouriteRoutes.get(urls.favourites.path, async (c) => {
  const { db, now, t } = c.var.visit
  const me = await signedIn(c)
  const slugs = me ? await readFavourites(db, me.userId) : heldFavourites(c)
  const dropped = c.req.query('dropped') ?? ''
  const cards = await readCards(db, [...slugs, ...(slugs.includes(dropped) ? [] : [dropped])], now)
  c.header('Cache-Control', 'private, no-store')
  const added = Number(c.req.query('added'))
  const body = FavouritesPage({
    cards: cards.filter(({ slug }) => slugs.includes(slug)),
    dropped: cards.find(({ slug }) => slug === dropped && !slugs.includes(slug)) ?? null,
    added: added >= 1 && added <= MAX_QUANTITY,
    guest: me === null,
    words: t.favourites,
    context: await pageContext(c),
  })
  const meta = {
    ...{ title: t.favourites.title, current: 'orders' as const, noindex: true },
    samples: anySample(cards),
    styles: ['readingCss' as const],
  }
  return renderPage(c, meta, body)
})

favouriteRoutes.post(urls.favourites.path, async (c) => {
  const { paths } = c.var.visit
  const form = await readForm(c)
  const [slug, act] = [exactOf(form, 'slug', 80), exactOf(form, 'act', 10)]
  if (!isSlug(slug)) return answerNotFound(c)
  if (act === 'drop') {
    await drop(c, slug)
    return c.redirect(paths.favourites({ dropped: slug }), 303)
  }
  const kept = await keep(c, slug)
  if (kept === null) return answerNotFound(c)
  // Put back where it was taken from; from anywhere else its own page says what happened.
  if (act === 'back') return c.redirect(paths.favourites(), 303)
  const sku = exactOf(form, 'sku', 32)
  return c.redirect(paths.product(slug, { sku, kept: kept ? 'yes' : 'full' }), 303)
})

async function drop(c: Ctx, slug: string): Promise<void> {
  const me = await signedIn(c)
  if (me) await dropFavourite(c.var.visit.db, me.userId, slug)
  else
    holdFavourites(
      c,
      heldFavourites(c).filter((own) => own !== slug),
    )
}

/** Whether it is kept now; null where the shop has no such product. */
async function keep(c: Ctx, slug: string): Promise<boolean | null> {
  const { db, now } = c.var.visit
  const [product] = await readCards(db, [slug], now)
  if (!product) return null
  const me = await signedIn(c)
  if (me) return keepFavourite(db, me.userId, slug, now)
  const slugs = withFavourite(heldFavourites(c), slug)
  if (slugs) holdFavourites(c, slugs)
  return slugs !== null
}
