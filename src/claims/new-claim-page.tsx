import type { Child } from 'hono/jsx'
import type { Texts } from '../i18n/texts.ts'
import { described, ErrorSummary, type FieldErrors, Labelled } from '../orders/fields.tsx'
import { CLAIM_KINDS, CLAIM_REASONS, REASONS } from './claim.ts'
import type { Claimable } from './window.ts'

export type TypedClaim = { reason: string; kind: string; quantity: string; words: string; clientKey: string }

export type NewClaimProps = {
  /** What it is about, in words. */
  subject: Child
  intro: string
  offer: Pick<Claimable, 'most' | 'ways'>
  typed: TypedClaim
  /** Photos of this form that are kept already. */
  photosKept: number
  errors: FieldErrors
  action: string
  back: { href: string; label: string }
  t: Texts
}

/** Asks for a claim of one line, or of one parcel of tea: what is wrong, what is wanted, how many, photos. */
export const NewClaimPage = (props: NewClaimProps) => {
  const { subject, intro, offer, typed, errors, action, back, t } = props
  const words = t.claims
  const kinds = CLAIM_KINDS.filter((kind) => Object.values(offer.ways).some((ways) => ways.includes(kind)))
  return (
    <div class="wrap checkout claim-form">
      <h1>{words.ask}</h1>
      {subject}
      <p class="notice-info">{intro}</p>
      <ErrorSummary title={words.check} errors={errors} />
      <form method="post" action={action} enctype="multipart/form-data" novalidate data-once data-claim>
        <input type="hidden" name="clientKey" value={typed.clientKey} />
        <Labelled name="reason" label={words.reason} errors={errors} errorText={words.errors.reason}>
          <select {...described('reason', errors)} name="reason" required>
            {/* None is chosen beforehand: whoever overlooks the field would say something wrong about the goods. */}
            <option value="" data-kinds={kinds.join(' ')} selected={!typed.reason}>
              {words.reasonNone}
            </option>
            {CLAIM_REASONS.filter((reason) => offer.ways[reason]).map((reason) => (
              <option
                value={reason}
                selected={reason === typed.reason}
                data-kinds={offer.ways[reason]!.join(' ')}
                data-photo={REASONS[reason].photo || undefined}
              >
                {words.reasons[reason]}
              </option>
            ))}
          </select>
        </Labelled>
        <Kinds kinds={kinds} {...props} />
        {offer.most > 1 ? (
          <Labelled name="quantity" label={words.quantity} errors={errors} errorText={words.errors.quantity}>
            <input
              {...described('quantity', errors)}
              name="quantity"
              inputmode="numeric"
              value={typed.quantity}
              maxlength={4}
              autocomplete="off"
            />
            <p class="fine">{words.quantityHint(offer.most)}</p>
          </Labelled>
        ) : (
          <input type="hidden" name="quantity" value="1" />
        )}
        <Labelled name="words" label={words.words} errors={errors} errorText={words.errors.words}>
          <textarea {...described('words', errors)} name="words" rows={3} maxlength={500}>
            {typed.words}
          </textarea>
          <p class="fine">{words.wordsHint}</p>
        </Labelled>
        <Photos {...props} />
        <button class="button button-primary button-wide" type="submit" data-busy={words.submitting}>
          {words.submit}
        </button>
        <a class="button button-secondary button-wide" href={back.href}>
          {back.label}
        </a>
      </form>
    </div>
  )
}

const Kinds = ({ kinds, typed, errors, t }: NewClaimProps & { kinds: (typeof CLAIM_KINDS)[number][] }) => {
  const words = t.claims
  const chosen = kinds.find((kind) => kind === typed.kind) ?? kinds[0]
  return (
    <fieldset class={errors.kind ? 'form-field form-field-wrong' : 'form-field'} id="kind">
      <legend>{words.kind}</legend>
      <div class="claim-kinds">
        {kinds.map((kind) => (
          <label class="choice">
            <input type="radio" name="kind" value={kind} checked={kind === chosen} />
            <span>
              {words.kinds[kind]}
              <span class="fine">{words.kindHints[kind]}</span>
            </span>
          </label>
        ))}
      </div>
      <p class="form-error" id="kind-error">
        {errors.kind ?? ''}
      </p>
    </fieldset>
  )
}

const Photos = ({ offer, errors, photosKept, t }: NewClaimProps) => {
  const words = t.claims
  const needing = CLAIM_REASONS.filter((reason) => offer.ways[reason] && REASONS[reason].photo)
  return (
    <Labelled name="photos" label={words.photos} errors={errors} errorText={words.errors.photos}>
      <input
        {...described('photos', errors)}
        name="photos"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        data-photos={words.errors.tooManyPhotos}
      />
      {photosKept ? <p role="status">{words.photosKept(photosKept)}</p> : null}
      {needing.length ? (
        <p class="fine">{words.photosNeeded(needing.map((reason) => words.reasons[reason]))}</p>
      ) : null}
      <p class="fine">{words.photosHint}</p>
    </Labelled>
  )
}
