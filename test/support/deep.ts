import { test } from 'vitest'

/** A test of what is rare and slow to set up, beside one of the same rule in npm test: declared in test:deep alone. */
export const deepTest = process.env.DEEP ? test : ((() => {}) as unknown as typeof test)
