import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../http/context.ts'
import { bannerShows } from '../http/shopfront.ts'
import { civilDate } from '../kernel/time.ts'
import { adminPaths } from '../paths.ts'
import { type Banner, type BannerErrors, bannerErrors } from '../settings/banner.ts'
import { keepShopPart, readStoredShop } from '../settings/keeping.ts'
import { BannerPage, type BannerState } from './banner-page.tsx'
import { renderSettings, textOf } from './settings-frame.tsx'

export const bannerRoutes = new Hono<AppEnv>()

bannerRoutes.get('/', async (c) => {
  const { banner } = await readStoredShop(c.var.visit.db)
  const today = civilDate(c.var.visit.now)
  const state = !banner
    ? 'none'
    : bannerShows(banner, today)
      ? 'shown'
      : banner.lastOn < today
        ? 'over'
        : 'ahead'
  return page(c, banner ?? { textZh: '', textEn: '', href: '', firstOn: today, lastOn: '' }, {}, state)
})

bannerRoutes.post('/', async (c) => {
  const form = await c.req.parseBody()
  const typed = {
    textZh: textOf(form, 'textZh'),
    textEn: textOf(form, 'textEn'),
    href: textOf(form, 'href'),
    firstOn: textOf(form, 'firstOn', 10),
    lastOn: textOf(form, 'lastOn', 10),
  }
  const errors = bannerErrors(typed)
  if (Object.keys(errors).length) return page(c, typed, errors, 'none')
  await keepShopPart(c.var.visit, c.var.staff.staffId, 'banner', typed)
  return c.redirect(`${adminPaths.banner}?saved=1`, 303)
})

bannerRoutes.post('/removal', async (c) => {
  const { banner } = await readStoredShop(c.var.visit.db)
  if (banner) await keepShopPart(c.var.visit, c.var.staff.staffId, 'banner', null)
  return c.redirect(`${adminPaths.banner}?saved=1`, 303)
})

function page(c: Ctx, typed: Banner, errors: BannerErrors, state: BannerState) {
  const body = BannerPage({ typed, errors, state, saved: c.req.query('saved') === '1' })
  const wrong = Object.keys(errors).length > 0
  return renderSettings(c, { title: '公告', current: adminPaths.banner }, body, wrong ? 422 : 200)
}
