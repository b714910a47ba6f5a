import type { Texts } from '../texts.ts'

export const finding: Texts['finding'] = {
  suggestions: 'Suggestions',
  family: 'Category',
  place: 'Place',
  everything: (q) => `See everything for “${q}”`,
  recent: 'Recently viewed',
  forget: 'Clear this list',
}
