/** Entries of a list as they are typed, by line or with any mark between; blanks stay within an entry. */
export const typedList = (text: string): string[] =>
  text
    .split(/[\n,，、;；]+/)
    .map((entry) => entry.trim())
    .filter(Boolean)

/** Words as they are typed, with any mark or blank between. */
export const typedWords = (text: string): string[] => typedList(text.replace(/\s+/g, '\n'))
