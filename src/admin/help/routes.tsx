import { Hono } from 'hono'
import type { AppEnv } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { AREAS, menuFor } from '../menu.ts'
import { HelpIndexPage, HelpPage } from './help-page.tsx'
import { HELP } from './pages.ts'

export const helpRoutes = new Hono<AppEnv>()

helpRoutes.get(adminUrls.help.path, (c) =>
  renderAdmin(
    c,
    { title: '帮助', current: adminPaths.help },
    HelpIndexPage({ groups: menuFor(c.var.staff.role) }),
  ),
)

helpRoutes.get(adminUrls.helpArea.path, (c) => {
  const area = AREAS.find(({ help }) => help === c.req.param('area'))
  const answers = area && HELP[area.help]
  if (!area || !answers) return answerNotFound(c)
  const may = menuFor(c.var.staff.role).some(([, areas]) => areas.includes(area))
  return renderAdmin(c, { title: `${area.label}：怎么做` }, HelpPage({ area, answers, may }))
})
