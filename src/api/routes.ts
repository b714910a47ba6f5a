import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { apiUrls } from '../urls.ts'
import { catalogApi } from './catalog-routes.ts'
import { gardenApi } from './garden-routes.ts'
import { orderApi } from './order-routes.ts'

export const apiRoutes = new Hono<AppEnv>()

apiRoutes.get(apiUrls.openApi.path, async (c) => {
  // Loaded when it is asked for: turning schemas into a description takes its share of every start of the Worker.
  const { openApi } = await import('./openapi.ts')
  return c.json(openApi(c.var.visit.settings.publicUrl, c.var.visit.language))
})
apiRoutes.route('/', catalogApi)
apiRoutes.route('/', gardenApi)
apiRoutes.route('/', orderApi)
