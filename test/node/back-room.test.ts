import { MessageChannel, Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { openBackRoom } from '../../src/node/back-room-door.ts'
import { talkOver } from '../../src/node/calls.ts'
import { placeAt } from '../../src/node/place.ts'
import { release } from '../../src/node/release.ts'
import { openSqlite } from '../../src/node/sqlite.ts'
import { newFolder } from '../support/node/folders.ts'

/** A thread whose script is not there: it ends as soon as it begins. Sources lie where no build put one. */
const endedThread = () =>
  new Promise((done) => new Worker(release.thread('back-room')).on('error', () => {}).on('exit', done))

test('a thread that cannot begin is opened again when somebody asks, not as fast as it ends', async () => {
  const place = placeAt(newFolder())
  const file = openSqlite(':memory:')
  let ended = 0
  const room = openBackRoom({ place, settings: {} }, file, () => {
    ended += 1
  })
  for (const _ of [1, 2, 3]) await expect(room.tick()).rejects.toThrow('the other thread ended')
  await endedThread()
  await endedThread()
  expect(ended).toBe(3)
  await room.stop()
  await expect(room.tick()).rejects.toThrow('the other thread ended')
  file.close()
})

test('whatever a handler throws, the caller hears of it', async () => {
  const { port1, port2 } = new MessageChannel()
  const thrown: unknown[] = [undefined, null, 'word', { deep: () => {} }]
  talkOver(port1 as never, {
    fail: (which: number) => {
      throw thrown[which]
    },
    give: () => () => {},
  })
  const { ask } = talkOver(port2 as never, {})
  for (const which of thrown.keys()) await expect(ask('fail', which)).rejects.toThrow()
  await expect(ask('give')).rejects.toThrow('could not be cloned')
  await expect(ask('nobody')).rejects.toThrow()
  port1.close()
})
