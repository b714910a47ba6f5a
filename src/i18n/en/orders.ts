import type { Texts } from '../texts.ts'

export const orders: Texts['orders'] = {}
