import type { Box } from './crop-box.ts'
import type { Encoded } from './picture-encoding.ts'

/** A chosen picture that is not sent yet; `encoded` is what was last sent under `key`. */
export type Draft = {
  key: string
  file: Blob
  ratio: string
  box: Box
  altZh: string
  altEn: string
  at: number
  encoded: Encoded | null
}

const KEPT_MS = 30 * 24 * 3600 * 1000

/** Runs one request on the store; null where the browser keeps nothing (private window, full disk). */
async function ask<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> {
  try {
    const opening = indexedDB.open('pictures', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('drafts')
    const db = await settled(opening)
    const answer = await settled(work(db.transaction('drafts', mode).objectStore('drafts')))
    db.close()
    return answer
  } catch {
    return null
  }
}

const settled = <T>(request: IDBRequest<T>) =>
  new Promise<T>((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  })

export const keepDraft = (place: string, draft: Draft) => ask('readwrite', (store) => store.put(draft, place))

export const dropDraft = (place: string) => ask('readwrite', (store) => store.delete(place))

/** What waits at a place; what is older than 30 days is thrown away. */
export async function readDraft(place: string): Promise<Draft | null> {
  const draft = await ask<Draft | undefined>('readonly', (store) => store.get(place))
  if (!draft) return null
  if (Date.now() - draft.at < KEPT_MS) return draft
  await dropDraft(place)
  return null
}
