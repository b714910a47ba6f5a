import type { Child } from 'hono/jsx'
import type { Language, Texts } from '../../i18n/texts.ts'
import type { Paths } from '../../urls.ts'

/** What a component knows of a visit. No clock: a picture of the page must be the same tomorrow. */
export type Setting = { language: Language; t: Texts; paths: Paths }

/** One component with its states; `id` names its anchor and the pictures kept of it. */
export type Part = { id: string; zh: string; en: string; body: Child }

export type Group = { zh: string; en: string; parts: Part[] }
