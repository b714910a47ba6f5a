/**
 * How a provider misbehaves, one call each: it does what was asked and the answer is lost; it is away; it signs wrongly, not
 * at all, with a key nobody knows or a clock that is off.
 */
export type Mood =
  | 'truth'
  | 'lost'
  | 'away'
  | 'wrong_signature'
  | 'unsigned'
  | 'unknown_serial'
  | 'skewed'
  | 'throttled'
  /** It fails inside (HTTP 500), before it does anything. */
  | 'failing'
