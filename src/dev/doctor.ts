import { backupFindings } from '../doctor/backups.ts'
import { type Deployment, deploymentFindings } from '../doctor/deployment.ts'
import type { Finding, Told } from '../doctor/finding.ts'
import { keyFindings } from '../doctor/keys.ts'
import { asStarted, type Machine, machineFindings } from '../doctor/machine.ts'
import { ownFindings, providerFindings } from '../doctor/reaching.ts'
import { payingFinding, settingsFindings } from '../doctor/settings.ts'

/** Of a shop at Cloudflare its `deployment` is looked at, of one on a machine of its own its `machine`. */
export type Asked = { told: Told; online: boolean } & ({ deployment: Deployment } | { machine: Machine })

/** Everything the doctor looks at, in the order in which one puts it right. */
export async function examine(asked: Asked): Promise<Finding[]> {
  const { online } = asked
  const told = 'machine' in asked ? asStarted(asked.told, asked.machine) : asked.told
  const settings = [...settingsFindings(told), ...payingFinding(told)]
  const keys = await keyFindings(told, Date.now())
  const own = told.PUBLIC_URL ? await ownFindings(told, Date.now) : []
  // Nobody is asked with settings the shop itself would not start with.
  const whole = ![...settings, ...keys].some(({ is }) => is === 'wrong')
  const providers = online && whole ? await providerFindings(told, Date.now()) : []
  const deployed =
    'machine' in asked
      ? [...machineFindings(asked.machine, asked.told), ...backupFindings(asked.told)]
      : told.APP_ENV === 'development'
        ? []
        : deploymentFindings(asked.deployment, told)
  return [...settings, ...keys, ...deployed, ...own, ...providers]
}
