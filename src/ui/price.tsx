import type { UnitPrice } from '../catalog/card.ts'
import { formatYuan } from '../kernel/money.ts'
import { html } from './html.ts'

/** A price with a small sign; decimals only where needed. */
export const Price = ({ fen, large }: { fen: number; large?: boolean }) =>
  html`
    <span class="${large ? 'price price--large' : 'price'}">
      <span class="price-sign">¥</span>
      ${formatYuan(fen)}
    </span>`

export const unitPriceText = (unit: UnitPrice | null): string | null =>
  unit ? `¥${formatYuan(unit.fen)}/${unit.measure}` : null

/** The usual price, struck through; only where somebody truly paid it. */
export const WasPrice = ({ fen, label }: { fen: number | null; label: string }) =>
  fen === null
    ? null
    : html`<s class="price-was"><span class="visually-hidden">${label}</span>¥${formatYuan(fen)}</s>`
