/** Gives every control of a name a value that was noted; what lies folded around it opens. */
export function putBackValue(form: ParentNode, name: string, value: string): void {
  const named = `:is(input, select, textarea)[name="${CSS.escape(name)}"]`
  for (const control of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(named)) {
    if (control.type === 'radio' || control.type === 'checkbox')
      (control as HTMLInputElement).checked = control.value === value
    else if (control instanceof HTMLSelectElement) choose(control, value)
    else if (control.type !== 'file') control.value = value
    if (value && control.type !== 'hidden') {
      const folded = control.closest('details')
      if (folded && (control.type !== 'radio' || (control as HTMLInputElement).checked)) folded.open = true
    }
  }
}

/** A choice that is no longer offered (a day that passed) leaves the present one. */
function choose(select: HTMLSelectElement, value: string): void {
  if ([...select.options].some((option) => option.value === value)) select.value = value
}
