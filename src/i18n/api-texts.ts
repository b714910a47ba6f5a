import * as enCalls from './en/api-calls.ts'
import { apiFields as enFields } from './en/api-fields.ts'
import * as enPage from './en/api-page.ts'
import type { Language } from './texts.ts'
import * as zhCalls from './zh/api-calls.ts'
import { apiFields as zhFields } from './zh/api-fields.ts'
import * as zhPage from './zh/api-page.ts'

const zh = { ...zhCalls, ...zhPage, apiFields: zhFields as Record<string, string> }

/** What is said of the API. Apart from the shop's texts, since it is loaded when somebody asks for the description. */
export type ApiTexts = typeof zh

const en: ApiTexts = { ...enCalls, ...enPage, apiFields: enFields as Record<string, string> }

export const apiTexts = (language: Language): ApiTexts => (language === 'en' ? en : zh)
