import { Hono } from 'hono'
import { readEdit } from '../../accounts/edit-lock.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { adminPaths } from '../../paths.ts'
import { CONTACT_FIELDS, type ContactErrors, parseContact } from '../../settings/contact.ts'
import { keepShopPart, readStoredShop, shopForm } from '../../settings/keeping.ts'
import type { Contact } from '../../settings/shop.ts'
import { type Between, differencesOf, overOf } from '../meanwhile.tsx'
import { CONTACT_NAMES, ContactPage } from './contact-page.tsx'
import { renderSettings, textOf } from './frame.tsx'

export const contactRoutes = new Hono<AppEnv>()

const FORM = shopForm('contact')

const contactOf = (value: (field: keyof Contact) => string): Contact =>
  Object.fromEntries(CONTACT_FIELDS.map((field) => [field, value(field)])) as Contact

contactRoutes.get('/', async (c) => {
  const typed = await storedContact(c)
  return page(c, { typed, over: (await readEdit(c.var.visit.db, FORM)).edit })
})

contactRoutes.post('/', async (c) => {
  const form = await c.req.parseBody()
  const typed = contactOf((field) => textOf(form, field, 80))
  const over = overOf(form)
  const parsed = parseContact(typed)
  if (!parsed.ok) return page(c, { typed, over, errors: parsed.errors })
  const { staffId } = c.var.staff
  const kept = await keepShopPart(c.var.visit, { staffId, over }, 'contact', parsed.contact)
  if (kept.ok) return c.redirect(`${adminPaths.shopSettings}?saved=1`, 303)
  const [stored, other] = [await storedContact(c), await readEdit(c.var.visit.db, FORM)]
  const differences = differencesOf(
    CONTACT_FIELDS.map((field) => [CONTACT_NAMES[field], stored[field], parsed.contact[field]]),
  )
  return page(c, { typed, over: other.edit, between: { other, differences } })
})

async function storedContact(c: Ctx): Promise<Contact> {
  const { contact } = await readStoredShop(c.var.visit.db)
  return contactOf((field) => contact?.[field] ?? '')
}

type Shown = { typed: Contact; over: number; errors?: ContactErrors; between?: Between }

function page(c: Ctx, { typed, over, errors = {}, between }: Shown) {
  const body = ContactPage({
    ...{ typed, over, errors, between },
    variables: c.var.visit.settings.shop,
    saved: c.req.query('saved') === '1',
  })
  const status = between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '店铺与证照', current: adminPaths.shopSettings }, body, status)
}
