import type { Mistake } from '../mistake.ts'

/** Cards to pass on, and the showroom's shelves. */
export const SHARING: Mistake[] = [
  {
    file: 'src/ui/lines.ts',
    was: '[,.;:!?)、，。；：！？）”』」》]',
    is: '[,.;:!?)、。；：！？）”』」》]',
    breaks: 'no line of a drawing begins with a closing mark',
  },
  {
    file: 'src/sharing/gift-cards.tsx',
    was: 'url: settings.publicUrl + paths.story',
    is: 'url: settings.publicUrl + paths.product(order.lines[0]!.slug)',
    breaks: 'the card of given goods leads to no page that tells their price',
  },
  {
    file: 'src/sharing/garden-cards.tsx',
    was: 'board: found.boardName ?? words.plotIn(garden, plot)',
    is: 'board: found.boardName ?? found.holder',
    breaks: 'what is passed on of a certificate names no person',
  },
  {
    file: 'src/my/certificate.tsx',
    was: "status === 'valid' || status === 'concluded'",
    is: "status !== 'refunded'",
    breaks: 'a certificate that was handed on has nothing to pass on',
  },
  {
    file: 'src/http/channel.ts',
    was: "isCardChannel(kept) ? kept : 'online'",
    is: "kept || 'online'",
    breaks: 'a visitor’s cookie names no channel but a card’s',
  },
  {
    file: 'src/kernel/card-channel.ts',
    was: '/^showroom(?:-([a-z0-9]{1,12}))?$/',
    is: '/^showroom(?:-([a-z0-9]{1,12}))?/',
    breaks: 'no other channel passes for a card’s',
  },
  {
    file: 'src/orders/card-sales.ts',
    was: 'sum(l.quantity - coalesce(',
    is: 'sum(l.quantity + coalesce(',
    breaks: 'what went back is taken off what a card sold',
  },
]
