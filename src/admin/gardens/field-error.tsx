export const FieldError = ({ id, text }: { id: string; text: string | undefined }) =>
  text ? (
    <p class="field-error" id={id}>
      {text}
    </p>
  ) : null
