export type SeasonStep = { name: string; when: string; state: 'done' | 'now' | 'next' }

type Props = { steps: SeasonStep[]; t: { label: string; done: string; now: string; next: string } }

/** The season's steps in order (冬管→春采→制茶→寄出), where it stands in shape and in words. */
export const SeasonProgress = ({ steps, t }: Props) => (
  <ol class="steps" aria-label={t.label}>
    {steps.map(({ name, when, state }) => (
      <li class={`step step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
        <b>{name}</b>
        <small>{when}</small>
        <span> {t[state]}</span>
      </li>
    ))}
  </ol>
)
