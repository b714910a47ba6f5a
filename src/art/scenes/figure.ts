import { tenth } from './kit.ts'

type Dress = {
  hat?: string
  coat?: string
  dark?: string
  /** The colour of a basket on the back. */
  basket?: string
  lean?: number
  /** Looks to the left. */
  turned?: boolean
  reaches?: boolean
}

const BASKET = (colour: string): string =>
  [
    `<path d="M-30 -64h22l-4 34h-15z" fill="${colour}"/>`,
    '<path d="M-30 -56h21M-29 -46h19" stroke="#0004" stroke-width="2"/>',
  ].join('')

const ARM = (colour: string): string =>
  [
    `<path d="M10 -62Q26 -54 34 -36" stroke="${colour}" stroke-width="8" fill="none" `,
    'stroke-linecap="round"/>',
  ].join('')

/** Somebody at work seen from afar, `height` units high, standing on (x, y): a hat, a coat, no face. */
export function figure(x: number, y: number, height: number, dress: Dress = {}): string {
  const {
    hat = '#E3BE6A',
    coat = '#2F4F5C',
    dark = '#22352D',
    basket,
    lean = 0,
    turned,
    reaches = true,
  } = dress
  const size = tenth(height) / 100
  return [
    `<g transform="translate(${x} ${y}) scale(${turned ? -size : size} ${size}) rotate(${lean})">`,
    `<path d="M-9 -34L-11 0h8l3 -26 4 26h8L10 -34z" fill="${dark}"/>`,
    `<path d="M-15 -30Q-15 -72 0 -76Q15 -72 15 -30Z" fill="${coat}"/>`,
    basket ? BASKET(basket) : '',
    reaches ? ARM(coat) : '',
    '<path d="M-6 -76h12v-8h-12z" fill="#8A6A4E"/>',
    `<path d="M-27 -78Q-10 -82 0 -100Q10 -82 27 -78Q0 -70 -27 -78Z" fill="${hat}"/>`,
    '<path d="M0 -100Q10 -82 27 -78Q12 -74 2 -74Z" fill="#0002"/></g>',
  ].join('')
}
