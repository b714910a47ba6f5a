/** Why there is no backup, or why one was not restored: a sentence for a person, and a code for the desk's list of jobs. */
export class BackupFailed extends Error {
  override name = 'BackupFailed'
  readonly code: string
  constructor(code: string, sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.code = code
  }
}

/** A file of a backup that is not as it was written. */
export const damaged = (file: string, how = 'is not as it was written'): BackupFailed =>
  new BackupFailed('damaged', `${file} ${how}: take another copy`)

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']
const CLOSED = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']
/** SQLite's numbers: busy, locked; read-only, cannot open; corrupt, no database; full. */
const BUSY = [5, 6]
const SHUT = [8, 14]
const SPOILT = [11, 26]
const SQLITE_FULL = 13
const SQLITE_IO = 10

type Failure = Error & { code?: string; errcode?: number; path?: string }

/** What went wrong in a sentence, of whatever was thrown; `at` is the folder that was worked in. Names no secret. */
export function troubleOf(error: unknown, at: string): BackupFailed {
  if (error instanceof BackupFailed) return error
  const { code = '', errcode, name, message, path } = error as Failure
  const base = (errcode ?? 0) & 0xff
  const where = path ?? at
  if (FULL.includes(code) || base === SQLITE_FULL)
    return new BackupFailed('disk_full', `the disk of ${at} is full`, error)
  if (CLOSED.includes(code) || SHUT.includes(base))
    return new BackupFailed('not_writable', `${where} cannot be opened or written`, error)
  if (BUSY.includes(base))
    return new BackupFailed('locked', 'another process holds the database and does not let go', error)
  if (SPOILT.includes(base)) return new BackupFailed('corrupt', `a database of ${at} is damaged`, error)
  if (base === SQLITE_IO || code === 'EIO')
    return new BackupFailed('disk_failed', `the disk of ${at} does not take or give what it should`, error)
  if (code === 'ENOENT') return new BackupFailed('missing', `${where} is not there`, error)
  return new BackupFailed('failed', `${name ?? 'Error'}: ${message}`, error)
}
