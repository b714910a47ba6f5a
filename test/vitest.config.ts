import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { TEST_SETTINGS } from './support/settings.ts'
import { worldFiles } from './support/world-files.ts'

const root = new URL('..', import.meta.url).pathname

/** Ends what hangs, never what is slow: no test asserts a time (docs/decisions/0031). */
const HANGS_MS = 7_200_000
/** Tests that only the Cloudflare runtime can answer: they count the rows its database read, or ask a binding of its own. */
const tags = [{ name: 'workerd', description: 'rows read, or a binding of Cloudflare' }]
const limits = { testTimeout: HANGS_MS, hookTimeout: HANGS_MS }

export default defineConfig(async () => ({
  root,
  test: {
    tags,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.d1.test.ts'],
          isolate: false,
          // One of them builds the Worker while the others wait: half a minute less.
          maxWorkers: 2,
          ...limits,
          tags,
        },
      },
      {
        root,
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              images: { binding: 'IMAGES' },
              serviceBindings: { WORLDS: worldFiles },
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations(`${root}migrations`),
                // workerd sees bindings only: the counts of test:deep reach it as one.
                DEEP: process.env.DEEP ?? '',
                ...TEST_SETTINGS,
              },
            },
          }),
        ],
        test: {
          name: 'worker',
          include: ['test/**/*.d1.test.ts'],
          isolate: false,
          fileParallelism: true,
          maxWorkers: 3,
          ...limits,
          tags,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        resolve: {
          alias: {
            'cloudflare:workers': `${root}test/support/node/workers.ts`,
            'cloudflare:test': `${root}test/support/node/workers.ts`,
          },
        },
        test: {
          name: 'node',
          include: ['test/**/*.d1.test.ts'],
          isolate: false,
          maxWorkers: 2,
          ...limits,
          tags,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
}))
