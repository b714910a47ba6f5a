import type { Bindings } from '../env.ts'
import { folderBucket } from './bucket.ts'
import { pageCaches } from './cache.ts'
import { d1Over, type Running } from './d1.ts'
import type { Place } from './place.ts'

/** What wrangler hands to a Worker, made of this machine: settings by name, the database, the folder of pictures. */
export function bindingsOf(place: Place, settings: Record<string, string>, running: Running): Bindings {
  globalThis.caches = pageCaches() as unknown as CacheStorage
  const own = { DB: d1Over(running), MEDIA: folderBucket(place.media), HOST_BACKUPS: 'hourly' }
  return { ...settings, ...own } as unknown as Bindings
}

/** Keeps what a request leaves to be done after its answer, until it is done. */
export function afterwards() {
  const open = new Set<Promise<unknown>>()
  const context = {
    waitUntil: (work: Promise<unknown>) => {
      const kept = work.catch(() => {}).finally(() => open.delete(kept))
      open.add(kept)
    },
    passThroughOnException: () => {},
    props: {},
  }
  return { context, done: () => Promise.all(open) }
}
