import type { MessagePort, Worker } from 'node:worker_threads'

/** Either end of a thread: a Worker as its parent has it, or the parent's port as the thread has it. */
type Line = Pick<MessagePort | Worker, 'postMessage' | 'on'>
type Call = { call: number; name: string; value: unknown }
type Answer = { answer: number; value?: unknown; failed?: Failure }
/** What survives the way between threads of an error: SQLite's number stands in it. */
type Failure = { name: string; message: string; errcode?: number }

const failureOf = (error: unknown): Failure => {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const { name, message, errcode } = error as Error & { errcode?: number }
  return { name, message, errcode }
}

/**
 * Calls between two threads: `handlers` answer what the other one asks; the answer asks it. What a handler throws is
 * thrown at the caller.
 */
export function talkOver(line: Line, handlers: Record<string, (value: never) => unknown>) {
  const waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>()
  let calls = 0
  line.on('message', async (message: Call | Answer) => {
    if ('answer' in message) {
      const asked = waiting.get(message.answer)
      waiting.delete(message.answer)
      if (message.failed) asked?.failed(Object.assign(new Error(message.failed.message), message.failed))
      else asked?.done(message.value)
      return
    }
    const answer = message.call
    try {
      line.postMessage({ answer, value: await handlers[message.name]!(message.value as never) })
    } catch (error) {
      line.postMessage({ answer, failed: failureOf(error) })
    }
  })
  return {
    ask: <T>(name: string, value?: unknown): Promise<T> =>
      new Promise((done, failed) => {
        calls += 1
        waiting.set(calls, { done: done as (value: unknown) => void, failed })
        line.postMessage({ call: calls, name, value } satisfies Call)
      }),
    /** Whoever waits for an answer hears that none will come. */
    hangUp: () => {
      for (const { failed } of waiting.values()) failed(new Error('the other thread ended'))
      waiting.clear()
    },
  }
}
