import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textOf, textsOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { texts } from '../../i18n/texts.ts'
import {
  LONGEST_PAGE,
  PAGES,
  type PageBodies,
  type PageName,
  type PageRevision,
  readRevisions,
  usualText,
  writePage,
} from '../../settings/page-texts.ts'
import { isReadable } from '../../ui/markdown-reading.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { changedApart, keepUntouched, overOf } from '../meanwhile.tsx'
import { renderSettings } from './frame.tsx'
import { PAGE_NAMES, PageTextPage, PageTextsPage } from './page-text-page.tsx'

export const pageTextRoutes = new Hono<AppEnv>()

const withPage = withNamed(async (c) => PAGES.find((name) => name === c.req.param('page')))

pageTextRoutes.get(adminUrls.pageText.path, withPage(show))
pageTextRoutes.post(adminUrls.pageText.path, withPage(keep))

pageTextRoutes.get(adminUrls.pageTexts.path, (c) =>
  renderSettings(c, { title: '页面文字', current: adminPaths.pageTexts }, PageTextsPage()),
)

async function show(c: Ctx, name: PageName) {
  const revisions = await readRevisions(c.var.visit.db, name)
  const wanted = Number(c.req.query('revision'))
  const shown = revisions.find(({ revision }) => revision === wanted) ?? revisions[0]
  return page(c, name, { typed: shown ?? usualOf(name), over: revisions[0]?.revision ?? 0, revisions })
}

async function keep(c: Ctx, name: PageName) {
  const form = await readForm(c)
  // Too long is told, with how long it is: nothing is cut.
  const whole = Number.POSITIVE_INFINITY
  const typed = textsOf(form, { bodyZh: whole, bodyEn: whole })
  return keepTyped(c, name, typed, overOf(form), textOf(form, 'act') === 'try')
}

async function keepTyped(
  c: Ctx,
  name: PageName,
  typed: PageBodies,
  over: number,
  trying = false,
): Promise<Response> {
  const revisions = await readRevisions(c.var.visit.db, name)
  const errors = await bodyErrors(typed)
  if (trying) return page(c, name, { typed, over, revisions, errors, preview: true })
  if (Object.keys(errors).length) return page(c, name, { typed, over, revisions, errors })
  // A revision nobody wrote cannot have been edited: it counts as an old one.
  const current = revisions[0]?.revision ?? 0
  const written =
    over === current && (await writePage(c.var.visit, c.var.staff.staffId, name, over, typed)).ok
  if (written) return c.redirect(adminPaths.pageText(name, { saved: '1' }), 303)
  const newest = await readRevisions(c.var.visit.db, name)
  // Each text is kept for good: what the writer began from is read, not sent along.
  const began = over === 0 ? usualOf(name) : newest.find(({ revision }) => revision === over)
  const other = newest[0] ?? null
  const was = began ? bodiesOf(began) : {}
  const merged = other ? keepUntouched(typed, was, bodiesOf(other)) : typed
  if (other && other.revision !== over && changedApart(typed, was, bodiesOf(other)))
    return keepTyped(c, name, merged, other.revision)
  return page(c, name, { typed: merged, over: other?.revision ?? 0, revisions: newest, other })
}

const usualOf = (name: PageName): PageBodies => ({
  bodyZh: usualText(name, texts('zh').pages),
  bodyEn: usualText(name, texts('en').pages),
})
const bodiesOf = ({ bodyZh, bodyEn }: PageBodies): PageBodies => ({ bodyZh, bodyEn })

async function bodyErrors({
  bodyZh,
  bodyEn,
}: PageBodies): Promise<Partial<Record<keyof PageBodies, string>>> {
  const wrong = async (text: string, language: string) => {
    // English pages fall back to the Chinese text.
    if (!text) return language === '中文' ? '请填写中文' : ''
    if (text.length > LONGEST_PAGE) return `${language}最多 ${LONGEST_PAGE} 字，现在有 ${text.length} 字`
    return (await isReadable(text)) ? '' : `${language}的引用、列表或加粗套得太深，排不出来。请改简单一些`
  }
  const [zh, en] = [await wrong(bodyZh, '中文'), await wrong(bodyEn, '英文')]
  return { ...(zh ? { bodyZh: zh } : {}), ...(en ? { bodyEn: en } : {}) }
}

type Shown = {
  typed: PageBodies
  over: number
  revisions: PageRevision[]
  errors?: Partial<Record<keyof PageBodies, string>>
  preview?: boolean
  other?: PageRevision | null
}

function page(c: Ctx, name: PageName, shown: Shown) {
  const errors = shown.errors ?? {}
  const body = PageTextPage({
    name,
    ...shown,
    errors,
    preview: shown.preview ?? false,
    other: shown.other ?? null,
    saved: c.req.query('saved') === '1',
  })
  const status = shown.other ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: PAGE_NAMES[name], current: adminPaths.pageTexts }, body, status)
}
