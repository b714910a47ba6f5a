// Builds what the browser gets: styles, scripts, pictures, divisions, each at an address that holds its hash.
import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import * as esbuild from 'esbuild'

const OUT = 'public/build'
const hashed = (name, extension, content) =>
  `/build/${name}.${createHash('sha256').update(content).digest('hex').slice(0, 10)}.${extension}`

async function bundle(entry) {
  const result = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
  })
  return result.outputFiles[0].text
}

/** Runs TypeScript of ours in this process: bundled first, because Node resolves neither tsx nor our imports. */
async function load(entry) {
  return run({ entryPoints: [entry] })
}

async function run(entry) {
  const result = await esbuild.build({
    ...entry,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  })
  return import(
    `data:text/javascript;base64,${Buffer.from(result.outputFiles[0].contents).toString('base64')}`
  )
}

const { pictures, standIns } = await load('src/art/pictures.ts')
const { divisionsAsset } = await load('src/kernel/divisions.ts')

const files = new Map()
const place = (name, extension, content) => {
  const address = hashed(name, extension, content)
  files.set(address, content)
  return address
}

/** A script whose parts are fetched when they are asked for; they stand beside it, each named by its own hash. */
async function placeSplit(name, entry) {
  const { outputFiles } = await esbuild.build({
    entryPoints: { [name]: entry },
    entryNames: '[name].[hash]',
    chunkNames: `${name}-[name].[hash]`,
    outdir: 'build',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
  })
  const addressOf = (path) => `/build/${basename(path)}`
  for (const { path, text } of outputFiles) files.set(addressOf(path), text)
  return (part) => addressOf(outputFiles.find(({ path }) => basename(path).startsWith(`${part}.`)).path)
}

const shopScript = await placeSplit('shop', 'src/browser/shop.ts')
const assets = {
  css: place('shop', 'css', await bundle('src/ui/styles/shop.css')),
  adminCss: place('admin', 'css', await bundle('src/ui/styles/admin.css')),
  gardenCss: place('garden', 'css', await bundle('src/ui/styles/garden.css')),
  certificateCss: place('certificate', 'css', await bundle('src/ui/styles/certificate.css')),
  readingCss: place('reading', 'css', await bundle('src/ui/styles/reading.css')),
  claimsCss: place('claims', 'css', await bundle('src/ui/styles/claims.css')),
  sharingCss: place('sharing', 'css', await bundle('src/ui/styles/sharing.css')),
  institutionsCss: place('institutions', 'css', await bundle('src/ui/styles/institutions.css')),
  apiCss: place('api', 'css', await bundle('src/ui/styles/api.css')),
  js: shopScript('shop'),
  orderingJs: shopScript('shop-ordering'),
  adminJs: place('admin', 'js', await bundle('src/browser/admin.ts')),
  listingsJs: place('listings', 'js', await bundle('src/browser/listings.ts')),
  divisions: place('divisions', 'json', divisionsAsset()),
  icons: '',
  pictures: {},
}
for (const [name, draw] of Object.entries(pictures)) assets.pictures[name] = place(name, 'svg', draw())
for (const [name, other] of Object.entries(standIns)) assets.pictures[name] = assets.pictures[other]
assets.icons = assets.pictures.icons

await mkdir(OUT, { recursive: true })
const wanted = new Set([...files.keys()].map((address) => address.slice('/build/'.length)))
for (const file of await readdir(OUT)) if (!wanted.has(file)) await rm(`${OUT}/${file}`)
for (const [address, content] of files) await writeFile(`public${address}`, content)
// What the Worker answers changes with its source too, not with what the browser gets alone.
const source = createHash('sha256')
for (const file of globSync('src/**/*.{ts,tsx,json}').sort())
  if (!file.endsWith('.generated.ts')) source.update(file).update(await readFile(file))
for (const address of [...files.keys()].sort()) source.update(address)
assets.version = source.digest('hex').slice(0, 8)

const { pictures: pictureAddresses, ...rest } = assets
await writeFile(
  'src/ui/assets.generated.ts',
  `// Written by src/dev/build.mjs.
export const assets: {
  css: string
  adminCss: string
  gardenCss: string
  certificateCss: string
  readingCss: string
  claimsCss: string
  sharingCss: string
  institutionsCss: string
  apiCss: string
  js: string
  orderingJs: string
  adminJs: string
  listingsJs: string
  divisions: string
  icons: string
  version: string
  pictures: Record<string, string>
} = ${JSON.stringify({ ...rest, pictures: pictureAddresses }, null, 2)}
`,
)

// What /healthz says of the schema this Worker was built for.
const newest = globSync('migrations/*.sql')
  .sort()
  .at(-1)
  .slice('migrations/'.length, 'migrations/0000'.length)
await writeFile(
  'src/db/schema-version.generated.ts',
  `// Written by src/dev/build.mjs: the number of the newest migration.\nexport const SCHEMA_VERSION = ${Number(newest)}\n`,
)
