import { MonthStrip } from '../ui/month-strip.tsx'
import { inSeason } from './season.ts'

type Props = { mask: number; month: number; label: string; numbered?: boolean }

/** The months of a product's season. */
export const SeasonStrip = ({ mask, ...rest }: Props) =>
  MonthStrip({ open: (month) => inSeason(mask, month), ...rest })
