import { Worker } from 'node:worker_threads'
import { talkOver } from './calls.ts'
import type { Place } from './place.ts'
import { release } from './release.ts'
import type { Asked, SqliteFile } from './sqlite.ts'

export type Work = { place: Place; settings: Record<string, string> }
export type Question = { url: string; headers: [string, string][] }
export type Answer = { status: number; headers: [string, string][]; body: ArrayBuffer }

export type BackRoom = {
  /** Answers a GET of the back office. */
  answer: (question: Question) => Promise<Answer>
  /** Does what is due. */
  tick: () => Promise<void>
  /** Ends the thread; `hurry` without waiting for what it does. */
  stop: (hurry?: Promise<unknown>) => Promise<void>
}

/**
 * Opens the thread of back-room.ts, whose writes go through `file`. One that ends unasked is opened again, and `ended` is
 * told; whoever waited for it gets an error.
 */
export function openBackRoom(work: Work, file: SqliteFile, ended: (error: unknown) => void): BackRoom {
  let closing = false
  let room = open()

  function open() {
    const thread = new Worker(release.thread('back-room'), { workerData: work })
    const talk = talkOver(thread, { run: (asked: Asked[]) => file.run(asked) })
    thread.on('error', ended)
    thread.on('exit', () => {
      talk.hangUp()
      if (!closing) room = open()
    })
    return { thread, talk }
  }

  return {
    answer: (question) => room.talk.ask<Answer>('answer', question),
    tick: () => room.talk.ask<void>('tick'),
    stop: async (hurry) => {
      closing = true
      const ending = room.talk.ask('stop').catch(() => {})
      await (hurry ? Promise.race([ending, hurry]) : ending)
      await room.thread.terminate()
    },
  }
}
