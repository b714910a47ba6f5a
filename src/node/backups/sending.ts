import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Bytes, inWorkFolder, writeWhole } from './files.ts'
import { filesOf, type Manifest, mediaFile, momentOf, outdated } from './manifest.ts'
import { listOf, mirrorPlace, readList } from './pictures.ts'
import { nameUnder, opening, sealing } from './sealing.ts'
import { type Target, targetOf } from './target.ts'
import { BackupFailed, troubleOf } from './trouble.ts'

export const SEALED = '.sealed'
const PICTURES = 'media/'

/** A target and what everything there is sealed with. */
export type Remote = { target: Target; passphrase: string }

const SHORTEST = 12

/**
 * The target that settings name; null where they name none. Throws BackupFailed (no_passphrase): what is sent away holds
 * names and addresses of buyers, and is never sent unsealed.
 */
export function remoteOf(settings: Record<string, string | undefined>): Remote | null {
  const { BACKUP_URL, BACKUP_PASSPHRASE = '' } = settings
  if (!BACKUP_URL) return null
  if (!BACKUP_PASSPHRASE)
    throw new BackupFailed(
      'no_passphrase',
      'BACKUP_URL is set and BACKUP_PASSPHRASE is not: nothing is sent unsealed',
    )
  if (BACKUP_PASSPHRASE.length < SHORTEST)
    throw new BackupFailed(
      'short_passphrase',
      `BACKUP_PASSPHRASE is shorter than ${SHORTEST} characters: nothing is sent`,
    )
  return { target: targetOf(BACKUP_URL), passphrase: BACKUP_PASSPHRASE }
}

export const pictureKey = async (passphrase: string, sha256: string): Promise<string> =>
  `${PICTURES}${await nameUnder(passphrase, sha256)}${SEALED}`

/** Backups at the target by name, the oldest first. */
export async function backupsAt({ target }: Pick<Remote, 'target'>): Promise<string[]> {
  const keys = await target.list('shop-')
  return keys
    .filter((key) => key.endsWith(`.json${SEALED}`))
    .map((key) => key.slice(0, -`.json${SEALED}`.length))
    .filter((name) => momentOf(name) !== null)
}

/** Opens one file of a backup at the target. */
export async function fetchOpened({ target, passphrase }: Remote, key: string): Promise<Bytes> {
  return opening(passphrase, key)(await target.get(key))
}

/**
 * Sends a backup of the folder, sealed: pictures that are not there yet, then its files, the manifest last. Then lets go
 * what is outdated over there. Answers what was sent.
 */
export function sendBackup(
  copies: string,
  { name }: Pick<Manifest, 'name'>,
  remote: Remote,
): Promise<{ files: number; bytes: number }> {
  const { target, passphrase } = remote
  return inWorkFolder(copies, 'sending', async (work) => {
    const sent = { files: 0, bytes: 0 }
    const send = async (path: string, key: string) => {
      const beside = join(work, 'sealed')
      const { bytes } = await writeWhole(beside, sealing(passphrase)(createReadStream(path)))
      await target.put(key, beside)
      sent.files += 1
      sent.bytes += bytes
    }
    const there = new Set(await target.list(PICTURES))
    for (const { sha256 } of await listOf(copies, name)) {
      const key = await pictureKey(passphrase, sha256)
      if (!there.has(key)) await send(mirrorPlace(copies, sha256), key)
      there.add(key)
    }
    for (const file of filesOf(name)) await send(join(copies, file), file + SEALED)
    const since = await sealedSince(copies, passphrase, name)
    await forgetAt(remote, { copies, there, since })
    return sent
  }).catch((error: unknown) => {
    throw troubleOf(error, copies)
  })
}

/** What the name of is kept to know a passphrase again. */
const NOTHING = '0'.repeat(64)

/** Since which backup this folder has sent all with this passphrase: those before may be sealed with another. */
async function sealedSince(copies: string, passphrase: string, name: string): Promise<string> {
  const note = join(copies, '.sealed.json')
  const mark = await nameUnder(passphrase, NOTHING)
  const kept = await readFile(note, 'utf8')
    .then(JSON.parse)
    .catch(() => null)
  if (kept?.mark === mark) return kept.since
  await writeWhole(note, Readable.from([Buffer.from(JSON.stringify({ mark, since: name }))]))
  return name
}

type Ground = { copies: string; there: Set<string>; since: string }

/** Deletes backups at the target that are outdated, and pictures that none of the others lists. */
async function forgetAt(remote: Remote, ground: Ground): Promise<void> {
  const { target, passphrase } = remote
  const names = await backupsAt(remote)
  const old = outdated(names)
  for (const name of old) for (const file of filesOf(name).toReversed()) await target.remove(file + SEALED)
  if (!old.length) return
  const wanted = new Set<string>()
  for (const name of names.filter((one) => !old.includes(one))) {
    const list = await listAt(remote, ground, name)
    // Sealed with another passphrase: what it lists nobody knows, so nothing goes.
    if (!list) return
    for (const { sha256 } of list) wanted.add(await pictureKey(passphrase, sha256))
  }
  for (const key of ground.there) if (!wanted.has(key)) await target.remove(key)
}

/**
 * The list of pictures of a backup: the one of this folder where it is and over there goes by the same names, else fetched;
 * null where it cannot be opened.
 */
async function listAt(remote: Remote, { copies, since }: Ground, name: string) {
  const own = name >= since ? await listOf(copies, name).catch(() => null) : null
  if (own) return own
  try {
    return await readList(Readable.from(await fetchOpened(remote, mediaFile(name) + SEALED)))
  } catch (error) {
    if ((error as BackupFailed).code === 'wrong_passphrase') return null
    throw error
  }
}
