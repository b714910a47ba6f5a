import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textOf } from '../../http/form.ts'
import { CONTACT_FIELDS, type ContactErrors, parseContact } from '../../settings/contact.ts'
import { keepShopPart, readStoredShop, shopForm } from '../../settings/keeping.ts'
import type { Contact } from '../../settings/shop.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import { ContactPage } from './contact-page.tsx'
import { renderSettings } from './frame.tsx'
import { CONTACT_NAMES } from './words.ts'

export const contactRoutes = new Hono<AppEnv>()

const FORM = shopForm('contact')

const contactOf = (value: (field: keyof Contact) => string): Contact =>
  Object.fromEntries(CONTACT_FIELDS.map((field) => [field, value(field)])) as Contact

contactRoutes.get(adminUrls.shopSettings.path, async (c) => {
  const typed = await storedContact(c)
  return page(c, { typed, was: typed, over: (await readEdit(c.var.visit.db, FORM)).edit })
})

contactRoutes.post(adminUrls.shopSettings.path, async (c) => {
  const form = await readForm(c)
  return keep(
    c,
    contactOf((field) => textOf(form, field, 80)),
    beganOf<Contact>(form),
  )
})

async function keep(c: Ctx, typed: Contact, began: Began<Contact>): Promise<Response> {
  const parsed = parseContact(typed)
  if (!parsed.ok) return page(c, { typed, ...began, errors: parsed.errors })
  const { staffId } = c.var.staff
  const kept = await keepShopPart(c.var.visit, { staffId, over: began.over }, 'contact', parsed.contact)
  if (kept.ok) return c.redirect(`${adminPaths.shopSettings}?saved=1`, 303)
  const [stored, other] = [await storedContact(c), await readEdit(c.var.visit.db, FORM)]
  const anew = beganAnew(parsed.contact, began, stored, other)
  if (anew.apart) return keep(c, anew.typed, anew)
  const differences = differencesOf(
    CONTACT_FIELDS.map((field) => [CONTACT_NAMES[field], stored[field], anew.typed[field]]),
  )
  return page(c, { ...anew, between: { other, differences } })
}

async function storedContact(c: Ctx): Promise<Contact> {
  const { contact } = await readStoredShop(c.var.visit.db)
  return contactOf((field) => contact?.[field] ?? '')
}

type Shown = Began<Contact> & { typed: Contact; errors?: ContactErrors; between?: Between }

function page(c: Ctx, { errors = {}, between, ...shown }: Shown) {
  const body = ContactPage({
    ...{ ...shown, errors, between },
    variables: c.var.visit.settings.shop,
    saved: c.req.query('saved') === '1',
  })
  const status = between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '店铺与证照', current: adminPaths.shopSettings }, body, status)
}
