import type { Province } from '../kernel/provinces.ts'
import { accounts as enAccounts } from './en/accounts.ts'
import { cart as enCart } from './en/cart.ts'
import { catalog as enCatalog } from './en/catalog.ts'
import { checkout as enCheckout } from './en/checkout.ts'
import { claims as enClaims } from './en/claims.ts'
import { drawings as enDrawings } from './en/drawings.ts'
import { favourites as enFavourites } from './en/favourites.ts'
import { finding as enFinding } from './en/finding.ts'
import { gardens as enGardens } from './en/gardens.ts'
import { institutions as enInstitutions } from './en/institutions.ts'
import { invoices as enInvoices } from './en/invoices.ts'
import { mail as enMail } from './en/mail.ts'
import { mine as enMine } from './en/mine.ts'
import { orders as enOrders } from './en/orders.ts'
import { pages as enPages } from './en/pages.ts'
import {
  fields as enFields,
  guide as enGuide,
  scenes as enScenes,
  teaPictures as enTeaPictures,
} from './en/scenes.ts'
import { sharing as enSharing } from './en/sharing.ts'
import { shell as enShell } from './en/shell.ts'
import { tooMany as enTooMany } from './en/too-many.ts'
import { accounts } from './zh/accounts.ts'
import { cart } from './zh/cart.ts'
import { catalog } from './zh/catalog.ts'
import { checkout } from './zh/checkout.ts'
import { claims } from './zh/claims.ts'
import { drawings } from './zh/drawings.ts'
import { favourites } from './zh/favourites.ts'
import { finding } from './zh/finding.ts'
import { gardens } from './zh/gardens.ts'
import { institutions } from './zh/institutions.ts'
import { invoices } from './zh/invoices.ts'
import { mail } from './zh/mail.ts'
import { mine } from './zh/mine.ts'
import { orders } from './zh/orders.ts'
import { pages } from './zh/pages.ts'
import { fields, guide, scenes, teaPictures } from './zh/scenes.ts'
import { sharing } from './zh/sharing.ts'
import { shell } from './zh/shell.ts'
import { tooMany } from './zh/too-many.ts'

export type Language = 'zh' | 'en'

const zh = {
  accounts,
  shell,
  catalog,
  cart,
  checkout,
  claims,
  institutions,
  invoices,
  orders,
  pages,
  mail,
  drawings,
  mine,
  gardens,
  favourites,
  finding,
  sharing,
  scenes,
  fields,
  teaPictures,
  guide,
  tooMany,
}

/** Chinese sets the keys; an English text that is missing does not compile. */
export type Texts = typeof zh

const en: Texts = {
  accounts: enAccounts,
  shell: enShell,
  catalog: enCatalog,
  cart: enCart,
  checkout: enCheckout,
  claims: enClaims,
  institutions: enInstitutions,
  invoices: enInvoices,
  orders: enOrders,
  pages: enPages,
  drawings: enDrawings,
  mail: enMail,
  mine: enMine,
  gardens: enGardens,
  scenes: enScenes,
  fields: enFields,
  teaPictures: enTeaPictures,
  guide: enGuide,
  tooMany: enTooMany,
  favourites: enFavourites,
  finding: enFinding,
  sharing: enSharing,
}

export const texts = (language: Language): Texts => (language === 'en' ? en : zh)

/** Picks the language's side of a pair of stored texts; Chinese where nobody wrote the English one. */
export const inLanguage = (language: Language, zhText: string, enText: string): string =>
  language === 'en' && enText ? enText : zhText

export const provinceName = (language: Language, province: Province): string =>
  inLanguage(language, province.name, province.nameEn)
