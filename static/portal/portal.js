// A form that came back with errors: go to what is wrong, as a person using a keyboard or a screen reader needs it.
document.querySelector(".error-summary")?.focus()
