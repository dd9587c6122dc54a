// A form that came back with errors: go to what is wrong, as a person using a keyboard or a screen reader needs it.
document.querySelector(".error-summary")?.focus()

// Copying words to paste into an answer: the button is there only where the browser can do it.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const label = button.innerHTML
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim())
    button.textContent = "Copied"
    setTimeout(() => { button.innerHTML = label }, 2000)
  })
}
