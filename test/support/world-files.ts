// A world that was laid out once is laid out again by copying its file: several times as fast as its statements are.
// Runs in Node, which owns the files; tests in workerd ask it through the binding WORLDS.
import { copyFileSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What SQLite keeps of a database: its file, and what was written since. A third, -shm, is there while it is open. */
const PARTS = ['', '-wal']

const shelf = mkdtempSync(join(tmpdir(), 'worlds-'))
process.once('exit', () => rmSync(shelf, { recursive: true, force: true }))

/** Where each runtime keeps its database, by the mark it wrote into it: a runtime does not know its own directory. */
const places = new Map<string, string>()

const holds = (file: string, mark: string): boolean =>
  PARTS.some((part) => existsSync(file + part) && readFileSync(file + part).includes(mark))

function copy(from: string, to: string): void {
  for (const part of PARTS) {
    // A file of its own, not new words in the old one: whoever still has that open keeps it.
    rmSync(to + part, { force: true })
    if (existsSync(from + part)) copyFileSync(from + part, to + part)
  }
}

/**
 * POST /find: the database that holds this mark is the caller's; 404 without one. /keep: puts its world on the shelf.
 * /lay: brings that world back in place of a database that was reset; 409 while it is open.
 */
export async function worldFiles(request: { url: string }): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  const mark = searchParams.get('mark')!
  const kept = join(shelf, `${mark}-${searchParams.get('world')}`)
  const place = places.get(mark)
  if (pathname === '/find') {
    const found = globSync(join(tmpdir(), 'miniflare-*/d1/**/*.sqlite')).find((file) => holds(file, mark))
    if (found) places.set(mark, found)
    return new Response(null, { status: found ? 204 : 404 })
  }
  if (!place) return new Response(null, { status: 404 })
  if (pathname === '/keep') copy(place, kept)
  else if (existsSync(`${place}-shm`)) return new Response(null, { status: 409 })
  else copy(kept, place)
  return new Response(null, { status: 204 })
}
