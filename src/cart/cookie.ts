import { MAX_QUANTITY } from '../catalog/card.ts'
import { parseWhole } from '../kernel/typed-number.ts'
import { MAX_LINES } from './quote.ts'

/** A line a visitor keeps: the price is the one seen when it was put in, only to say that it changed. */
export type CartLine = {
  sku: string
  quantity: number
  seenFen: number
  /** Kept for later: shown, and not bought. */
  aside?: true
}

export const CART_COOKIE = 'cart'
export const CART_DAYS = 60

const SKU = /^[A-Z0-9-]{1,32}$/
const LINE = /^([A-Z0-9-]{1,32})\.(\d{1,2})\.(\d{1,9})(\.aside)?$/

/** Reads the cart cookie; anything that is not a line is dropped, and a SKU counts once. */
export function parseCart(value: string | undefined): CartLine[] {
  const lines = new Map<string, CartLine>()
  for (const part of (value ?? '').split('~')) {
    const [, sku, count, price, aside] = LINE.exec(part) ?? []
    const quantity = Number(count)
    if (!sku || lines.has(sku) || quantity < 1 || quantity > MAX_QUANTITY) continue
    lines.set(sku, { sku, quantity, seenFen: Number(price), ...(aside ? { aside: true } : {}) })
    if (lines.size === MAX_LINES) break
  }
  return [...lines.values()]
}

export const formatCart = (lines: CartLine[]): string =>
  lines.map((line) => `${line.sku}.${line.quantity}.${line.seenFen}${line.aside ? '.aside' : ''}`).join('~')

export const isSku = (text: string): boolean => SKU.test(text)

export const isCartId = (text: string): boolean => /^[\w-]{16,64}$/.test(text)

/** A typed quantity, full-width digits included; null when it is not a whole number from 1 to the limit. */
export const parseQuantity = (text: string): number | null => parseWhole(text, MAX_QUANTITY, '件') || null

/** Puts more of a SKU in; null when that would pass the limit of pieces or of lines. */
export function addLine(lines: CartLine[], line: CartLine): CartLine[] | null {
  const present = lines.find(({ sku }) => sku === line.sku)
  if (!present) return lines.length < MAX_LINES ? [...lines, line] : null
  const quantity = present.quantity + line.quantity
  if (quantity > MAX_QUANTITY) return null
  return lines.map((each) => (each.sku === line.sku ? { ...line, quantity } : each))
}

/** Sets the quantity of a SKU where it stands, or appends it. */
export function setLine(lines: CartLine[], line: CartLine): CartLine[] | null {
  if (!lines.some(({ sku }) => sku === line.sku)) return addLine(lines, line)
  return lines.map((each) => (each.sku === line.sku ? line : each))
}

export const removeLine = (lines: CartLine[], sku: string): CartLine[] =>
  lines.filter((line) => line.sku !== sku)

export const piecesOf = (lines: { quantity: number }[]): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0)
