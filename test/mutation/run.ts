// Makes the mistakes of test/mutation/mistakes one at a time in a copy of the project and runs the tests that should
// notice: `npm run mutate`, or `npm run mutate -- src/payments` for those whose file names it. Ends red when fewer than
// 95 in a hundred were noticed, or one that was not has no reason beside it.
import { type ChildProcess, fork } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Edit, Mistake } from './mistake.ts'
import { MISTAKES } from './mistakes.ts'
import { keyOf, noticedBy, rememberNoticed } from './noticed-by.ts'
import type { Asked, Told } from './rerunning.ts'

const root = new URL('../..', import.meta.url).pathname
const GOAL = 0.95
/** Ends a run that a mistake made endless. */
const HANGS_MS = 900_000
const AT_ONCE = Math.max(1, Math.min(4, cpus().length))

type Seen = { mistake: Mistake; told: Told; seconds: number }

/** A copy of what the tests need; packages are shared. */
function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mutate-'))
  const parts = [
    'src',
    'migrations',
    'public',
    // Tests of one machine start what was built: what they look at there is right.
    'dist',
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

/** Makes mistakes in a copy of its own and takes each back; one process runs the tests of as many as it can. */
class Bench {
  private readonly copy = copyProject()
  private running: ChildProcess | null = null
  private changed: string[] = []

  async tryOut(mistake: Mistake): Promise<Seen> {
    const began = Date.now()
    const edits = [mistake, ...(mistake.also ?? [])]
    // Migrations are read when the process starts.
    const anew = edits.some(({ file }) => file.startsWith('migrations/'))
    if (anew) this.end()
    const right = edits.map((edit) => this.make(edit))
    const told = await this.ask({
      changed: [...this.changed, ...edits.map(({ file }) => file)],
      tests: testsFor(mistake),
      module: basename(mistake.file).replace(/\.\w+$/, ''),
      first: noticedBy[keyOf(mistake)],
    })
    for (const [at, { file }] of edits.entries()) writeFileSync(join(this.copy, file), right[at]!)
    this.changed = edits.map(({ file }) => file)
    if (anew) this.end()
    return { mistake, told, seconds: Math.round((Date.now() - began) / 1000) }
  }

  /** What the file held before. */
  private make({ file, was, is }: Edit): string {
    const right = readFileSync(join(this.copy, file), 'utf8')
    writeFileSync(
      join(this.copy, file),
      right.replace(was, () => is),
    )
    return right
  }

  private ask(asked: Asked): Promise<Told> {
    this.running ??= fork(join(this.copy, 'test/mutation/rerunning.ts'), {
      cwd: this.copy,
      stdio: 'ignore',
      detached: true,
    })
    const child = this.running
    return new Promise((done) => {
      const over = (told: Told) => {
        clearTimeout(limit)
        child.removeAllListeners()
        done(told)
      }
      const lost = (red: string) => {
        this.end()
        over({ red, by: null, broken: false })
      }
      const limit = setTimeout(() => lost('it never ended'), HANGS_MS)
      child.once('message', (told) => over(told as Told))
      child.once('exit', () => lost('its process ended'))
      child.send(asked)
    })
  }

  private end(): void {
    // With workerd, which it started: a group of its own.
    if (this.running?.exitCode === null) process.kill(-this.running.pid!, 'SIGKILL')
    this.running = null
  }

  close(): void {
    this.end()
    rmSync(this.copy, { recursive: true })
  }
}

const wanted = process.argv[2] ?? ''
const mistakes = MISTAKES.filter(({ file }) => file.includes(wanted))
const began = Date.now()
const waiting = [...mistakes]
const seen: Seen[] = []

function markOf({ mistake, told }: Seen): string {
  if (told.broken) return 'BROKEN'
  if (told.red) return 'noticed'
  return mistake.survives ? 'explained' : 'SURVIVED'
}

await Promise.all(
  Array.from({ length: Math.min(AT_ONCE, mistakes.length) }, async () => {
    const bench = new Bench()
    for (let mistake = waiting.shift(); mistake; mistake = waiting.shift()) {
      const one = await bench.tryOut(mistake)
      seen.push(one)
      const { file, breaks } = mistake
      console.log(`${markOf(one).padEnd(9)} ${String(one.seconds).padStart(4)} s  ${file}  ${breaks}`)
      if (one.told.red) console.log(`${' '.repeat(18)}${one.told.red}`)
    }
    bench.close()
  }),
)

rememberNoticed(seen.map(({ mistake, told }) => [mistake, told.by]))

const isNoticed = (one: Seen): boolean => markOf(one) === 'noticed'
const folders = [...new Set(seen.map(({ mistake }) => folderOf(mistake.file).slice(5)))].sort()
console.log('\nfolder          noticed')
for (const folder of folders) {
  const own = seen.filter(({ mistake }) => folderOf(mistake.file) === `test/${folder}`)
  console.log(`${folder.padEnd(14)} ${String(own.filter(isNoticed).length).padStart(3)} of ${own.length}`)
}
const noticed = seen.filter(isNoticed).length
const survivors = seen.filter((one) => !isNoticed(one))
for (const { mistake, told } of survivors)
  console.log(
    `\nnot noticed: ${mistake.file}\n  ${mistake.breaks}\n  ${told.broken ? 'it cannot be made: nothing runs' : (mistake.survives ?? 'no reason given')}`,
  )
const minutes = ((Date.now() - began) / 60_000).toFixed(1)
console.log(
  `\n${noticed} of ${seen.length} noticed (${Math.round((100 * noticed) / seen.length)} %) in ${minutes} min`,
)
if (noticed < GOAL * seen.length || survivors.some(({ mistake, told }) => told.broken || !mistake.survives))
  process.exitCode = 1
