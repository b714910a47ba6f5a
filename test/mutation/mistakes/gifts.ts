import type { Mistake } from '../mistake.ts'

/** 我的园 and gifts: whose garden it is. */
export const GIFTS: Mistake[] = [
  {
    file: 'src/orders/delivery.ts',
    was: 'order.gifts.some((gift) => !gift)',
    is: 'order.gifts.every((gift) => !gift)',
    breaks: 'an order with one plot of one’s own asks where it goes',
    alsoIn: ['test/my/gift-address.d1.test.ts'],
  },
  {
    file: 'src/orders/carrying-over.ts',
    was: 'const to = buyer && !carried.name',
    is: 'const to = !carried.name',
    breaks: 'a renewal link shows nobody the address of the season before',
    alsoIn: ['test/adoption/pages.d1.test.ts'],
  },
  {
    file: 'src/my/gift-claiming.ts',
    was: 'if (!given || !right || !sameSecret(given.phoneHmac, phone))',
    is: 'if (!given || !right)',
    breaks: 'a gift is taken with the phone it was meant for',
  },
  {
    file: 'src/my/gift-claiming.ts',
    was: "        ...step(db, given, 'gift_claimed', 'receiver', now).statements,\n",
    is: '',
    breaks: 'a gift is taken or refunded, never both at the same moment',
    alsoIn: ['test/interleavings/plots.d1.test.ts'],
  },
  {
    file: 'src/my/access.ts',
    was: "by === 'key' || (by && row.claimedAt === null)",
    is: 'by !== null',
    breaks: 'a garden that was given away and taken opens to its receiver only',
  },
  {
    file: 'src/my/routes.tsx',
    was: 'myRoutes.post(urls.myShortfall.path, withOwnAdoption(chooseShortfall))',
    is: "myRoutes.post(urls.myShortfall.path, (c) => chooseShortfall(c, c.req.param('id')))",
    breaks: 'nobody chooses for a stranger’s short season',
  },
  {
    file: 'src/my/queries.ts',
    was: ' AND withdrawn_at IS NULL\n',
    is: '\n',
    breaks: 'an update that was withdrawn is shown to no adopter',
    alsoIn: ['test/admin/garden-updates.d1.test.ts'],
  },
]
