import { createReadStream, existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { type Bytes, measured } from './files.ts'
import { backupsIn, manifestIn, parseManifest } from './making.ts'
import { type Manifest, momentOf, newestOf, type Part } from './manifest.ts'
import { mirrorPlace } from './pictures.ts'
import { backupsAt, fetchOpened, pictureKey, type Remote, SEALED } from './sending.ts'
import { BackupFailed, damaged } from './trouble.ts'

/** A backup that can be read, wherever it lies. */
export type Source = {
  manifest: Manifest
  where: string
  /** One of its files, still gzipped; throws BackupFailed where it is not as the manifest says. */
  part: (part: Part) => Bytes
  picture: (sha256: string) => Bytes
}

/** A backup in a folder: by name, or the newest. */
export async function sourceIn(copies: string, name?: string): Promise<Source> {
  const wanted = name ?? newestOf(await backupsIn(copies), Date.now())
  if (!wanted) throw new BackupFailed('no_backup', `${copies} holds no backup`)
  const manifest = await manifestIn(copies, wanted)
  const read = (path: string) => createReadStream(path)
  return {
    ...{ manifest, where: join(copies, wanted) },
    part: (part) => proved(read(join(copies, part.file)), part),
    picture: (sha256) => proved(read(mirrorPlace(copies, sha256)), { file: sha256, sha256 }),
  }
}

/** A backup by the path of any of its files; the pictures lie beside. */
export async function sourceOf(path: string): Promise<Source> {
  const full = resolve(path)
  if (existsSync(full) && statSync(full).isDirectory()) return sourceIn(full)
  const name = basename(full).split('.')[0]!
  if (!existsSync(full) && !existsSync(`${full}.json`))
    throw new BackupFailed('missing', `${full} is not there`)
  if (momentOf(name) === null)
    throw new BackupFailed('no_backup', `${full} is no file of a backup: they begin with shop-`)
  return sourceIn(dirname(full), name)
}

/** A backup at the target: by name, or the newest. */
export async function sourceAt(remote: Remote, name?: string): Promise<Source> {
  const wanted = name ?? newestOf(await backupsAt(remote), Date.now())
  if (!wanted) throw new BackupFailed('no_backup', `${remote.target.name} holds no backup`)
  const text = await textOf(await fetchOpened(remote, `${wanted}.json${SEALED}`))
  const opened = async function* (key: string | Promise<string>) {
    yield* await fetchOpened(remote, await key)
  }
  return {
    ...{ manifest: parseManifest(text, wanted), where: remote.target.name + wanted },
    part: (part) => proved(opened(part.file + SEALED), part),
    picture: (sha256) => proved(opened(pictureKey(remote.passphrase, sha256)), { file: sha256, sha256 }),
  }
}

/** Bytes that end with an error where they are not those that were written down. */
async function* proved(source: Bytes, { file, bytes, sha256 }: Omit<Part, 'bytes'> & { bytes?: number }) {
  const { measure, through } = measured()
  yield* through(source)
  if (bytes !== undefined && measure.bytes < bytes) throw damaged(file, 'is cut off')
  if (measure.sha256 !== sha256) throw damaged(file)
}

async function textOf(bytes: Bytes): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of Readable.from(bytes)) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks).toString('utf8')
}
