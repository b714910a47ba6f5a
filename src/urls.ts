import { adminUrls } from './urls/admin.ts'
import { apiUrls } from './urls/api.ts'
import { siteUrls, urls } from './urls/shop.ts'
import type { Url } from './urls/url.ts'

export { API } from './urls/api.ts'
export { type Body, METHODS, type Policy, type Url } from './urls/url.ts'
export { adminUrls, apiUrls, siteUrls, urls }

/** The one table of what the shop answers: routes, links, who may call and how much a body may hold come from it. */
export const URLS: Url[] = [siteUrls, urls, adminUrls, apiUrls].flatMap((table) => Object.values<Url>(table))
