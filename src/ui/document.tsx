import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Ctx } from '../http/context.ts'
import { assets } from './assets.generated.ts'
import { BannerLine } from './banner.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { TabBar } from './tab-bar.tsx'

export type Section = 'home' | 'products' | 'gardens' | 'orders' | 'cart'

export type PageMeta = {
  title: string
  description?: string
  current?: Section
  /** Path of the one address of this page, when its own has a query. */
  canonicalPath?: string
  noindex?: boolean
  /** Address of the square picture a shared link shows; the shop's own when there is none. */
  shareImage?: string
  jsonLd?: object
  back?: { href: string; label: string }
  hideTabBar?: boolean
  /** Styles beside the shop's own, for the pages that need them. */
  styles?: ('gardenCss' | 'certificateCss')[]
}

/** The whole page: head, header, main, footer, tab bar. Everything a page says is escaped by JSX. */
export async function renderPage(c: Ctx, meta: PageMeta, body: Child, status = 200) {
  const visit = c.get('visit')
  const { t, language, settings, other } = visit
  const front = await visit.shopfront()
  const path = meta.canonicalPath ?? visit.path
  const canonical = settings.publicUrl + path
  const title = `${meta.title} - ${t.shell.titleSuffix}`
  const description = meta.description ?? t.shell.description
  const otherUrl = settings.publicUrl + other.split('?')[0]
  const page = (
    <html lang={language === 'en' ? 'en' : 'zh-CN'}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="description" content={description} />
        <meta name="theme-color" content="#FAF8F3" />
        <meta name="format-detection" content="telephone=no" />
        {meta.noindex ? <meta name="robots" content="noindex" /> : null}
        <link rel="canonical" href={canonical} />
        {meta.noindex ? null : (
          <>
            <link rel="alternate" hreflang={language === 'en' ? 'zh-CN' : 'en'} href={otherUrl} />
            <meta property="og:title" content={meta.title} />
            <meta property="og:description" content={description} />
            <meta property="og:url" content={canonical} />
            <meta
              property="og:image"
              content={settings.publicUrl + (meta.shareImage ?? '/share-cover.png')}
            />
          </>
        )}
        <link rel="icon" href={assets.pictures.favicon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.css} />
        {meta.styles?.map((name) => (
          <link rel="stylesheet" href={assets[name]} />
        ))}
        {/* Who closed the line of news never sees it move the page: paint waits for the script that hides it. */}
        <script
          type="module"
          src={assets.js}
          {...(front.banner ? { blocking: 'render' } : { fetchpriority: 'low' })}
        />
        {meta.jsonLd ? (
          // Data, not script: "<" is escaped so that no text can end the element.
          <script type="application/ld+json">
            {html([JSON.stringify(meta.jsonLd).replace(/</g, '\\u003c')] as never)}
          </script>
        ) : null}
      </head>
      <body class={meta.hideTabBar ? 'no-tabs' : undefined}>
        <a class="skip" href="#main">
          {t.shell.skip}
        </a>
        <BannerLine visit={visit} banner={front.banner} />
        <Header visit={visit} meta={meta} freight={front.freightFrom} />
        <main id="main" tabindex={-1}>
          {body}
        </main>
        <Footer visit={visit} contact={front.contact} />
        {meta.hideTabBar ? null : <TabBar visit={visit} current={meta.current} />}
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`, status as 200)
}
