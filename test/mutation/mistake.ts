/** One place of the code, changed. */
export type Edit = {
  file: string
  /** Occurs in the file once. */
  was: string
  is: string
}

/** A realistic mistake: one place of the code, changed so that a guarantee is gone. */
export type Mistake = Edit & {
  /** What else is changed with it: another line that would hold the guarantee as well. */
  also?: Edit[]
  /** The guarantee that is gone, as a test would state it. */
  breaks: string
  /** Tests that look after it besides those of the file's own folder. */
  alsoIn?: string[]
  /** Why no test can notice: another line holds as well. It counts as explained, not as noticed. */
  survives?: string
}
