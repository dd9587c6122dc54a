// Keeps what is typed in form[data-autosave]: two seconds after a word, and when the page is left. The words stay in
// the page whatever happens; what cannot be kept is said and tried again.
const PAUSE = 2000, AGAIN = 5000
const KEEPALIVE_MOST = 60000 // bytes: browsers refuse to send more from a page that is going away
const AWAY = "Not kept: there is no connection. Your words are still on this page, and we keep trying."
const OUT = "You are signed out. Sign in in another tab; your words are still here, and we keep trying."

const form = document.querySelector("form[data-autosave]")
const box = document.getElementById("autosave")
const turn = form.querySelector("[data-turn]")
// How many times something was typed; how much of that the portal has answered for, and how much it has saved.
let typed = 0, tried = 0, saved = 0
let timer, sending, leaving = false

function show(html) {
  if (box.innerHTML !== html) box.innerHTML = html // the same words again would be read aloud again
}

function tell(words) {
  show(`<p class="attention">${words}</p>`)
}

function send(address, options) {
  return fetch(address, { redirect: "manual", ...options })
}

// A session that ended took its token along; a new session has another, which this page does not know yet.
async function renew() {
  const answer = await send(form.dataset.autosave)
  if (!answer.ok) return answer
  const { token } = await answer.json()
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach(input => { input.value = token })
  return post()
}

function post(last = false) {
  turn.value = Number(turn.value) + 1
  const body = new URLSearchParams(new FormData(form)).toString()
  return send(form.dataset.autosave, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    keepalive: last && body.length < KEEPALIVE_MOST,
  })
}

// True when the portal has answered for the words; false when it could not be asked.
async function keep(last = false) {
  const now = typed
  try {
    let answer = await post(last)
    if (answer.status === 403) answer = await renew()
    if (answer.type === "opaqueredirect") return tell(OUT), false
    tried = now
    if (answer.ok) saved = now
    if (answer.ok || answer.status === 409) show(await answer.text())
    else tell(`Not kept: the portal answered ${answer.status}. Your words are still on this page.`)
    return true
  } catch {
    return tell(AWAY), false
  }
}

async function run() {
  timer = undefined
  sending = keep()
  const answered = await sending
  sending = undefined
  if (typed > tried && !leaving) later(answered ? PAUSE : AGAIN)
}

function later(pause) {
  if (!timer && !sending) timer = setTimeout(run, pause)
}

form.addEventListener("input", () => {
  typed += 1
  later(PAUSE)
})

// Words are kept before the form is sent, so that a session that ended or a lost connection cannot take them along.
form.addEventListener("submit", async event => {
  if (leaving || typed === saved) return
  event.preventDefault()
  clearTimeout(timer)
  timer = undefined
  await sending
  if (typed === saved || await keep()) {
    leaving = true
    form.requestSubmit(event.submitter)
  } else {
    later(AGAIN)
  }
})

document.addEventListener("visibilitychange", () => {
  if (document.hidden && typed > saved && !leaving) keep(true)
})

addEventListener("beforeunload", event => {
  if (typed > saved && !leaving) event.preventDefault()
})

// Words that were typed before this ran, or that the browser put back, came without an event. The editor's own fields
// are left out: it writes them anew when it starts.
const plain = [...form.elements].filter(field => field.matches("input:not([type=hidden]), textarea:not([data-richtext])"))
if (plain.some(field => field.value !== field.defaultValue)) {
  typed += 1
  later(PAUSE)
}
