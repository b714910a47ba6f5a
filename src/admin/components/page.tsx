import { inLanguage } from '../../i18n/texts.ts'
import { assets } from '../../ui/assets.generated.ts'
import { html } from '../../ui/html.ts'
import { adminPaths } from '../../urls.ts'
import { artParts } from './art-parts.tsx'
import { baseParts } from './base-parts.tsx'
import { deskParts } from './desk-parts.tsx'
import type { Group, Part, Setting } from './part.ts'
import { shopParts } from './shop-parts.tsx'

const groupsOf = (setting: Setting): Group[] => [
  { zh: '共用', en: 'Shared', parts: baseParts(setting) },
  { zh: '商店', en: 'Shop', parts: shopParts(setting) },
  // What follows says the same in every language, and the desk speaks Chinese only.
  ...(setting.language === 'zh'
    ? [
        { zh: '图画', en: 'Pictures', parts: artParts() },
        { zh: '后台', en: 'Desk', parts: deskParts() },
      ]
    : []),
]

/** The page in one language: an index, and each component in a box of its own, in the styles it has in the shop or at the desk. */
export function componentsPage(setting: Setting) {
  const { language } = setting
  const said = ({ zh, en }: { zh: string; en: string }) => inLanguage(language, zh, en)
  const groups = groupsOf(setting)
  const title = said({ zh: '组件', en: 'Components' })
  const page = (
    <html lang={language === 'en' ? 'en' : 'zh-CN'}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href={assets.pictures.favicon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.css} />
        <link rel="stylesheet" href={assets.gardenCss} />
        <link rel="stylesheet" href={assets.adminCss} />
      </head>
      <body class="no-tabs">
        <main class="wrap components" id="main">
          <h1>{title}</h1>
          <p>
            <a href={adminPaths.home}>{said({ zh: '后台', en: 'Desk' })}</a>{' '}
            <a href={adminPaths.components({ language: language === 'en' ? 'zh' : 'en' })}>
              {language === 'en' ? '中文' : 'English'}
            </a>
          </p>
          <nav class="components-index" aria-label={said({ zh: '目录', en: 'Index' })}>
            {groups.map((group) => (
              <ul aria-label={said(group)}>
                <li>
                  <b>{said(group)}</b>
                </li>
                {group.parts.map((part) => (
                  <li>
                    <a href={`#${part.id}`}>{said(part)}</a>
                  </li>
                ))}
              </ul>
            ))}
          </nav>
          {groups.map((group) => (
            <>
              <h2>{said(group)}</h2>
              {group.parts.map((part) => (
                <Box part={part} name={said(part)} desk={group.en === 'Desk'} />
              ))}
            </>
          ))}
        </main>
      </body>
    </html>
  )
  return html`<!doctype html>${page}`
}

const Box = ({ part, name, desk }: { part: Part; name: string; desk: boolean }) => (
  <section class="component" id={part.id} aria-label={name} data-component>
    <p class="component-name">{name}</p>
    {desk ? (
      <div class="admin">
        <div class="admin-main">{part.body}</div>
      </div>
    ) : (
      part.body
    )}
  </section>
)
