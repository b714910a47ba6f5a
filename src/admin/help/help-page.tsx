import { adminPaths } from '../../urls.ts'
import type { Area } from '../menu.ts'
import type { Answer } from './answer.ts'

/** All pages of help, for the areas a role may open. */
export const HelpIndexPage = ({ groups }: { groups: [group: string, areas: Area[]][] }) => (
  <>
    <h1>帮助</h1>
    <p>选一栏，看“怎么做”。每一步都照屏幕上的字写。</p>
    {groups.map(([group, areas]) => (
      <section>
        {group ? <h2>{group}</h2> : null}
        <ul class="help-areas">
          {areas.map(({ label, help }) => (
            <li>
              <a href={adminPaths.helpArea(help)}>{label}</a>
            </li>
          ))}
        </ul>
      </section>
    ))}
    <p>
      <button class="button button-secondary" type="button" data-shortcuts-open hidden>
        快捷键
      </button>
    </p>
  </>
)

/** The questions of one area, each with its steps. */
export const HelpPage = ({ area, answers, may }: { area: Area; answers: Answer[]; may: boolean }) => (
  <>
    <p class="crumbs">
      <a href={adminPaths.help}>全部帮助</a>
    </p>
    <div class="admin-title">
      <h1>{area.label}：怎么做</h1>
      {may ? (
        <a class="button button-secondary" href={area.url.path}>
          打开{area.label}
        </a>
      ) : null}
    </div>
    {may ? null : <p class="fine">您的角色打不开这一栏，要办请找负责人。</p>}
    {answers.map(([question, ...steps]) => (
      <details class="help-answer" open>
        <summary>{question}</summary>
        <ol>
          {steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </details>
    ))}
  </>
)
