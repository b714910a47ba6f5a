import { withThousands } from './thousands.ts'

/** 2750 → "2,750": grams as people read them. */
export const gramsText = (grams: number): string => withThousands(String(grams))
