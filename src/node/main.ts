// The shop on one machine: shop.mjs [serve|backup|restore|drill|owner-link] [options]. Without a word it serves. docs/self-host.md and
// docs/backup.md say the rest.
import type { Command } from './commands/ending.ts'

const COMMANDS: Record<string, () => Promise<{ run: Command }>> = {
  serve: () => import('./commands/serve.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  drill: () => import('./commands/drill.ts'),
  'owner-link': () => import('./commands/owner-link.ts'),
}

// Rows, scans and secrets are nobody else's on this machine, whatever the folder allows.
process.umask(0o077)

const given = process.argv.slice(2)
const [name = 'serve', ...options] = given[0]?.startsWith('-') ? ['serve', ...given] : given
const command = COMMANDS[name]
if (command) {
  const { run } = await command()
  await run(options)
} else {
  console.error(`There is no command ${name}: ${Object.keys(COMMANDS).join(', ')}.`)
  process.exitCode = 1
}
