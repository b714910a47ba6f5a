/** Orders that came by a card on a shelf of the showroom. */
export const SHOWROOM = 'showroom'

const CARD_CHANNEL = /^showroom(?:-([a-z0-9]{1,12}))?$/

export const isCardChannel = (text: string): boolean => CARD_CHANNEL.test(text)

/** The shelf a channel names; '' for the showroom as a whole, null for any other channel. */
export function shelfOf(channel: string): string | null {
  const found = CARD_CHANNEL.exec(channel)
  return found ? (found[1] ?? '') : null
}

/** The channel of a shelf as it was typed (A1, ａ１); null when it cannot be one. */
export function cardChannel(shelf: string): string | null {
  const typed = shelf.normalize('NFKC').trim().toLowerCase()
  const channel = typed ? `${SHOWROOM}-${typed}` : SHOWROOM
  return isCardChannel(channel) ? channel : null
}
