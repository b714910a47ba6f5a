import { tellFailure } from '../kernel/telling.ts'

/**
 * A promise that fails while nobody waits for it ends nothing on Cloudflare, where each request stands alone; by Node's own
 * rule it would end the process, or the thread, with everybody's requests. It is told in the log instead.
 */
export function tellWhatIsLeftAlone(): void {
  process.on('unhandledRejection', (error) => {
    console.error(JSON.stringify({ leftAlone: tellFailure(error) }))
  })
}
