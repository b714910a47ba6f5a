import { type Language, provinceName } from '../i18n/texts.ts'
import { PROVINCES } from '../kernel/provinces.ts'
import { drawnOnce, html, raw } from './html.ts'

type Props = { language: Language; chosen: string | undefined }
const SELECTED = raw(' selected')

/** The options of a province select; as text, since every shop page draws all of them. */
export const ProvinceOptions = drawnOnce(
  ({ language, chosen }: Props) => `${language} ${PROVINCES.find(({ code }) => code === chosen)?.code}`,
  ({ language, chosen }: Props) =>
    html`${PROVINCES.map(
      (province) => html`
        <option value="${province.code}"${province.code === chosen ? SELECTED : null}>
          ${provinceName(language, province)}
        </option>`,
    )}`,
)
