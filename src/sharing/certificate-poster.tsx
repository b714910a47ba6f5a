import { GardenSheet, type GardenSheetProps } from './garden-sheet.tsx'
import { fitted, Lines } from './poster-parts.tsx'

/** `board` is the name on the board in the tea, as it was approved, or the plot where nobody named it. */
export type CertificatePosterProps = GardenSheetProps & { board: string }

/** An adopted plot to pass on: its name board among the tea, and the code that verifies its certificate. Pure. */
export const certificatePoster = ({ board, ...props }: CertificatePosterProps): string =>
  String(
    <GardenSheet {...props}>
      <Board text={board} />
    </GardenSheet>,
  )

const Board = ({ text }: { text: string }) => {
  const words = fitted(text, 440, [
    [60, 1],
    [48, 1],
    [38, 1],
    [34, 2],
  ])
  const first = 480 + words.size * 0.36 - (words.lines.length - 1) * words.size * 0.6
  return (
    <>
      <defs>
        <linearGradient id="p-board" x1="0" y1="0" x2="0" y2="1">
          <stop stop-color="#D09A58" />
          <stop offset="1" stop-color="#A5713A" />
        </linearGradient>
      </defs>
      <path fill="#17211C" opacity=".18" d="M300 400L794 396L786 566L306 570Z" transform="translate(8 10)" />
      <path fill="#75491F" d="M376 540h22v220h-22zM690 540h22v228h-22z" />
      <path fill="#5C3817" d="M390 540h8v220h-8zM704 540h8v228h-8z" />
      <path fill="url(#p-board)" d="M290 396Q540 382 790 396L784 566Q540 556 296 566Z" />
      <path
        fill="none"
        stroke="#7B4F24"
        stroke-width="2.5"
        opacity=".55"
        d="M293 446Q540 434 788 446M295 508Q540 498 786 508"
      />
      <path
        fill="none"
        stroke="#F4E3C4"
        stroke-width="3"
        d="M308 412Q540 399 772 412L767 550Q540 541 313 550Z"
      />
      <circle cx="310" cy="412" r="6" fill="#3B2410" />
      <circle cx="770" cy="412" r="6" fill="#3B2410" />
      <Lines {...words} x={540} y={Math.round(first)} fill="#2B1D0C" leading={1.2} serif middle />
    </>
  )
}
