import { Hono } from 'hono'
import type { AppEnv } from '../../http/context.ts'
import { allRules, findBroken } from '../../invariants/checking.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { BooksPage } from './books-page.tsx'

/** What must always hold, asked of the database when the page is opened. */
export const booksRoutes = new Hono<AppEnv>()

booksRoutes.get(adminUrls.books.path, async (c) => {
  const { db, now } = c.var.visit
  const rules = allRules(now)
  const body = BooksPage({ broken: await findBroken(db, rules), rules: rules.length })
  return renderAdmin(c, { title: '账目核对', current: adminPaths.books }, body)
})
