import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const root = new URL('..', import.meta.url).pathname

/** What the clock of the machine decides: run when nothing else is. */
const MEASURED = 'test/budgets/isolate.test.ts'

export default defineConfig(async () => ({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.d1.test.ts', MEASURED],
          testTimeout: 30_000,
        },
      },
      {
        root,
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              images: { binding: 'IMAGES' },
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations(`${root}migrations`),
                // workerd sees bindings only: the counts of test:deep reach it as one.
                DEEP: process.env.DEEP ?? '',
                APP_ENV: 'development',
                PUBLIC_URL: 'http://shop.test',
                SESSION_SECRET: 'test-session-secret-0001',
                PHONE_PEPPER: 'test-phone-pepper-0001',
                PHONE_KEY: 'test-phone-key-000000001',
              },
            },
          }),
        ],
        test: {
          name: 'worker',
          include: ['test/**/*.d1.test.ts'],
          isolate: false,
          fileParallelism: true,
          maxWorkers: 2,
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        test: {
          name: 'measured',
          include: [MEASURED],
          maxWorkers: 1,
          testTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
}))
