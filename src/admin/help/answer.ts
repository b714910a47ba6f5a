/** A question as staff ask it, and the steps that answer it; words that stand on the screen are in 「」. */
export type Answer = [question: string, ...steps: string[]]
