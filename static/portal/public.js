// Beside the link to a quotation, a button that copies it with its speaker and the link.
document.querySelectorAll("a[data-copy]").forEach(link => {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "link no-print"
  button.textContent = "Copy quotation"
  button.setAttribute("aria-live", "polite")
  button.addEventListener("click", async () => {
    const { copy, from } = link.dataset
    await navigator.clipboard.writeText(`“${copy}”\n— ${from}\n${link.href}`)
    button.textContent = "Copied"
    setTimeout(() => { button.textContent = "Copy quotation" }, 3000)
  })
  if (navigator.clipboard) link.after(button) // absent without HTTPS; the link remains
})
