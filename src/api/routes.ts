import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { catalogApi } from './catalog-routes.ts'
import { gardenApi } from './garden-routes.ts'
import { openApi } from './openapi.ts'
import { orderApi } from './order-routes.ts'

export const apiRoutes = new Hono<AppEnv>()

apiRoutes.get('/openapi.json', (c) => c.json(openApi(c.var.visit.settings.publicUrl)))
apiRoutes.route('/', catalogApi)
apiRoutes.route('/', gardenApi)
apiRoutes.route('/', orderApi)
