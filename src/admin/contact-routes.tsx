import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../http/context.ts'
import { adminPaths } from '../paths.ts'
import { CONTACT_FIELDS, type ContactErrors, parseContact } from '../settings/contact.ts'
import { keepShopPart, readStoredShop } from '../settings/keeping.ts'
import type { Contact } from '../settings/shop.ts'
import { ContactPage } from './contact-page.tsx'
import { renderSettings, textOf } from './settings-frame.tsx'

export const contactRoutes = new Hono<AppEnv>()

const contactOf = (value: (field: keyof Contact) => string): Contact =>
  Object.fromEntries(CONTACT_FIELDS.map((field) => [field, value(field)])) as Contact

contactRoutes.get('/', async (c) => {
  const { contact } = await readStoredShop(c.var.visit.db)
  return page(
    c,
    contactOf((field) => contact?.[field] ?? ''),
    {},
  )
})

contactRoutes.post('/', async (c) => {
  const form = await c.req.parseBody()
  const typed = contactOf((field) => textOf(form, field, 80))
  const parsed = parseContact(typed)
  if (!parsed.ok) return page(c, typed, parsed.errors)
  await keepShopPart(c.var.visit, c.var.staff.staffId, 'contact', parsed.contact)
  return c.redirect(`${adminPaths.shopSettings}?saved=1`, 303)
})

function page(c: Ctx, typed: Contact, errors: ContactErrors) {
  const body = ContactPage({
    typed,
    errors,
    variables: c.var.visit.settings.shop,
    saved: c.req.query('saved') === '1',
  })
  const wrong = Object.keys(errors).length > 0
  return renderSettings(c, { title: '店铺与证照', current: adminPaths.shopSettings }, body, wrong ? 422 : 200)
}
