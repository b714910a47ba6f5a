import { Hono } from 'hono'
import type { AppEnv } from '../../http/context.ts'
import { texts } from '../../i18n/texts.ts'
import { adminUrls, pathsFor } from '../../urls.ts'
import { componentsPage } from './page.tsx'

export const componentRoutes = new Hono<AppEnv>()

/** Every component in every state, for who draws them (docs/decisions/0067). */
componentRoutes.get(adminUrls.components.path, (c) => {
  const language = c.req.query('language') === 'en' ? 'en' : 'zh'
  return c.html(componentsPage({ language, t: texts(language), paths: pathsFor(language) }))
})
