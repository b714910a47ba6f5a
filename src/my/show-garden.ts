import { giftToken } from '../adoption/access-token.ts'
import type { Dispatch } from '../adoption/season-schema.ts'
import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { findDivision } from '../kernel/divisions.ts'
import { maskPhone } from '../kernel/phone.ts'
import { unseal } from '../kernel/secrets.ts'
import { readAccount } from '../payments/account.ts'
import { backOfPlot } from '../payments/refunds/refunding-plots.ts'
import { renderPage } from '../ui/document.tsx'
import { myGardens } from './access.ts'
import { MyGardenPage, type MyGardenProps } from './garden-page.tsx'
import { type MyGarden, readMyGarden } from './queries.ts'

/** Renders one adoption for who may open it; a stranger gets 404. */
export async function showGarden(c: Ctx, said: MyGardenProps['said'] = null, status = 200) {
  const id = c.req.param('id') ?? ''
  const { db, t, paths, language, now, settings } = c.var.visit
  const line = (await myGardens(c)).find((own) => own.id === id)
  const my = line ? await readMyGarden(db, id) : null
  if (!line || !my) return answerNotFound(c)
  c.header('Cache-Control', 'private, no-store')
  const unclaimed = my.gift !== null && my.gift.claimedAt === null && my.adoption.releasedAt === null
  const key = unclaimed ? await giftToken(settings, id) : null
  const body = MyGardenPage({
    my,
    t,
    paths,
    language,
    now,
    recipients: await recipientsOf(c, my),
    giftLink: key && settings.publicUrl + paths.gift(id, { key }),
    giftCard: key && paths.giftCard(id, { key }),
    giftTo: my.gift?.claimedAt
      ? await maskedAddress(c, {
          ...my.gift,
          regionCode: my.gift.toRegion,
          recipientName: my.gift.toName,
          street: my.gift.toStreet,
        })
      : null,
    // Money goes the way it came: only the buyer may call an adoption off, and not once it was given away.
    back: line.claimedAt === null ? await backOf(c, my) : null,
    said,
  })
  const title = `${t.mine.title} ${my.adoption.plot}`
  const back = { href: paths.myGardens, label: t.mine.title }
  return renderPage(
    c,
    {
      ...{ title, noindex: true, current: 'gardens', back, styles: ['gardenCss'] },
      samples: my.adoption.sample === 1,
    },
    body,
    status,
  )
}

async function backOf(c: Ctx, my: MyGarden) {
  const { db, now } = c.var.visit
  const account = await readAccount(db, my.adoption.orderId)
  return account ? backOfPlot(account, my.adoption.id, 'shopper', now) : null
}

/** Name, phone and street of each parcel, masked. */
export async function recipientsOf(
  c: Ctx,
  my: Pick<MyGarden, 'dispatches'>,
): Promise<Record<string, string>> {
  const entries = my.dispatches.map(
    async (own): Promise<[string, string]> => [own.id, (await maskedAddress(c, own)) ?? ''],
  )
  return Object.fromEntries(await Promise.all(entries))
}

type Kept = Pick<Dispatch, 'recipientName' | 'phoneSealed' | 'regionCode' | 'street'>

async function maskedAddress(c: Ctx, own: Kept): Promise<string | null> {
  if (own.street === null || !own.phoneSealed) return null
  const division = findDivision(own.regionCode ?? '')
  const region = division ? [...new Set([division.province.name, division.city.name])].join('') : ''
  const phone = maskPhone(await unseal(c.var.visit.settings.phoneKey, own.phoneSealed))
  const street = `${[...own.street].slice(0, Math.min(6, Math.floor([...own.street].length / 2))).join('')}****`
  return `${[...(own.recipientName ?? '')][0] ?? ''}** ${phone} ${region}${street}`
}
