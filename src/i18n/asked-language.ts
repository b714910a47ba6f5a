import type { Language } from './texts.ts'

/** The language of ours that an Accept-Language header likes best; Chinese where it names none of them, or both alike. */
export function askedLanguage(header: string | undefined): Language {
  const best = { zh: 0, en: 0 }
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [range = '', ...more] = part.split(';').map((text) => text.trim())
    const language = range.split('-')[0]
    if (language !== 'zh' && language !== 'en') continue
    const q = more.find((each) => each.startsWith('q='))
    best[language] = Math.max(best[language], q === undefined ? 1 : Number(q.slice(2)) || 0)
  }
  return best.en > best.zh ? 'en' : 'zh'
}
