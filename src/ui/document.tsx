import type { Child } from 'hono/jsx'
import type { Ctx, Visit } from '../http/context.ts'
import type { Shopfront } from '../http/shopfront.ts'
import { assets } from './assets.generated.ts'
import { BannerLine } from './banner.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { html, raw } from './html.ts'
import { TabBar } from './tab-bar.tsx'

export type Section = 'home' | 'products' | 'gardens' | 'orders' | 'cart'

export type PageMeta = {
  title: string
  description?: string
  current?: Section
  /** Path of the one address of this page, when its own has a query. */
  canonicalPath?: string
  noindex?: boolean
  /** Its link is sent around all the same, and shows what it opens. */
  shared?: boolean
  /** Address of the square picture a shared link shows; the shop's own when there is none. */
  shareImage?: string
  jsonLd?: object
  back?: { href: string; label: string }
  hideTabBar?: boolean
  /** A price, size or stock on it is a sample's: the strip says so. */
  samples?: boolean
  /** Styles beside the shop's own, for the pages that need them. */
  styles?: (
    | 'gardenCss'
    | 'certificateCss'
    | 'claimsCss'
    | 'readingCss'
    | 'sharingCss'
    | 'institutionsCss'
    | 'apiCss'
  )[]
}

/**
 * The whole page: head, header, main, footer, tab bar. A template (docs/decisions/0028), which escapes every value like
 * JSX; the body is either.
 */
export async function renderPage(c: Ctx, meta: PageMeta, body: Child, status = 200) {
  const visit = c.get('visit')
  const { t, language } = visit
  const front = await visit.shopfront()
  const families = await visit.families()
  return c.html(
    html`
      <!doctype html>
      <html lang="${language === 'en' ? 'en' : 'zh-CN'}">
        ${head(visit, meta, front)}
        <body${meta.hideTabBar ? NO_TABS : null}>
          <a class="skip" href="#main">${t.shell.skip}</a>
          ${BannerLine({ visit, ...front })}
          ${Header({ visit, meta, families, freight: front.freightFrom })}
          <main id="main" tabindex="-1">${body}</main>
          ${Footer({ visit, contact: front.contact })}
          ${meta.hideTabBar ? null : TabBar({ visit, current: meta.current })}
        </body>
      </html>`,
    status as 200,
  )
}

const NO_TABS = raw(' class="no-tabs"')
const NOINDEX = raw('<meta name="robots" content="noindex"/>')
// Who closed the line of news never sees it move the page: paint waits for the script that hides it.
const BEFORE_PAINT = raw(' blocking="render"')
const AFTER_PAINT = raw(' fetchpriority="low"')

function head(visit: Visit, meta: PageMeta, front: Shopfront) {
  const { t, settings } = visit
  const path = meta.canonicalPath ?? visit.path
  const canonical = settings.publicUrl + path
  const description = meta.description ?? t.shell.description
  const styles = meta.styles?.map((name) => html`<link rel="stylesheet" href="${assets[name]}"/>`)
  return html`
    <head>
      <meta charset="utf-8"/>
      <title>${meta.title} - ${t.shell.titleSuffix}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
      <meta name="description" content="${description}"/>
      <meta name="theme-color" content="#FAF8F3"/>
      <meta name="format-detection" content="telephone=no"/>
      <link rel="canonical" href="${canonical}"/>
      ${meta.noindex ? NOINDEX : alternates(visit, path)}
      ${meta.noindex && !meta.shared ? null : forChats(visit, meta, canonical, description)}
      <link rel="icon" href="${assets.pictures.favicon}" type="image/svg+xml"/>
      <link rel="stylesheet" href="${assets.css}"/>
      ${styles}
      <script type="module" src="${assets.js}"${front.banner && !front.closed ? BEFORE_PAINT : AFTER_PAINT}></script>
      ${meta.jsonLd ? jsonLd(meta.jsonLd) : null}
    </head>`
}

/** The page in each language, itself among them, for search engines; whoever reads neither gets Chinese. */
function alternates({ settings }: Visit, path: string) {
  const bare = path.replace(/^\/en(?=\/|$)/, '') || '/'
  const [zh, en] = [settings.publicUrl + bare, `${settings.publicUrl}/en${bare === '/' ? '' : bare}`]
  return html`
    <link rel="alternate" hreflang="zh-CN" href="${zh}"/>
    <link rel="alternate" hreflang="en" href="${en}"/>
    <link rel="alternate" hreflang="x-default" href="${zh}"/>`
}

/** What chats ask for that show where a link leads. */
function forChats({ t, settings, language }: Visit, meta: PageMeta, canonical: string, description: string) {
  const image = settings.publicUrl + (meta.shareImage ?? '/share-cover.png')
  return html`
    <meta property="og:type" content="website"/>
    <meta property="og:site_name" content="${t.shell.titleSuffix}"/>
    <meta property="og:locale" content="${language === 'en' ? 'en' : 'zh_CN'}"/>
    <meta property="og:title" content="${meta.title}"/>
    <meta property="og:description" content="${description}"/>
    <meta property="og:url" content="${canonical}"/>
    <meta property="og:image" content="${image}"/>`
}

/** Data, not script: "<" is escaped so that no text can end the element. */
const jsonLd = (data: object) =>
  html`<script type="application/ld+json">${raw(JSON.stringify(data).replace(/</g, '\\u003c'))}</script>`
