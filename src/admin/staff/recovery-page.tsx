import { CopyButton } from '../../ui/copy-button.tsx'
import { adminPaths } from '../../urls.ts'

type Props = { title: string; codes: string[]; signIn: boolean }

/** Recovery codes, told once. */
export const RecoveryPage = ({ title, codes, signIn }: Props) => (
  <section class="admin-narrow">
    <h1>{title}</h1>
    <p>下面是10个恢复码，手机不在身边时用来登录，每个只能用一次。请打印或抄下，离开后不再显示。</p>
    <ul class="admin-codes">
      {codes.map((code) => (
        <li>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <CopyButton text={codes.join('\n')} words={{ copy: '复制全部', copied: '已复制' }} />
    {signIn ? (
      <>
        <p>每个动态码只能用一次，刚才那个已经用过。登录时请用应用里的下一个，最多等30秒。</p>
        <a class="button button-primary" href={adminPaths.signIn}>
          去登录
        </a>
      </>
    ) : (
      <p>
        <a class="button button-primary" href={adminPaths.account()}>
          抄好了
        </a>
      </p>
    )}
  </section>
)
