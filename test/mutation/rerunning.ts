// Runs tests again and again in one process, in the copy it was started in: to start Vitest and workerd anew costs more
// than most tests. Told what changed and which tests to run, it answers with the first that failed.
import { relative } from 'node:path'
import type { TestSpecification, Vitest } from 'vitest/node'
import { createVitest } from 'vitest/node'

/** `first`: the file of tests that is likeliest to notice. */
export type Asked = { changed: string[]; tests: string[]; module: string; first: string | undefined }
/** `red`: the title of a test that failed, `by` its file; null when none did. `broken`: nothing could be run at all. */
export type Told = { red: string | null; by: string | null; broken: boolean }

/** It compares the schema with a copy: that tells any change of a migration, not what was lost by it. */
const COPY_OF_SCHEMA = 'test/db/first-migrations.d1.test.ts'
let module = ''

/** The module's own tests first, then the quick ones: most mistakes are noticed soon. */
class SoonestFirst {
  private readonly cache: Vitest['cache']
  constructor({ cache }: Vitest) {
    this.cache = cache
  }
  private took = (spec: TestSpecification): number =>
    spec.moduleId.includes(`/${module}.`) ? -1 : (this.cache.getTestSpecificationResult(spec)?.duration ?? 0)
  sort = (specs: TestSpecification[]) => specs.toSorted((a, b) => this.took(a) - this.took(b))
  shard = (specs: TestSpecification[]) => specs
}

/** What came of the run that goes on: Vitest keeps what came of those before. */
const NOTHING: Told = { red: null, by: null, broken: false }
let told = NOTHING

function sawRed(red: string, by: string): void {
  if (told.red === null) told = { ...told, red, by }
}

const vitest = await createVitest('test', {
  config: 'test/vitest.config.ts',
  watch: false,
  bail: 1,
  maxWorkers: 1,
  reporters: [
    {
      onTestCaseResult(test) {
        if (test.result().state === 'failed') sawRed(test.fullName, test.module.relativeModuleId)
      },
      onTestModuleEnd(each) {
        if (!each.ok()) sawRed(each.relativeModuleId, each.relativeModuleId)
        if (each.errors().length) told = { ...told, broken: true }
      },
    },
  ],
  sequence: { sequencer: SoonestFirst },
})

async function run({ changed, tests, module: named, first }: Asked): Promise<Told> {
  module = named
  told = NOTHING
  for (const file of changed) vitest.invalidateFile(`${process.cwd()}/${file}`)
  const specs = (await vitest.globTestSpecifications(tests)).filter(
    ({ moduleId }) => relative(process.cwd(), moduleId) !== COPY_OF_SCHEMA,
  )
  const likeliest = specs.filter(({ moduleId }) => relative(process.cwd(), moduleId) === first)
  // In a run of their own: within one, all tests of Node come before those of D1.
  for (const some of [likeliest, specs.filter((spec) => !likeliest.includes(spec))]) {
    if (!some.length || told.red !== null || told.broken) continue
    const { unhandledErrors } = await vitest.runTestSpecifications(some)
    if (unhandledErrors.length && told.red === null) told = { ...told, red: String(unhandledErrors[0]) }
  }
  return told
}

process.on('message', (asked: Asked) => void run(asked).then((came) => process.send!(came)))
// Whoever asks has gone: nothing it started stays, workerd included.
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'))
