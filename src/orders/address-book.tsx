import type { KeptAddress } from '../customers/addresses.ts'
import type { Texts } from '../i18n/texts.ts'
import type { Paths } from '../urls.ts'

type Props = {
  /** Null for a guest. */
  addresses: KeptAddress[] | null
  /** Whether the box was ticked when the form came back. */
  ticked: boolean
  t: Texts['accounts']
  paths: Paths
}

/** Kept addresses to begin with: each fills the form by a link, which needs no script. */
export const ChooseAddress = ({ addresses, t, paths }: Omit<Props, 'ticked'>) =>
  addresses?.length ? (
    <nav class="for-parcel" aria-label={t.addresses}>
      <ul class="chips">
        {addresses.map(({ id, name, street }) => (
          <li>
            <a class="chip" href={`${paths.checkout}?address=${id}`}>
              {name} {street}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  ) : null

/** Whether this one is to be kept: never ticked beforehand. */
export const KeepAddress = ({ addresses, ticked, t }: Omit<Props, 'paths'>) =>
  addresses ? (
    <label class="choice for-parcel">
      <input type="checkbox" name="keepAddress" value="1" checked={ticked} />
      <span>{t.keepAddress}</span>
    </label>
  ) : null
