import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newFolder } from '../support/node/folders.ts'
import { type Host, startHost } from '../support/node/host.ts'
import { inspected, orderUntilGone, stockUp } from '../support/node/ordering.ts'
import { say, spread } from './measuring.ts'

const TIMES = 5
/** Orders that are acknowledged before the end comes. */
const BEFORE = 200
const IMAGE_MB = 256

/** Orders from sixteen at once, some of them acknowledged; `acknowledged` grows until `over`. */
async function ordering(host: Host) {
  stockUp(host.folder)
  const acknowledged: string[] = []
  const over = orderUntilGone(host.address, acknowledged)
  while (acknowledged.length < BEFORE) await sleep(10)
  return { acknowledged, over }
}

/** What of the orders is not in the database of `folder`; throws where the database is not sound. */
function missingOf(acknowledged: string[], folder: string): number {
  const { numbers, ...sound } = inspected(folder)
  if (Object.values(sound).some((found) => found.length)) throw new Error(JSON.stringify(sound))
  return acknowledged.filter((number) => !numbers.has(number)).length
}

/** A stop that is asked for while sixteen order: how long it takes, and what is missing afterwards. */
async function benchStop(): Promise<void> {
  const took: number[] = []
  let all = 0
  let missing = 0
  for (let turn = 0; turn < TIMES; turn += 1) {
    const host = await startHost(newFolder())
    const { acknowledged, over } = await ordering(host)
    const asked = performance.now()
    const { code } = await host.end('SIGTERM')
    took.push(performance.now() - asked)
    if (code !== 0) throw new Error(`the shop ended with ${code}:\n${host.said()}`)
    await over
    all += acknowledged.length
    missing += missingOf(acknowledged, host.folder)
  }
  say(
    'SIGTERM under orders',
    `${spread(took, 0)} ms to exit 0, want ≤ 3000; ${missing} of ${all} orders missing`,
  )
}

const run = (command: string, ...args: string[]) => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}

/**
 * The power goes while sixteen order. The shop's folder lies on a file system of its own in one file: what was not synced is
 * in memory and not in that file, so a copy of it, made while the shop stands still, is what the disk would hold. A file
 * beside that nobody synced has to be lost: else nothing was shown.
 */
async function benchPowerCut(): Promise<void> {
  if (process.getuid?.() !== 0) return say('power cut', 'not shown: only root may mount a file system')
  const work = newFolder()
  const [image, after] = [join(work, 'disk.img'), join(work, 'after.img')]
  const [disk, found] = [join(work, 'disk'), join(work, 'found')]
  let all = 0
  let missing = 0
  let kept = 0
  for (let turn = 0; turn < TIMES; turn += 1) {
    for (const folder of [disk, found]) mkdirSync(folder, { recursive: true })
    run('truncate', '-s', '0', image)
    run('truncate', '-s', `${IMAGE_MB}M`, image)
    run('mkfs.ext4', '-q', '-F', image)
    // By itself its journal is written only after minutes.
    run('mount', '-o', 'loop,commit=600', image, disk)
    const host = await startHost(join(disk, 'shop'))
    try {
      const { acknowledged, over } = await ordering(host)
      writeFileSync(join(disk, 'unsynced'), 'x'.repeat(100_000))
      await sleep(200)
      host.process.kill('SIGSTOP')
      const before = [...acknowledged]
      copyFileSync(image, after)
      await host.end('SIGKILL')
      await over
      run('mount', '-o', 'loop', after, found)
      all += before.length
      missing += missingOf(before, join(found, 'shop'))
      const beside = join(found, 'unsynced')
      if (existsSync(beside) && statSync(beside).size && readFileSync(beside, 'utf8').includes('x')) kept += 1
    } finally {
      await host.end('SIGKILL')
      for (const folder of [found, disk]) spawnSync('umount', [folder])
    }
  }
  const shown = kept
    ? `of ${TIMES} unsynced files ${kept} were kept: nothing is shown`
    : 'each unsynced file was lost'
  say('power cut under orders', `${missing} of ${all} orders missing after ${TIMES} cuts; ${shown}`)
}

/** How the shop on one machine ends: asked for, and by the power. */
export async function benchEnds(): Promise<void> {
  await benchStop()
  await benchPowerCut()
}
