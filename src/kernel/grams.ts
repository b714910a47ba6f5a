/** 2750 → "2,750": grams as people read them. */
export const gramsText = (grams: number): string => String(grams).replace(/\B(?=(\d{3})+$)/g, ',')
