import type { Answer } from './answer.ts'
import { DESK } from './desk.ts'
import { GARDENS } from './gardens.ts'
import { GOODS } from './goods.ts'
import { TRADE } from './trade.ts'

/** What is asked about each area of the menu, by the name of its page. */
export const HELP: Record<string, Answer[]> = { ...TRADE, ...GOODS, ...GARDENS, ...DESK }
