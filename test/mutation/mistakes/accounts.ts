import type { Mistake } from '../mistake.ts'

/** Accounts: who comes in, what a code opens, and what an account leaves behind. */
export const ACCOUNTS: Mistake[] = [
  {
    file: 'src/customers/codes.ts',
    was: ' AND used_at IS NULL AND expires_at > ${now}',
    is: ' AND expires_at > ${now}',
    breaks: 'a code opens once',
  },
  {
    file: 'src/customers/codes.ts',
    was: 'hmac(shop.settings.phonePepper, `code:${purpose}:${phoneHmac}:${code}`)',
    is: 'hmac(shop.settings.phonePepper, `code:${phoneHmac}:${code}`)',
    breaks: 'a code for one purpose opens nothing else',
  },
  {
    file: 'src/customers/codes.ts',
    was: '        setWhere: lte(signInCodes.sentAt, now - RESEND_MS),\n',
    is: '',
    breaks: 'of codes asked at once one is sent',
  },
  {
    file: 'src/customers/code-limits.ts',
    was: "name.startsWith('network') ? network : name.startsWith('phone') ? phone : 'shop'",
    is: "name.startsWith('network') ? network : name.startsWith('phone') ? phone + network : 'shop'",
    breaks: 'one phone is neither guessed at nor bombed from many networks',
  },
  {
    file: 'src/customers/sessions.ts',
    was: 'gt(createdAt, now - LONGEST_MS)',
    is: 'gt(createdAt, 0)',
    breaks: 'a session ends after 90 days in any case',
  },
  {
    file: 'src/orders/owning.ts',
    was: 'AND o.placed_at > ${int(since)} AND',
    is: 'AND',
    breaks: 'a number that changed hands opens no old orders',
  },
  {
    file: 'src/orders/writing.ts',
    was: '    ...(shop.userId ? [ownNew(db, id, shop.userId, now)] : []),\n',
    is: '',
    breaks: 'what somebody signed in ordered for another is theirs, not the receiver’s',
  },
  {
    file: 'src/orders/writing.ts',
    was: '  const buyer = order.buyer ?? recipient\n',
    is: '  const buyer = recipient\n',
    breaks: 'the receiver of what a guest ordered for them opens nothing of it',
  },
  {
    file: 'src/orders/address-correcting.ts',
    was: '  const isBuyer = order.buyerSealed === null\n',
    is: '  const isBuyer = true\n',
    breaks: 'another phone of the receiver does not make them the buyer',
  },
  {
    file: 'src/orders/forgetting.ts',
    was: '      buyerSealed: null,\n',
    is: '',
    breaks: 'an order that forgot its buyer keeps no phone of theirs',
  },
  {
    file: 'src/orders/forgetting.ts',
    was: '    db.run(remove(orderOwners).where(inArray(orderOwners.orderId, ids))),\n',
    is: '',
    breaks: 'an order that forgot its buyer points to no account',
  },
  {
    file: 'src/my/sign-in/signing-in.ts',
    was: '      dropFavourites(db, before.id),\n',
    is: '',
    breaks: 'favourites stay with nobody where a number changed hands',
  },
  {
    file: 'src/customers/favourites.ts',
    was: ' LIMIT ${room(user)}`)',
    is: '`)',
    breaks: 'signing in with a full list succeeds, and keeps what there is room for',
    alsoIn: ['test/my/favourites.d1.test.ts'],
  },
  {
    file: 'src/my/favourites/cookie.ts',
    was: 'httpOnly: true',
    is: 'httpOnly: false',
    breaks: 'no script reads what a browser keeps among its favourites',
  },
  {
    file: 'src/my/sign-in/signing-in.ts',
    was: 'silent ? [] : [...still, ...statements]',
    is: '[...still, ...statements]',
    breaks: 'after a long silence a code alone opens no account',
  },
  {
    file: 'src/my/account/deleting.ts',
    was: "  if ((await readBlocks(shop, me.userId)).length) return 'blocked'\n",
    is: '',
    breaks: 'nothing is forgotten while an order or an adoption is under way',
  },
  {
    file: 'src/my/account/changing-phone.ts',
    was: "        { phone: before, purpose: 'old_phone', code: typed.oldCode },\n",
    is: '',
    breaks: 'a phone is changed with a code to the old one as well',
  },
  {
    file: 'src/wechat/identity.ts',
    was: 'if (!kept || !sameSecret(kept, state)) return null',
    is: 'if (!kept) return null',
    breaks: 'nobody comes in by a code that another browser was sent back with',
  },
  {
    file: 'src/wechat/identity.ts',
    was: "    if (told.is_snapshotuser === 1) return 'snapshot'\n",
    is: '',
    breaks: 'a look at a snapshot of a page is nobody',
  },
  {
    file: 'src/my/sign-in/signing-in.ts',
    was: "  if (isSilent(user, now)) return 'silent'\n",
    is: '',
    breaks: 'after half a year without the phone WeChat asks for its code',
  },
  {
    file: 'src/my/sign-in/signing-in.ts',
    was: '      dropWechat(db, before.id),\n',
    is: '',
    breaks: 'who begins empty with a number leaves no WeChat bound to what was before',
  },
  {
    file: 'src/customers/sessions.ts',
    was: "row.openedBy === 'phone'",
    is: 'row.openedBy',
    breaks: 'a session that WeChat opened does not say that the phone is still theirs',
  },
  {
    file: 'src/my/account/deleting.ts',
    was: '      dropWechat(db, me.userId),\n',
    is: '',
    breaks: 'a deleted account leaves no WeChat behind',
  },
]
