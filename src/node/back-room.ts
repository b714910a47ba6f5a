// The thread behind the counter: it answers what staff read and does what the clock starts, on a connection of its own
// that only reads. What either writes is done by the first thread, so that the database has one writer; however long a
// report takes, nobody in the shop waits for it.
import { parentPort, workerData } from 'node:worker_threads'
import shop from '../index.ts'
import type { Answer, Question, Work } from './back-room-door.ts'
import { afterwards, bindingsOf } from './bindings.ts'
import { talkOver } from './calls.ts'
import { tellWhatIsLeftAlone } from './left-alone.ts'
import type { Answered, Asked } from './sqlite.ts'
import { isReadOnly, openSqlite } from './sqlite.ts'

tellWhatIsLeftAlone()
const { place, settings } = workerData as Work
const file = openSqlite(place.database, { readOnly: true })
const { context, done } = afterwards()

const front = talkOver(parentPort!, {
  answer: async ({ method, url, headers }: Question): Promise<Answer> => {
    const answer = await shop.fetch(new Request(url, { method, headers }), env, context)
    return { status: answer.status, headers: [...answer.headers], body: await answer.arrayBuffer() }
  },
  tick: () => shop.scheduled({} as never, env),
  stop: async () => {
    await done()
    file.close()
  },
})

const env = bindingsOf(place, settings, (asked: readonly Asked[]): Answered[] | Promise<Answered[]> => {
  try {
    return file.run(asked)
  } catch (error) {
    // Nothing of it was done: the first thread does all of it.
    if (isReadOnly(error)) return front.ask<Answered[]>('run', asked)
    throw error
  }
})
