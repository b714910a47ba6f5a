import { readD1Migrations } from '@cloudflare/vitest-plugin'
import type { D1Database } from '@cloudflare/workers-types'
import { build } from 'esbuild'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { SETTINGS, SHOP_NOW, uploadedScript } from '../support/runtime.ts'
import { fillBench } from './world.ts'

export async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'browser'],
    // papaparse asks for Node's streams where it can; as in the deployed Worker, they are the runtime's.
    alias: { stream: 'node:stream' },
    external: ['node:*', 'cloudflare:*'],
  })
  return outputFiles[0]!.text
}

export type Bench = {
  shop: string
  /** Makes the D1 calls it was told by `teach` and nothing else. */
  floor: string
  /** The shop, answering with its D1 calls. */
  recorder: string
  close: () => Promise<void>
}

/** Addresses of shop, floor and recorder in one runtime over one database of so many products. */
export async function openBench(products: number): Promise<Bench> {
  const scripts = {
    shop: uploadedScript(),
    floor: await bundle('test/bench/floor.ts'),
    recorder: await bundle('test/bench/recorder.ts'),
  }
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      workers: Object.entries(scripts).map(([name, contents]) => ({
        name,
        modules: [{ type: 'ESModule' as const, path: `${name}.mjs`, contents }],
        compatibilityDate: '2026-10-01',
        compatibilityFlags: ['nodejs_compat'],
        d1Databases: { DB: 'bench' },
        bindings: { ...SETTINGS, PUBLIC_URL: 'http://127.0.0.1' },
        unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
      })),
    }),
  )
  await mf.ready
  const db = (await mf.getD1Database('DB', 'shop')) as unknown as D1Database
  for (const { queries } of await readD1Migrations('migrations'))
    await db.batch(queries.map((query) => db.prepare(query)))
  await fillBench(db, products, Date.parse(SHOP_NOW))
  const addressOf = async (name: string) => (await mf.unsafeGetDirectURL(name)).origin
  return {
    shop: await addressOf('shop'),
    floor: await addressOf('floor'),
    recorder: await addressOf('recorder'),
    close: () => mf.dispose(),
  }
}

/** Tells a floor the D1 calls to make for a name. */
export async function teach(floor: string, name: string, calls: unknown): Promise<void> {
  await fetch(`${floor}/learn/${name}`, { method: 'POST', body: JSON.stringify(calls) })
}
