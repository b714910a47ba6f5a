import { html, raw } from 'hono/html'
import { type Language, provinceName } from '../i18n/texts.ts'
import { PROVINCES } from '../kernel/provinces.ts'

/** The options of a province select; as text, since every shop page draws all of them. */
export const ProvinceOptions = ({ language, chosen }: { language: Language; chosen: string | undefined }) =>
  html`${PROVINCES.map((province) => html`<option value="${province.code}"${raw(province.code === chosen ? ' selected' : '')}>${provinceName(language, province)}</option>`)}`
