/** What a message of ours, of the database or of HTTP may say; anything else could quote a person or a key. */
const TELLABLE = [
  /(?:UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed(?:: [\w.]+(?:, [\w.]+)*)?/,
  /(?<=^D1_ERROR: )[\w .,:-]{1,100}/,
  /^no answer in \d+ ms/,
  /^[a-z][a-z0-9_.-]{0,59}$/,
  /\b[45]\d\d\b/,
]

/**
 * What may be kept, logged and shown of a failure: its kind, and of its message only what is known to name nobody, a
 * constraint, a state of the database, a code of ours, a status.
 */
export function tellFailure(failure: unknown): string {
  const [name, message] =
    failure instanceof Error ? [failure.name, failure.message] : ['failed', String(failure)]
  const kind = /^\w{1,40}$/.test(name) ? name : 'Error'
  const told = TELLABLE.map((pattern) => pattern.exec(message)?.[0]).find(Boolean)
  return told ? `${kind}: ${told}` : kind
}
