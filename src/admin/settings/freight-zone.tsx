import type { FreightErrors, ZoneForm } from '../../catalog/freight-form.ts'
import { PROVINCES } from '../../kernel/provinces.ts'
import { Field, SelectField } from '../field.tsx'

type Props = { zone: ZoneForm; at: number; errors: FreightErrors; fresh: boolean }

/** One zone: which provinces, first and further weight, and whether it is ever free. */
export const FreightZoneFields = ({ zone, at, errors, fresh }: Props) => {
  const name = (field: string) => `zone${at}-${field}`
  const box = (field: keyof Omit<ZoneForm, 'provinces'>, label: string, unit: string) => (
    <Field
      name={name(field)}
      label={label}
      unit={unit}
      value={zone[field]}
      error={errors[name(field)]}
      inputmode="decimal"
      maxlength={9}
    />
  )
  const wrong = errors[name('provinces')]
  return (
    <fieldset class="admin-zone">
      <legend>
        分区{at + 1}
        {fresh ? '（新增，不勾省份就不建）' : ''}
      </legend>
      <details open={Boolean(wrong) || fresh === false}>
        <summary>{zone.provinces.length ? `${zone.provinces.length} 个省` : '勾选省份'}</summary>
        <div class="admin-checks" role="group" aria-label={`分区${at + 1}的省份`} id={name('provinces')}>
          {PROVINCES.map((province) => (
            <label>
              <input
                type="checkbox"
                name={name('provinces')}
                value={province.name}
                checked={zone.provinces.includes(province.name)}
              />
              {province.name}
            </label>
          ))}
        </div>
      </details>
      {wrong ? <p class="form-error">{wrong}</p> : null}
      <div class="admin-pairs">
        {box('firstKg', '首重', 'kg')}
        {box('firstFee', '首重运费', '元')}
        {box('stepKg', '续重每', 'kg')}
        {box('stepFee', '续重运费', '元')}
        <SelectField
          name={name('free')}
          label="包邮"
          value={zone.free}
          options={[
            ['template', '与模板相同'],
            ['never', '不包邮'],
            ['own', '另设金额'],
          ]}
        />
        {box('freeOver', '另设的包邮金额', '元')}
      </div>
    </fieldset>
  )
}
