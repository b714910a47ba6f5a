import type { KeptAddress } from '../../customers/addresses.ts'
import type { Texts } from '../../i18n/texts.ts'
import { findDivision } from '../../kernel/divisions.ts'
import { maskPhone } from '../../kernel/phone.ts'
import type { Paths } from '../../urls.ts'
import { BackToAccount } from '../sign-in/fields.tsx'

type Props = { addresses: KeptAddress[]; t: Texts['accounts']; paths: Paths }

const placeOf = (region: string): string => {
  const division = findDivision(region)
  return division ? `${division.city.name}${division.district.name}` : ''
}

/** The addresses an account keeps; they are added at the checkout. */
export const AddressesPage = ({ addresses, t, paths }: Props) => (
  <div class="lookup wrap">
    <h1>{t.addresses}</h1>
    <p>{t.addressesIntro}</p>
    {addresses.length ? (
      <ul class="held-list">
        {addresses.map(({ id, name, phone, region, street }) => (
          <li>
            <p>
              {name} {maskPhone(phone)}
            </p>
            <p lang="zh-CN">
              {placeOf(region)} {street}
            </p>
            <form method="post" action={paths.accountAddresses}>
              <button class="button button-secondary" type="submit" name="drop" value={id}>
                {t.dropAddress}
              </button>
            </form>
          </li>
        ))}
      </ul>
    ) : (
      <p class="fine">{t.noAddresses}</p>
    )}
    <BackToAccount t={t} paths={paths} />
  </div>
)
