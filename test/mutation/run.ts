// Makes the mistakes of test/mutation/mistakes one at a time in a copy of the project and runs the tests that should
// notice: `npm run mutate`, or `npm run mutate -- payments` for those whose file names it. Ends red when fewer than 95 in
// a hundred were noticed, or one that was not has no reason beside it.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Mistake } from './mistake.ts'
import { MISTAKES } from './mistakes.ts'

const root = new URL('../..', import.meta.url).pathname
const GOAL = 0.95
/** Ends a run that a mistake made endless. */
const HANGS_MS = 300_000
const AT_ONCE = Math.max(1, Math.min(4, cpus().length))

type Seen = { mistake: Mistake; noticed: boolean; seconds: number }

/** A copy of what the tests need; packages are shared. */
function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mutate-'))
  const parts = [
    'src',
    'migrations',
    'public',
    'test',
    'docs',
    'package.json',
    'tsconfig.json',
    'wrangler.toml',
  ]
  for (const part of [...parts, '.dev.vars'])
    if (existsSync(join(root, part))) cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

const folderOf = (file: string): string =>
  file.startsWith('migrations/') ? 'test/db' : `test/${file.split('/')[1]}`

function testsFor({ file, alsoIn = [] }: Mistake): string[] {
  const folder = folderOf(file)
  return [...(existsSync(join(root, folder)) ? [`${folder}/`] : []), ...alsoIn]
}

/** Whether the tests are red. */
function redIn(copy: string, tests: string[]): Promise<boolean> {
  const vitest = join(root, 'node_modules/.bin/vitest')
  const run = spawn(
    vitest,
    ['run', '--config', 'test/vitest.config.ts', '--bail=1', '--reporter=dot', '--maxWorkers=1', ...tests],
    { cwd: copy, stdio: 'ignore', detached: true },
  )
  const limit = setTimeout(() => process.kill(-run.pid!, 'SIGKILL'), HANGS_MS)
  return new Promise((done) =>
    run.on('close', (code) => {
      clearTimeout(limit)
      done(code !== 0)
    }),
  )
}

async function tryOut(copy: string, mistake: Mistake): Promise<Seen> {
  const began = Date.now()
  const path = join(copy, mistake.file)
  const right = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    right.replace(mistake.was, () => mistake.is),
  )
  const noticed = await redIn(copy, testsFor(mistake))
  writeFileSync(path, right)
  return { mistake, noticed, seconds: Math.round((Date.now() - began) / 1000) }
}

const wanted = process.argv[2] ?? ''
const mistakes = MISTAKES.filter(({ file }) => file.includes(wanted))
const began = Date.now()
const waiting = [...mistakes]
const seen: Seen[] = []
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    const copy = copyProject()
    for (let mistake = waiting.shift(); mistake; mistake = waiting.shift()) {
      const one = await tryOut(copy, mistake)
      seen.push(one)
      const mark = one.noticed ? 'noticed ' : mistake.survives ? 'explained' : 'SURVIVED'
      console.log(`${mark} ${String(one.seconds).padStart(4)} s  ${mistake.file}  ${mistake.breaks}`)
    }
    rmSync(copy, { recursive: true })
  }),
)

const folders = [...new Set(seen.map(({ mistake }) => folderOf(mistake.file).slice(5)))].sort()
console.log('\nfolder          noticed')
for (const folder of folders) {
  const own = seen.filter(({ mistake }) => folderOf(mistake.file) === `test/${folder}`)
  console.log(
    `${folder.padEnd(14)} ${String(own.filter(({ noticed }) => noticed).length).padStart(3)} of ${own.length}`,
  )
}
const noticed = seen.filter((one) => one.noticed).length
const survivors = seen.filter((one) => !one.noticed)
for (const { mistake } of survivors)
  console.log(
    `\nnot noticed: ${mistake.file}\n  ${mistake.breaks}\n  ${mistake.survives ?? 'no reason given'}`,
  )
const minutes = ((Date.now() - began) / 60_000).toFixed(1)
console.log(
  `\n${noticed} of ${seen.length} noticed (${Math.round((100 * noticed) / seen.length)} %) in ${minutes} min`,
)
if (noticed < GOAL * seen.length || survivors.some(({ mistake }) => !mistake.survives)) process.exitCode = 1
