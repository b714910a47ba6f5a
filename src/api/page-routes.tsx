import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { sharedPage } from '../http/page-cache.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'

export const apiPageRoutes = new Hono<AppEnv>()

/** The API for whoever reads it: what holds for all calls and the list of them, or one call whole (`?call=`). */
apiPageRoutes.get(urls.api.path, sharedPage('call'), async (c) => {
  const { settings, language, paths } = c.var.visit
  // Loaded when it is asked for, like the description it shows.
  const { readApi, ApiPage, CallPage } = await import('./pages.ts')
  const api = readApi(settings.publicUrl, language, paths)
  const asked = c.req.query('call')
  const call = asked ? api.calls.find((one) => one.operation.operationId === asked) : undefined
  if (asked && !call) return answerNotFound(c)
  const { title, lead } = api.t.apiPage
  const meta = { styles: ['apiCss' as const] }
  if (!call) return renderPage(c, { ...meta, title, description: lead }, ApiPage(api))
  const { summary, description } = call.operation
  const [first] = description.split('\n')
  const back = { href: paths.api(), label: title }
  return renderPage(
    c,
    { ...meta, title: `${summary} - ${title}`, description: first, back },
    CallPage({ ...api, call }),
  )
})
