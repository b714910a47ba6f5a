import { COLUMN_KEYS, COLUMN_NAMES, type Columns } from '../../payments/transfer/statement.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, SelectField } from '../field.tsx'
import { Table } from '../table.tsx'
import type { Errors } from './arrival-form.ts'

/** A sheet whose columns nobody has named yet: it travels along as it was read. */
export type Mapping = {
  rows: string
  name: string
  headings: string[]
  /** The first rows, to look at while choosing. */
  sample: string[][]
  bank: string
  columns: Columns
  errors: Errors
}

/** Which column says what, with the first rows beside the question. */
export const ColumnForm = ({ rows, name, headings, sample, bank, columns, errors }: Mapping) => (
  <section>
    <h2>这家银行的明细还没有记住，请指一下各列</h2>
    <Mend errors={errors} />
    <Table label="明细的前几行" caption="明细的前几行" head={headings}>
      {sample.map((cells) => (
        <tr>
          {headings.map((_, at) => (
            <td>{cells[at] ?? ''}</td>
          ))}
        </tr>
      ))}
    </Table>
    <form
      method="post"
      action={adminPaths.statementColumns}
      enctype="multipart/form-data"
      class="admin-form"
      novalidate
      data-once
    >
      <input type="hidden" name="rows" value={rows} />
      <input type="hidden" name="sheetName" value={name} />
      <Field
        name="bank"
        label="银行（给这种明细起个名字）"
        value={bank}
        error={errors.bank}
        maxlength={40}
        required
        hint="例如：中国银行普定支行"
      />
      {COLUMN_KEYS.map((key) => (
        <SelectField
          name={key}
          label={COLUMN_NAMES[key]}
          value={columns[key]}
          options={[
            ['', '（没有这一列）'],
            ...headings.map((heading): [string, string] => [heading, heading]),
          ]}
          error={errors[key]}
        />
      ))}
      <button class="button button-primary" type="submit">
        记住并核对
      </button>
    </form>
  </section>
)
