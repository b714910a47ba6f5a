import { inLanguage } from '../i18n/texts.ts'
import { CARRIERS } from '../kernel/carriers.ts'
import { formatYuan } from '../kernel/money.ts'
import { described, Labelled } from '../orders/fields.tsx'
import type { ReturnAddress } from '../settings/returns.ts'
import { mayHappen } from './claim.ts'
import type { ClaimPageProps } from './claim-page.tsx'
import { isLate } from './clocks.ts'

/** What was typed into the form of one act, and what is wrong with it. */
export type TypedAct = {
  note?: string
  carrier?: string
  trackingNo?: string
  errors?: { [name: string]: string | undefined }
}

/** What the buyer may do now. */
export function ClaimActs(props: ClaimPageProps) {
  const { state } = props.desk.claim
  return (
    <>
      {state === 'proposed' ? <Proposal {...props} /> : null}
      {state === 'awaiting_return' || state === 'returning' ? <Posting {...props} /> : null}
      {state === 'refused' ? <Appeal {...props} /> : null}
      {isLate(props.desk.claim, props.now) ? <Late {...props} /> : null}
      {mayHappen(state, 'withdrawn') ? <Withdrawal {...props} /> : null}
    </>
  )
}

function Proposal({ desk, action, typed, t }: ClaimPageProps) {
  const words = t.claims
  const fen = desk.claim.proposedFen ?? 0
  const said = desk.events.findLast(({ kind }) => kind === 'proposed')?.note
  return (
    <section class="claim-act">
      <p>
        <b>{words.proposal(`¥${formatYuan(fen)}`)}</b>
      </p>
      {said ? <q class="claim-said">{said}</q> : null}
      <form method="post" action={action} data-once>
        <input type="hidden" name="seenFen" value={String(fen)} />
        <button class="button button-primary button-wide" type="submit" name="act" value="accept">
          {words.takeProposal(`¥${formatYuan(fen)}`)}
        </button>
      </form>
      <details>
        <summary class="button button-secondary button-wide">{words.declineProposal}</summary>
        <form method="post" action={action} data-once>
          <Words name="note" label={words.declineWords} value={typed.note} errors={typed.errors} />
          <button class="button button-secondary button-wide" type="submit" name="act" value="decline">
            {words.declineProposal}
          </button>
        </form>
      </details>
    </section>
  )
}

function Posting({ desk, action, typed, contact, t, language }: ClaimPageProps) {
  const words = t.claims
  const { returnTo, state, carrier, trackingNo } = desk.claim
  const to = returnTo === null ? desk.returns : (JSON.parse(returnTo) as ReturnAddress)
  const errors = typed.errors ?? {}
  const chosen = typed.carrier ?? carrier ?? ''
  const form = (
    <form method="post" action={action} novalidate data-once>
      <Labelled name="carrier" label={words.carrier} errors={errors} errorText={words.postErrors.carrier}>
        <select {...described('carrier', errors)} name="carrier">
          {Object.entries(CARRIERS).map(([code, { zh, en }]) => (
            <option value={code} selected={code === chosen}>
              {inLanguage(language, zh, en)}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled
        name="trackingNo"
        label={words.trackingNo}
        errors={errors}
        errorText={words.postErrors.trackingNo}
      >
        <input
          {...described('trackingNo', errors)}
          name="trackingNo"
          value={typed.trackingNo ?? trackingNo ?? ''}
          maxlength={40}
          autocomplete="off"
        />
      </Labelled>
      <button class="button button-primary button-wide" type="submit" name="act" value="post">
        {state === 'returning' ? words.repost : words.post}
      </button>
    </form>
  )
  return (
    <section class="claim-act">
      <h2>{words.returnTo}</h2>
      {to ? (
        <address>
          {to.name} {to.phone}
          <br />
          {to.address}
        </address>
      ) : (
        <p>
          {words.returnToMissing} <a href={contact.href}>{t.shell.contact}</a>
        </p>
      )}
      <p class="fine">{words.returnHint}</p>
      {state === 'returning' ? (
        <details open={Boolean(typed.errors)}>
          <summary class="button button-secondary">{words.repost}</summary>
          {form}
        </details>
      ) : (
        form
      )}
    </section>
  )
}

function Appeal({ desk, action, typed, t }: ClaimPageProps) {
  const words = t.claims
  const said = desk.events.findLast(({ kind }) => kind === 'refused')?.note
  return (
    <section class="claim-act">
      {said ? <q class="claim-said">{said}</q> : null}
      {desk.claim.appealed ? null : (
        <form method="post" action={action} data-once>
          <Words name="note" label={words.appealWords} value={typed.note} errors={typed.errors} />
          <p class="fine">{words.appealHint}</p>
          <button class="button button-primary button-wide" type="submit" name="act" value="appeal">
            {words.appeal}
          </button>
        </form>
      )}
    </section>
  )
}

function Late({ action, t }: ClaimPageProps) {
  const words = t.claims
  return (
    <section class="claim-act">
      <p>{words.late}</p>
      <form method="post" action={action} data-once>
        <button class="button button-primary button-wide" type="submit" name="act" value="money">
          {words.moneyInstead}
        </button>
      </form>
    </section>
  )
}

function Withdrawal({ action, t }: ClaimPageProps) {
  const words = t.claims
  return (
    <details class="order-cancel">
      <summary class="button button-secondary">{words.withdraw}</summary>
      <form method="post" action={action} data-once>
        <p>{words.withdrawSure}</p>
        <button class="button button-danger" type="submit" name="act" value="withdraw">
          {words.withdrawYes}
        </button>
      </form>
    </details>
  )
}

const Words = (props: {
  name: string
  label: string
  value: string | undefined
  errors: TypedAct['errors']
}) => (
  <Labelled name={props.name} label={props.label} errors={props.errors ?? {}} errorText="">
    <textarea {...described(props.name, props.errors ?? {})} name={props.name} rows={2} maxlength={300}>
      {props.value ?? ''}
    </textarea>
  </Labelled>
)
