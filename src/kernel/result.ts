/** Why a code takes nothing off. */
export type CodeProblem =
  | 'code_unknown'
  | 'code_not_started'
  | 'code_expired'
  | 'code_used_up'
  | 'code_already_used'
  | 'code_not_yours'
  | 'code_not_applicable'
  | 'code_below_minimum'

/** A line that is short, and the pieces of it with which the order succeeds. */
export type ShortLine = {
  sku: string
  available: number
  /** Where other lines took the rest: what they share, its pieces, who they are, and how many of all are possible
   * together (null where one takes more of it than another). */
  shared?: { sku: string; available: number; with: string[]; together: number | null }
}

/** An outcome a customer can meet; `code` is one of contract.md's problem codes. */
export type Refusal =
  | { code: 'out_of_stock'; items: ShortLine[] }
  | { code: 'price_changed'; totalFen: number }
  | { code: 'undeliverable' | 'out_of_season' | 'by_quotation' | 'not_sold'; skus: string[] }
  | { code: CodeProblem; minimumFen: number }
  | { code: 'consent_required'; consents: string[] }
  | { code: 'plot_taken'; plot: string; season: number; near: { code: string; areaCmu: number }[] }
  | { code: 'adoption_invalid'; problems: { index: number; plot: string; reason: string }[] }
  | {
      code: 'idempotency_mismatch' | 'too_many_open' | 'conflict' | 'not_found' | 'too_late' | 'rate_limited'
    }

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })
