import type { Mistake } from './mistake.ts'
import { PAYMENTS } from './mistakes/payments.ts'

/** All of them. The list grows with every fault that was found. */
export const MISTAKES: Mistake[] = [...PAYMENTS]
