// Warns before the session ends. Typing counts as using the portal; another tab's use counts here too.
{
  const WARN = 5 * 60, TYPED = 5 * 60, LOOK = 15 // seconds
  const box = document.getElementById("session-end")
  const notice = box.firstElementChild, form = box.querySelector("form")
  let ends = Date.now() + box.dataset.left * 1000
  let typed = false, lastPost = Date.now()

  const left = () => (ends - Date.now()) / 1000

  async function ask(method) {
    try {
      const body = method === "POST" ? new FormData(form) : undefined
      const answer = await fetch(form.action, { method, body, redirect: "manual" })
      if (answer.type === "opaqueredirect") ends = Date.now()
      else if (answer.ok) ends = Date.now() + (await answer.json()).left * 1000
    } catch { /* without a connection the clock goes on as it was */ }
  }

  function show(words) {
    notice.hidden = !words
    form.hidden = words !== "soon"
    const clock = { hour: "numeric", minute: "2-digit", hour12: true, timeZone: "Europe/London" }
    const time = new Date(ends).toLocaleTimeString("en-GB", clock).replace(/\s/, "") // as the pages write it
    for (const line of notice.querySelectorAll("[data-words]")) line.hidden = line.dataset.words !== words
    for (const place of notice.querySelectorAll("[data-time]")) place.textContent = time
  }

  async function goOn() {
    typed = false
    lastPost = Date.now()
    await ask("POST")
    show(left() <= 0 ? "over" : left() < WARN ? "limit" : "")
  }

  async function look() {
    if (typed && Date.now() - lastPost > TYPED * 1000) return goOn()
    if (left() < WARN && notice.hidden) await ask("GET")
    if (left() <= 0) show("over")
    else if (left() >= WARN) show("")
    else if (notice.hidden) show("soon")
  }

  addEventListener("input", () => { typed = true })
  addEventListener("visibilitychange", () => { if (!document.hidden) look() })
  form.addEventListener("submit", event => {
    event.preventDefault()
    goOn()
  })
  setInterval(look, LOOK * 1000)
  look()
}
