import type { Language } from './i18n/texts.ts'
import { adminUrls } from './urls/admin.ts'
import { apiUrls } from './urls/api.ts'
import { siteUrls, urls } from './urls/shop.ts'
import { type Links, linksTo, type Url } from './urls/url.ts'

export { API } from './urls/api.ts'
export { type Body, METHODS, type Policy, type Url } from './urls/url.ts'
export { adminUrls, apiUrls, siteUrls, urls }

/** The one table of what the shop answers: routes, links, who may call and how much a body may hold come from it. */
export const URLS: Url[] = [siteUrls, urls, adminUrls, apiUrls].flatMap((table) => Object.values<Url>(table))

const PATHS = { zh: linksTo(urls), en: linksTo(urls, '/en') }
export type Paths = Links<typeof urls>

/** The links of the shop in one language. Chinese stands without a prefix, English under /en. */
export const pathsFor = (language: Language): Paths => PATHS[language]

/** The links of the back office. */
export const adminPaths = linksTo(adminUrls)

/** Where a kept picture is served, in every language. */
export const mediaPath = linksTo(siteUrls).media
