import { addressOpen } from '../adoption/dispatch-address.ts'
import type { Grams } from '../adoption/dispatching.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { carrierOf, trackingLink } from '../kernel/carriers.ts'
import { civilDate } from '../kernel/time.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import type { MyGardenProps } from './garden-page.tsx'
import type { MyGarden } from './queries.ts'
import { Said } from './said.tsx'
import { teaText } from './tea-table.tsx'

/** Parcels of this season, sent and to be sent; before there are any, the windows that were agreed. */
export const Dispatches = (props: MyGardenProps) => {
  const { my, t, language, said } = props
  const { grades, dispatches } = my.offer.content
  const nameOf = (codes: string[]) =>
    grades
      .filter(({ code }) => codes.includes(code))
      .map(({ nameZh, nameEn }) => inLanguage(language, nameZh, nameEn))
      .join(language === 'en' ? ', ' : '、')
  return (
    <section id="dispatches">
      <h2>{t.mine.dispatches}</h2>
      <Said said={said} at="dispatches" />
      {my.dispatches.length ? (
        <ul class="my-parcels">
          {my.dispatches.map((dispatch) => (
            <li>
              <p>
                <b>{teaText(grades, JSON.parse(dispatch.grams) as Grams, t.mine, language)}</b>
              </p>
              <Parcel {...props} dispatch={dispatch} />
            </li>
          ))}
        </ul>
      ) : (
        <>
          <p>{t.mine.noDispatch}</p>
          {my.gift?.claimedAt ? (
            <p class="notice-info">
              {props.giftTo ? t.mine.giftAddressKept(props.giftTo) : t.mine.giftAddressLater}
            </p>
          ) : null}
          <p class="fine">{t.mine.plannedWindows}</p>
          <ul>
            {dispatches.map((window) => (
              <li>{t.mine.window(nameOf(window.grades), window.from, window.until)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What comes next, and by when: the parcel that is planned, else what the offer promised; null once all is sent. */
export function nextParcel(
  { dispatches, offer, promised }: MyGarden,
  t: Texts['mine'],
  language: Language,
  today: string,
): string | null {
  const { grades, dispatches: windows } = offer.content
  const planned = dispatches
    .filter((one) => one.shippedAt === null && one.calledOffAt === null)
    .sort((a, b) => (a.sendBy < b.sendBy ? -1 : 1))[0]
  if (planned) {
    const tea = teaText(grades, JSON.parse(planned.grams) as Grams, t, language)
    return t.nextParcel(tea, planned.sendBy)
  }
  const window = windows.find(({ until }) => until >= today)
  if (dispatches.length || !window) return null
  const grams = Object.fromEntries(window.grades.map((code) => [code, promised[code] ?? 0]))
  return t.nextParcel(teaText(grades, grams, t, language), window.until)
}

const Parcel = (props: MyGardenProps & { dispatch: MyGardenProps['my']['dispatches'][number] }) => {
  const { dispatch, t, paths, language, now, recipients, my } = props
  const words = t.mine
  if (dispatch.calledOffAt !== null) return <p>{words.calledOff}</p>
  if (dispatch.shippedAt !== null) {
    const carrier = dispatch.carrier === null ? null : carrierOf(dispatch.carrier)
    const link = trackingLink(dispatch.carrier ?? '', dispatch.trackingNo ?? '')
    return (
      <p>
        {words.dispatchSent(civilDate(dispatch.shippedAt))}{' '}
        {carrier ? inLanguage(language, carrier.zh, carrier.en) : ''} <code>{dispatch.trackingNo}</code>{' '}
        <CopyButton text={dispatch.trackingNo ?? ''} words={t.orders} />{' '}
        {link ? (
          <a href={link.href} rel="noopener noreferrer">
            {words.track}
          </a>
        ) : null}
        <br />
        <a href={paths.myClaim(my.adoption.id, dispatch.id)}>{t.claims.askTea}</a>
      </p>
    )
  }
  const open = addressOpen(dispatch, now)
  return (
    <>
      <p>
        {dispatch.street === null
          ? words.needsAddress
          : open
            ? words.waiting(dispatch.addressUntil)
            : words.fixed(dispatch.sendBy)}
      </p>
      {dispatch.street === null ? null : <p class="fine">{recipients[dispatch.id]}</p>}
      {open && dispatch.street !== null && my.gift?.claimedAt ? (
        <p class="notice-info">{words.checkAddress}</p>
      ) : null}
      {open ? (
        <a class="button button-secondary" href={paths.myDispatch(my.adoption.id, dispatch.id)}>
          {dispatch.street === null ? words.giveAddress : words.changeAddress}
        </a>
      ) : null}
    </>
  )
}
