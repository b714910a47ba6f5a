import { sql } from 'drizzle-orm'
import type { Garden } from '../adoption/schema.ts'
import type { Product } from '../catalog/schema.ts'
import type { Db } from '../db/client.ts'
import { type Paths, pathsFor, siteUrls } from '../urls.ts'

const BOTH = [pathsFor('zh'), pathsFor('en')]

/** A sitemap may name 50,000 addresses; each product stands in it twice, once a language. */
const MOST_PRODUCTS = 20_000

/** What search engines may read, in both languages. `publicUrl` has no slash at its end. */
export async function sitemapXml(db: Db, publicUrl: string): Promise<string> {
  const [products, gardens] = await db.batch([
    db.all<Pick<Product, 'slug'>>(
      sql`SELECT slug FROM products WHERE listed = 1 ORDER BY season_rank, slug LIMIT ${MOST_PRODUCTS}`,
    ),
    db.all<Pick<Garden, 'slug'>>(
      sql`SELECT slug FROM gardens WHERE listed = 1 ORDER BY position, code LIMIT 100`,
    ),
  ])
  const addresses = BOTH.flatMap((paths) => {
    const fixed = [
      paths.home,
      paths.products(),
      paths.institutions(),
      paths.gardens,
      paths.story,
      paths.producers,
      paths.impact,
      paths.contact,
      paths.licences,
      paths.api(),
      paths.terms,
      paths.privacy,
    ]
    return [
      ...fixed,
      ...gardens.map(({ slug }) => paths.garden(slug)),
      ...products.map(({ slug }) => paths.product(slug)),
    ]
  })
  const urls = addresses.map((path) => `<url><loc>${publicUrl}${path}</loc></url>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`
}

const personal = (paths: Paths) => [paths.cart, paths.checkout, paths.orders, paths.quotations]

/** Personal pages are closed to robots; everything else is open. */
export const robotsTxt = (publicUrl: string): string =>
  [
    'User-agent: *',
    ...[...BOTH.flatMap(personal), '/api/', '/payments/'].map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${publicUrl}${siteUrls.sitemap.path}`,
    '',
  ].join('\n')
