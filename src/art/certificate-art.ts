import { guilloche } from './guilloche.ts'
import { type SceneOptions, scene } from './scene.ts'

const BORDER = { margin: 30, radius: 30, amplitude: 9, period: 105 }

export const landscapeBorder = (): string => guilloche({ width: 1123, height: 794, ...BORDER })
export const portraitBorder = (): string => guilloche({ width: 720, height: 960, ...BORDER })

/** The same hills as the garden's card, wide and low, for the foot of its certificate. */
const foot = (seed: number, tone: SceneOptions['tone']) => () =>
  scene({
    ...{ seed, tone, width: 1040, height: 346, disc: null },
    ...{ horizon: 0.56, gap: 0.5, tea: 0.15, fineRows: true },
  })

export const CERTIFICATE_FEET: Record<string, () => string> = {
  'certificate-foot-a': foot(22, 'pale'),
  'certificate-foot-b': foot(57, 'day'),
  'certificate-foot-c': foot(91, 'dawn'),
}
