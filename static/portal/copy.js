// button[data-copies] puts what lies at an address on the clipboard; without JavaScript the link beside it leads there.
async function words(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(answer.status)
  return new Blob([await answer.text()], { type: "text/plain" })
}

async function copy(button) {
  const status = button.parentElement.querySelector("[role=status]")
  try {
    // A promise, not its value: Safari allows the clipboard only while the click is being handled.
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": words(button.dataset.copies) })])
    status.textContent = "Copied."
  } catch {
    status.textContent = "Your browser did not let us copy. Open the plain text and copy it there."
  }
}

document.querySelectorAll("button[data-copies]").forEach((button) => {
  button.hidden = false
  button.addEventListener("click", () => copy(button))
})
