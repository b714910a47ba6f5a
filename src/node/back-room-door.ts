import { Worker } from 'node:worker_threads'
import { talkOver } from './calls.ts'
import type { Place } from './place.ts'
import { release } from './release.ts'
import type { Asked, SqliteFile } from './sqlite.ts'

export type Work = { place: Place; settings: Record<string, string> }
export type Question = { method: string; url: string; headers: [string, string][] }
export type Answer = { status: number; headers: [string, string][]; body: ArrayBuffer }

export type BackRoom = {
  /** Answers a GET or HEAD of the back office. */
  answer: (question: Question) => Promise<Answer>
  /** Does what is due. */
  tick: () => Promise<void>
  /** Ends the thread; `hurry` without waiting for what it does. */
  stop: (hurry?: Promise<unknown>) => Promise<void>
}

/**
 * Opens the thread of back-room.ts, whose writes go through `file`. Of one that ends unasked `ended` is told, and whoever waited
 * for it gets an error; the next who asks opens another, so that one that cannot even begin does not begin for ever.
 */
export function openBackRoom(work: Work, file: SqliteFile, ended: (error: unknown) => void): BackRoom {
  let closing = false
  let room: ReturnType<typeof open> | null = open()

  function open() {
    const thread = new Worker(release.thread('back-room'), { workerData: work })
    const talk = talkOver(thread, { run: (asked: Asked[]) => file.run(asked) })
    thread.on('error', ended)
    thread.on('exit', () => {
      talk.hangUp()
      if (room?.thread === thread) room = null
    })
    return { thread, talk }
  }

  const ask = async <T>(name: string, value?: unknown): Promise<T> => {
    if (closing) throw new Error('the other thread ended')
    room ??= open()
    return room.talk.ask<T>(name, value)
  }

  return {
    answer: (question) => ask<Answer>('answer', question),
    tick: () => ask<void>('tick'),
    stop: async (hurry) => {
      closing = true
      if (!room) return
      const { thread, talk } = room
      const ending = talk.ask('stop').catch(() => {})
      await (hurry ? Promise.race([ending, hurry]) : ending)
      await thread.terminate()
    },
  }
}
