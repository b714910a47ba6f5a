import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.endsWith('.generated.ts'))
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path]) =>
    normalize(join(dirname(file), path!)),
  )

test('the kernel imports nothing of ours', () => {
  const outside = files
    .filter((file) => file.startsWith('src/kernel/'))
    .flatMap((file) => importsOf(file).filter((path) => !path.startsWith('src/kernel/')))
  expect(outside).toEqual([])
})

test('only money.ts turns money into text by floats', () => {
  const guilty = files.filter(
    (file) => file !== 'src/kernel/money.ts' && /\.toFixed\(|parseFloat\(/.test(readFileSync(file, 'utf8')),
  )
  expect(guilty).toEqual([])
})

test('nobody calls db.transaction, which D1 does not have', () => {
  expect(files.filter((file) => /\.transaction\(/.test(readFileSync(file, 'utf8')))).toEqual([])
})

test('the catalogue and the cart know nothing of orders and payments', () => {
  const upward = files
    .filter((file) => file.startsWith('src/catalog/') || file.startsWith('src/cart/'))
    .flatMap((file) => importsOf(file).filter((path) => /^src\/(orders|payments|impact)\//.test(path)))
  expect(upward).toEqual([])
})
