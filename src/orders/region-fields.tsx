import { type Language, provinceName, type Texts } from '../i18n/texts.ts'
import { citiesOf, districtsOf, provinces } from '../kernel/divisions.ts'
import { PROVINCES } from '../kernel/provinces.ts'
import { assets } from '../ui/assets.generated.ts'
import type { CheckoutErrors, CheckoutForm } from './checkout-form.ts'
import { FieldError } from './fields.tsx'

type Choice = { code: string; name: string }

/** Three native selects; without scripts a button lists the next level and keeps what was typed. */
export function RegionFields({
  form,
  errors,
  t,
  language,
}: {
  form: CheckoutForm
  errors: CheckoutErrors
  t: Texts['checkout']
  language: Language
}) {
  const cities = citiesOf(form.province)
  const districts = districtsOf(form.city)
  return (
    <fieldset
      class={errors.region ? 'form-field region-fields form-field-wrong' : 'form-field region-fields'}
      id="region"
      tabindex={-1}
      data-field="region"
      data-region-picker
      data-divisions={assets.divisions}
      data-search-text={t.regionSearch}
      aria-describedby="region-error"
    >
      <legend>{t.region}</legend>
      {/* Its script changes how the form is laid out: asked for with the page, so that nothing jumps. */}
      <link rel="modulepreload" href={assets.orderingJs} />
      <div class="region-row">
        <Select
          name="province"
          label={t.province}
          choices={provinceChoices(language)}
          value={form.province}
          t={t}
        />
        <Select name="city" label={t.city} choices={cities} value={form.city} t={t} />
        <Select name="district" label={t.district} choices={districts} value={form.district} t={t} />
      </div>
      <div class="region-step" data-region-step>
        <button class="button button-secondary" type="submit" name="step" value="region">
          {t.regionStep}
        </button>
        <p class="fine">{t.regionHint}</p>
      </div>
      <FieldError name="region" errors={errors} errorText={t.errors.region} />
    </fieldset>
  )
}

/** Cities and districts have Chinese names alone, as on the parcel; a province is chosen in the visitor's language. */
function provinceChoices(language: Language): Choice[] {
  if (language === 'zh') return provinces()
  return provinces().map(({ code, name }) => {
    const known = PROVINCES.find((province) => province.code === code)
    return { code, name: known ? provinceName(language, known) : name }
  })
}

function Select(props: {
  name: string
  label: string
  choices: Choice[]
  value: string
  t: Texts['checkout']
}) {
  return (
    <select name={props.name} aria-label={props.label} autocomplete="off">
      <option value="">{props.t.chooseOf(props.label)}</option>
      {props.choices.map(({ code, name }) => (
        <option value={code} selected={code === props.value}>
          {name}
        </option>
      ))}
    </select>
  )
}
