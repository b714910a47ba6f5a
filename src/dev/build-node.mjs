// Builds the shop for one machine into dist/node: the bundle, its migrations, its files precompressed. Nothing else is
// needed there but Node.
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'

/** Where to; tests build one of their own. */
const OUT = process.argv[2] ?? 'dist/node'
/** Smaller than a packet, or packed already: nothing is gained. */
const LEAST = 1000
const PACKABLE = /\.(?:css|js|json|svg|txt)$/

rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT, { recursive: true })
await esbuild.build({
  entryPoints: {
    // The first looks at the version of Node and then asks for the second.
    shop: 'src/node/entry.ts',
    main: 'src/node/main.ts',
    'back-room': 'src/node/back-room.ts',
    'backup-room': 'src/node/backups/backup-room.ts',
  },
  outdir: OUT,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'parts/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  // What is CommonJS asks for Node's own modules this way.
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
  },
})
cpSync('migrations', `${OUT}/migrations`, { recursive: true })
cpSync('public', `${OUT}/public`, { recursive: true })
for (const file of globSync(`${OUT}/public/**/*`).filter((name) => PACKABLE.test(name))) {
  const bytes = readFileSync(file)
  if (bytes.length < LEAST) continue
  writeFileSync(`${file}.br`, brotliCompressSync(bytes))
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
}
