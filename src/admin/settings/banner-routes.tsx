import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textsOf } from '../../http/form.ts'
import { bannerShows } from '../../http/shopfront.ts'
import { civilDate } from '../../kernel/time.ts'
import { type Banner, type BannerErrors, bannerErrors } from '../../settings/banner.ts'
import { keepShopPart, readStoredShop, shopForm } from '../../settings/keeping.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { type Began, type Between, beganAnew, beganOf, differencesOf, overOf } from '../meanwhile.tsx'
import { sayDone } from '../said.ts'
import { BANNER_NAMES, BannerPage, type BannerState } from './banner-page.tsx'
import { renderSettings } from './frame.tsx'

export const bannerRoutes = new Hono<AppEnv>()

const FORM = shopForm('banner')
const BLANK: Banner = { textZh: '', textEn: '', href: '', firstOn: '', lastOn: '' }

bannerRoutes.get(adminUrls.banner.path, async (c) => {
  const { db, now } = c.var.visit
  const { banner } = await readStoredShop(db)
  const today = civilDate(now)
  const over = (await readEdit(db, FORM)).edit
  const typed = banner ?? { ...BLANK, firstOn: today }
  return page(c, { typed, was: typed, over, state: stateOf(banner, today) })
})

bannerRoutes.post(adminUrls.banner.path, async (c) => {
  const form = await readForm(c)
  const typed = textsOf(form, { textZh: 200, textEn: 200, href: 200, firstOn: 10, lastOn: 10 })
  return keep(c, typed, beganOf<Banner>(form))
})

async function keep(c: Ctx, typed: Banner, began: Began<Banner>): Promise<Response> {
  const errors = bannerErrors(typed)
  if (Object.keys(errors).length) return page(c, { typed, ...began, errors, state: 'none' })
  const editor = { staffId: c.var.staff.staffId, over: began.over }
  const kept = await keepShopPart(c.var.visit, editor, 'banner', typed)
  return kept.ok ? c.redirect(`${adminPaths.banner}?saved=1`, 303) : meanwhile(c, typed, began)
}

bannerRoutes.post(adminUrls.bannerRemoval.path, async (c) => {
  const over = overOf(await readForm(c))
  const { staffId } = c.var.staff
  const { banner } = await readStoredShop(c.var.visit.db)
  const kept = !banner || (await keepShopPart(c.var.visit, { staffId, over }, 'banner', null)).ok
  return kept ? sayDone(c, adminPaths.banner, 'banner_removed') : meanwhile(c, BLANK, { over, was: BLANK })
})

function stateOf(banner: Banner | null | undefined, today: string): BannerState {
  if (!banner) return 'none'
  return bannerShows(banner, today) ? 'shown' : banner.lastOn < today ? 'over' : 'ahead'
}

/** A colleague saved first; one who wanted it gone sees their words in the boxes. */
async function meanwhile(c: Ctx, typed: Banner, began: Began<Banner>): Promise<Response> {
  const { db, now } = c.var.visit
  const [{ banner }, other] = [await readStoredShop(db), await readEdit(db, FORM)]
  const anew = beganAnew(typed, began, banner ?? BLANK, other)
  if (banner && typed !== BLANK && anew.apart) return keep(c, anew.typed, anew)
  const mine = typed === BLANK ? BLANK : anew.typed
  const differences = differencesOf(
    BANNER_NAMES.map(([field, label]) => [label, banner?.[field] ?? '', mine[field]]),
  )
  return page(c, { ...anew, state: stateOf(banner, civilDate(now)), between: { other, differences } })
}

type Shown = Began<Banner> & {
  typed: Banner
  state: BannerState
  errors?: BannerErrors
  between?: Between
}

function page(c: Ctx, { errors = {}, ...shown }: Shown) {
  const body = BannerPage({ ...shown, errors, saved: c.req.query('saved') === '1' })
  const status = shown.between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '公告', current: adminPaths.banner }, body, status)
}
