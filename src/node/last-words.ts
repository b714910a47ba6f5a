import { join, resolve } from 'node:path'
import { DEFAULT_FOLDER } from './place.ts'

type Failed = Error & { code?: string; errcode?: number; path?: string; syscall?: string }

/** What SQLite's numbers mean to whoever runs the shop, without their extended part. */
const SQLITE: Record<number, (of: { database: string; message: string }) => string> = {
  5: held,
  6: held,
  8: notOurs,
  11: damaged,
  13: full,
  14: notOurs,
  26: damaged,
}

/**
 * What a start that failed says, in one sentence where a person can help; null for a fault of ours, which is shown with
 * its stack. `folder` and `port` as they were asked for.
 */
export function lastWords(error: unknown, folder = DEFAULT_FOLDER, port = ''): string | null {
  if (!(error instanceof Error)) return null
  const { name, message, code, syscall, path } = error as Failed
  const root = resolve(folder)
  if (name === 'WrongSetting') return `${message}: put it right in ${join(root, 'shop.env')}.`
  if (['LostSecrets', 'AlreadyOpen'].includes(name)) return message
  if (message.startsWith('TRUSTED_PROXIES')) return message
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: end what listens there (ss -ltnp names it), or choose another with --port or PORT.`
  if (code === 'EADDRNOTAVAIL') return `HOST is no address of this machine (${message}).`
  if (code === 'ERR_SOCKET_BAD_PORT') return `--port ${port} is no port: a number below 65536.`
  if (syscall === 'listen' && code === 'EACCES')
    return `This user may not open port ${port}: choose one above 1023; the proxy listens on 443.`
  if (code === 'ENOSPC') return `The disk that holds ${root} is full.`
  if (path && resolve(path).startsWith(root))
    return `DATA_DIR ${root} cannot be used (${message}): it must be a folder of the user who runs the shop.`
  const failed = sqliteOf(error)
  if (!failed) return null
  return SQLITE[(failed.errcode ?? 0) & 0xff]?.({ database: `of ${root}`, message: failed.message }) ?? null
}

/** The failure of SQLite in a chain of causes: a migration says its own name first. */
function sqliteOf(error: unknown): Failed | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if ((at as Failed).code === 'ERR_SQLITE_ERROR') return at as Failed
  return null
}

type Of = { database: string; message: string }

function held({ database }: Of): string {
  return `The database ${database} is held by another process: end it, or wait for it, and start again.`
}

function notOurs({ database, message }: Of): string {
  return `The database ${database} cannot be written (${message}): file and folder must belong to the user who runs the shop.`
}

function damaged({ database, message }: Of): string {
  return `The database ${database} is damaged (${message}): keep it as it is and restore a copy (docs/backup.md).`
}

function full({ database }: Of): string {
  return `The disk that holds the database ${database} is full.`
}
