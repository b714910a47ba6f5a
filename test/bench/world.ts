import { sql } from 'drizzle-orm'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { database } from '../../src/db/client.ts'
import { fillSampleWorld, sampleListings } from '../../src/db/sample/world.ts'

/** The sample world and as many copies of its products as make `products`, with stock that does not run out. */
export async function fillBench(binding: Parameters<typeof database>[0], products: number, now: number) {
  const db = database(binding)
  await fillSampleWorld(db, now)
  const samples = sampleListings().filter((listing) =>
    listing.variants.every((variant) => !variant.components.length),
  )
  const copies = Array.from({ length: products - 16 }, (_, index) => {
    const sample = samples[index % samples.length]!
    const variants = sample.variants.map((variant) => ({ ...variant, sku: `${variant.sku}-${index}` }))
    return { ...sample, slug: `${sample.slug}-${index}`, variants }
  })
  for (let at = 0; at < copies.length; at += 500)
    await publishListings(db, copies.slice(at, at + 500), 100 + at, now)
  await db.run(sql`UPDATE variants SET available = 100000000 WHERE components IS NULL`)
}
