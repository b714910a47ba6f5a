// The kinds of binding that worker-configuration.d.ts names. Not all of @cloudflare/workers-types is global here, since it
// would clash with the browser's types that src/browser needs.
import type * as workers from '@cloudflare/workers-types'

declare global {
  type D1Database = workers.D1Database
  type R2Bucket = workers.R2Bucket
  type Fetcher = workers.Fetcher
}
