/** "2750.5" → "2,750.5": the whole part of a number in threes, as people read it. */
export const withThousands = (number: string): string =>
  number.replace(/(?<!\.\d*)\B(?=(\d{3})+(?!\d))/g, ',')
