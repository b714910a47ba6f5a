import { type Slip, slipWords } from '../catalog/slips.ts'

/** Asks once about changes that look mistyped; the form's `sure` says that somebody looked at them. */
export const SlipQuestion = ({ slips }: { slips: Slip[] }) =>
  slips.length ? (
    <p class="notice-info">
      <label>
        <input type="checkbox" name="sure" value="1" required /> 这些改动像是多打或少打了一位，我核对过了：
        {slipWords(slips)}
      </label>
    </p>
  ) : null
