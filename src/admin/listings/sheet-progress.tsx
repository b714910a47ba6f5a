const STEPS: Record<string, string> = { read: '读表格', send: '上传', check: '核对', write: '写入' }

/** How far a sheet is; shown by its script alone. */
export const SheetProgress = ({ steps }: { steps: (keyof typeof STEPS)[] }) => (
  <div class="sheet-progress" data-sheet-progress hidden>
    {steps.length > 1 ? (
      <ol>
        {steps.map((step) => (
          <li data-step={step}>{STEPS[step]}</li>
        ))}
      </ol>
    ) : null}
    <progress max={100} aria-label="进度" />
    <p>
      <span data-sheet-status role="status" /> <span data-sheet-clock class="fine" />
    </p>
  </div>
)
