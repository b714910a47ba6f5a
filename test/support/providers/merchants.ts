import { settingsOf } from '../../../src/env.ts'

/** The settings of a shop that is set up with what a fake provider says. */
export const settingsWith = (more: Record<string, string>) =>
  settingsOf({
    ...{ DB: {}, APP_ENV: 'development', PUBLIC_URL: 'https://shop.test' },
    ...{ SESSION_SECRET: 's'.repeat(32), PHONE_PEPPER: 'p'.repeat(32), PHONE_KEY: 'k'.repeat(32) },
    ...more,
  } as never)
