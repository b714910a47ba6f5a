import { getPath } from 'hono/utils/url'
import { adminUrls } from '../urls.ts'

/** Whether a request asks for pages, lists or exports of the back office: some are read for seconds. */
export function isDeskReading(request: Request): boolean {
  // As the router reads it: /%61dmin is /admin.
  const path = getPath(request)
  const desk = adminUrls.home.path
  return ['GET', 'HEAD'].includes(request.method) && (path === desk || path.startsWith(`${desk}/`))
}
