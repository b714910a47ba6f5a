import { menuFor } from './menu.ts'

/**
 * The sheet of shortcuts, which `?` opens and Esc closes. Whoever speaks to the computer, or types with one finger, can
 * turn them off here: single letters are easily pressed by mistake.
 */
export const Shortcuts = ({ role, open }: { role: string; open?: boolean }) => {
  const areas = menuFor(role).flatMap(([, own]) => own)
  return (
    <dialog class="shortcuts" aria-labelledby="shortcuts-title" open={open} data-shortcuts>
      <h2 id="shortcuts-title">快捷键</h2>
      <dl>
        <Keys keys={['?']} does="打开这张表" />
        <Keys keys={['/']} does="到查找框" />
        {areas.map(({ label, key }) => (key ? <Keys keys={['g', key]} does={label} /> : null))}
        <Keys keys={['Esc']} does="关上这张表" />
      </dl>
      <p class="fine">两个键的，先按一个，再按另一个。正在框里打字时不起作用。</p>
      <label class="check">
        <input type="checkbox" data-shortcuts-off /> 在这台设备上不用快捷键
      </label>
      <form method="dialog">
        <button class="button button-primary" type="submit" autofocus>
          关上
        </button>
      </form>
    </dialog>
  )
}

const Keys = ({ keys, does }: { keys: string[]; does: string }) => (
  <div>
    <dt>
      {keys.map((key) => (
        <kbd>{key}</kbd>
      ))}
    </dt>
    <dd>{does}</dd>
  </div>
)
