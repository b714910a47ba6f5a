import type { Texts } from '../texts.ts'

export const catalog: Texts['catalog'] = {}
