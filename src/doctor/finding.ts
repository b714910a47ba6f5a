/** What the doctor says of one thing: in order, to be known, or wrong, in one sentence that holds no secret. */
export type Finding = { is: 'good' | 'note' | 'wrong'; sentence: string }

export const good = (sentence: string): Finding => ({ is: 'good', sentence })
export const note = (sentence: string): Finding => ({ is: 'note', sentence })
export const wrong = (sentence: string): Finding => ({ is: 'wrong', sentence })

/** Settings by their names, from the file of secrets and wrangler.toml. */
export type Told = Record<string, string | undefined>
