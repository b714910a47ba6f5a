import { test } from '@playwright/test'

/** Most buyers have a phone with scripts, in Chinese; the other walk has none of these. test:deep walks all eight ways. */
export const isWalked = (of: { phone: boolean; scripts: boolean; chinese: boolean }): boolean =>
  Boolean(process.env.DEEP) || (of.phone === of.scripts && of.scripts === of.chinese)

/** A desk job is done on the screen it belongs to; test:deep does it on the other one too. */
export const screens = <Own, Other>(own: Own, other: Other): (Own | Other)[] =>
  process.env.DEEP ? [own, other] : [own]

/**
 * A journey whose acts the suites of D1 ask for one by one, and whose browser's part another journey walks: declared, and
 * so walked, in test:deep alone.
 */
export const deepTest = process.env.DEEP ? test : ((() => {}) as unknown as typeof test)
