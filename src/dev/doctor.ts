import { type Deployment, deploymentFindings } from '../doctor/deployment.ts'
import type { Finding, Told } from '../doctor/finding.ts'
import { keyFindings } from '../doctor/keys.ts'
import { ownFindings, providerFindings } from '../doctor/reaching.ts'
import { payingFinding, settingsFindings } from '../doctor/settings.ts'

export type Asked = { told: Told; deployment: Deployment; online: boolean }

/** Everything the doctor looks at, in the order in which one puts it right. */
export async function examine({ told, deployment, online }: Asked): Promise<Finding[]> {
  const settings = [...settingsFindings(told), ...payingFinding(told)]
  const keys = await keyFindings(told, Date.now())
  const own = told.PUBLIC_URL ? await ownFindings(told, Date.now) : []
  // Nobody is asked with settings the shop itself would not start with.
  const whole = ![...settings, ...keys].some(({ is }) => is === 'wrong')
  const providers = online && whole ? await providerFindings(told, Date.now()) : []
  const deployed = told.APP_ENV === 'development' ? [] : deploymentFindings(deployment, told)
  return [...settings, ...keys, ...deployed, ...own, ...providers]
}
