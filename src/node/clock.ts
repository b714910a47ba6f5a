import { MINUTE_MS } from '../kernel/time.ts'

/**
 * Calls `work` at the beginning of each minute, one run at a time: what is due at night waits for its hour inside
 * (jobs/running.ts), in UTC. A run that fails is told and does not stop the next. Answers how to stop, which waits for the
 * run that is under way.
 */
export function everyMinute(
  work: () => Promise<unknown>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let running = Promise.resolve()
  let timer: NodeJS.Timeout
  const next = () => {
    timer = setTimeout(
      () => {
        running = work().then(next, (error: unknown) => {
          failed(error)
          next()
        })
      },
      MINUTE_MS - (Date.now() % MINUTE_MS),
    )
  }
  next()
  return async () => {
    clearTimeout(timer)
    await running
    clearTimeout(timer)
  }
}
