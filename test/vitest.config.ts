import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { worldFiles } from './support/world-files.ts'

const root = new URL('..', import.meta.url).pathname

/** Ends what hangs, never what is slow: no test asserts a time (docs/decisions/0031). */
const HANGS_MS = 7_200_000
const limits = { testTimeout: HANGS_MS, hookTimeout: HANGS_MS }

export default defineConfig(async () => ({
  root,
  test: {
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
                APP_ENV: 'development',
                PUBLIC_URL: 'http://shop.test',
                SESSION_SECRET: 'test-session-secret-0001',
                PHONE_PEPPER: 'test-phone-pepper-0001',
                PHONE_KEY: 'test-phone-key-000000001',
                BANK_ACCOUNT_NAME: '普定助农服务有限公司',
                BANK_ACCOUNT_NO: '2402000109200000001',
                BANK_NAME: '中国银行普定支行',
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
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
}))
