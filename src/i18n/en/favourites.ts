import type { Texts } from '../texts.ts'

export const favourites: Texts['favourites'] = {
  title: 'Favourites',
  keep: 'Add to favourites',
  kept: 'Added to favourites',
  see: 'See favourites',
  full: (most: number) => `There are ${most} favourites. Remove some first.`,
  added: 'Added to the cart',
  dropped: (name: string) => `Removed: ${name}`,
  putBack: 'Put back',
  drop: 'Remove',
  dropOf: (name: string) => `Remove ${name}`,
  gone: 'No longer sold',
  empty: 'No favourites yet',
  emptyLine: 'Press “Add to favourites” on a product’s page to find it here again.',
  look: 'See the shop',
  inBrowser: 'Favourites are kept in this browser alone.',
  signIn: 'Sign in to see them on every device',
}
