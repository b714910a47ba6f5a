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

/**
 * Whose unpaid orders and holds bind as much as they may: a phone's orders or plots, the plots or pieces of this one
 * order, a browser's holds, a network's pieces, plots or uses of a code.
 */
export type TooMany =
  | 'phone'
  | 'phone_plots'
  | 'order_plots'
  | 'order'
  | 'visitor'
  | 'network'
  | 'network_plots'
  | 'network_code'
/** A line that is short, and the pieces of it with which the order succeeds. */
export type ShortLine = {
  sku: string
  available: number
  /** Where other lines took the rest: what they share, its pieces, who they are, and how many of all are possible
   * together (null where one takes more of it than another). */
  shared?: { sku: string; available: number; with: string[]; together: number | null }
}

/** An outcome a customer can meet; `code` is one of the stable problem codes of the API. */
export type Refusal =
  | { code: 'out_of_stock'; items: ShortLine[] }
  | { code: 'price_changed'; totalFen: number }
  | {
      code: 'undeliverable' | 'dispatch_paused' | 'out_of_season' | 'by_quotation' | 'not_sold' | 'sample'
      skus: string[]
    }
  | { code: CodeProblem; minimumFen: number }
  | { code: 'consent_required'; consents: string[] }
  | { code: 'plot_taken'; plot: string; season: number; near: { code: string; areaCmu: number }[] }
  | { code: 'adoption_invalid'; problems: { index: number; plot: string; reason: string }[] }
  /** `items` says how many pieces of a line can still be ordered without paying first. */
  | { code: 'too_many_open'; by: TooMany; items?: { sku: string; most: number }[] }
  /** The shop takes no new orders and payments for now. */
  | { code: 'closed_for_now' }
  | { code: 'idempotency_mismatch' | 'conflict' | 'not_found' | 'too_late' | 'rate_limited' }

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })
