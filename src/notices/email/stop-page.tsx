import type { Texts } from '../../i18n/texts.ts'

type Props = { stopped: boolean; action: string; t: Texts['mail']['stopPage'] }

/** Whether an address is written to, and the switch. Which address it is stands in the letter alone. */
export const StopPage = ({ stopped, action, t }: Props) => (
  <div class="lookup wrap">
    <h1>{stopped ? t.stopped : t.title}</h1>
    <p>{stopped ? t.stoppedNote : t.note}</p>
    <form class="lookup-form" method="post" action={action}>
      <button
        class={stopped ? 'button button-secondary button-wide' : 'button button-primary button-wide'}
        type="submit"
        name="mail"
        value={stopped ? 'on' : 'off'}
      >
        {stopped ? t.resume : t.stop}
      </button>
    </form>
  </div>
)
