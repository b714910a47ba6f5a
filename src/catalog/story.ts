/** How much of a story shows before it is unfolded, in characters; English takes more of them. */
export const STORY_LIMIT = { zh: 200, en: 480 }

const SENTENCE_END = /[。\uFF01\uFF1F]”?|[.!?]”?(?=\s)/g

/** Parts a story after the last sentence that ends within `limit` characters; the second part may be empty. */
export function partStory(story: string, limit: number): [shown: string, rest: string] {
  const letters = [...story]
  if (letters.length <= limit) return [story, '']
  const within = letters.slice(0, limit).join('')
  // Between two paragraphs no mark of theirs is cut in two.
  const paragraph = within.lastIndexOf('\n\n')
  if (paragraph > 0) return [story.slice(0, paragraph), story.slice(paragraph).trim()]
  const last = [...within.matchAll(SENTENCE_END)].at(-1)
  const end = last ? last.index + last[0].length : within.length
  return [story.slice(0, end), story.slice(end).trim()]
}
