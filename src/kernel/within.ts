/** What did not answer in time. */
export class TimedOut extends Error {
  override name = 'TimedOut'
}

/**
 * Waits for some work at most `limitMs`; then it throws TimedOut and tells the work by its signal. The work may go on
 * unseen: whatever it does must be safe to do twice.
 */
export async function within<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TimedOut(`no answer in ${limitMs} ms`)
      reject(error)
      abort.abort(error)
    }, limitMs)
  })
  try {
    return await Promise.race([work(abort.signal), late])
  } finally {
    clearTimeout(timer)
  }
}
