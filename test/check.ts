// What `npm run check` looks at once it has built. All at once, since each by itself leaves a core idle part of the
// time; what one has to say stands together.
import { spawn } from 'node:child_process'

const CHECKS = [
  'npm run types --silent -- --check',
  'biome check .',
  'tsc --noEmit',
  'vitest run --config test/vitest.config.ts --project unit',
]

/** Whether a check finds nothing. */
const passes = (command: string) =>
  new Promise<boolean>((done) => {
    const check = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    for (const stream of [check.stdout, check.stderr]) stream.on('data', (chunk) => said.push(chunk))
    check.on('close', (code) => {
      process.stdout.write(Buffer.concat(said))
      if (code !== 0) console.error(`Failed: ${command}`)
      done(code === 0)
    })
  })

const passed = await Promise.all(CHECKS.map(passes))
process.exitCode = passed.every(Boolean) ? 0 : 1
